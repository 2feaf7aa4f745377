package org.signet.crypto.keys;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.signet.crypto.policy.DigestAlgorithm;

/**
 * The key derivation of PKCS#12 (RFC 7292 appendix B.2), as far as it takes to see whether gpgsm derives the same key. Version 2.2 forgets
 * the zero octet that a block may begin with after step 6C, and cannot open three files in a hundred, whoever wrote them: so such salts are not taken.
 */
final class Pkcs12Derivation {
    /** Block of SHA-1 (v). */
    private static final int BLOCK = 64;

    private static final byte KEY = 1;

    private Pkcs12Derivation() {}

    /** Whether gpgsm 2.2 derives the key of Triple DES, which takes two digests of SHA-1 and so one addition. */
    static boolean gpgsmAgrees(char[] passphrase, byte[] salt, int iterations) {
        // BMPString, ended by a zero (appendix B.1).
        byte[] password = filled(ByteBuffer.allocate(2 * passphrase.length + 2)
                .put(StandardCharsets.UTF_16BE.encode(CharBuffer.wrap(passphrase)))
                .array());
        byte[] saltBlocks = filled(salt);
        byte[] input = Arrays.copyOf(saltBlocks, saltBlocks.length + password.length);
        System.arraycopy(password, 0, input, saltBlocks.length, password.length);
        byte[] diversifier = new byte[BLOCK];
        Arrays.fill(diversifier, KEY);
        MessageDigest sha1 = DigestAlgorithm.SHA1.start();
        sha1.update(diversifier);
        byte[] digest = sha1.digest(input);
        for (int i = 1; i < iterations; i++) {
            digest = sha1.digest(digest);
        }
        BigInteger added = new BigInteger(1, Arrays.copyOf(filled(digest), BLOCK)).add(BigInteger.ONE);
        for (int from = 0; from < input.length; from += BLOCK) {
            BigInteger sum = new BigInteger(1, Arrays.copyOfRange(input, from, from + BLOCK)).add(added);
            if (sum.shiftRight((BLOCK - 1) * Byte.SIZE).byteValue() == 0) {
                return false;
            }
        }
        return true;
    }

    /** Copies, the last cut off, that fill whole blocks (steps 2 and 3). */
    private static byte[] filled(byte[] octets) {
        byte[] filled = new byte[(octets.length + BLOCK - 1) / BLOCK * BLOCK];
        for (int i = 0; i < filled.length; i++) {
            filled[i] = octets[i % octets.length];
        }
        return filled;
    }
}
