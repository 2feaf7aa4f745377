package org.signet.crypto.keys;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) hashes of passwords, in the PHC string form. Parameters after OWASP's minimum: 19 MiB, two passes,
 * one lane.
 */
public final class PasswordHash {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT = 16;
    private static final int TAG = 32;
    /** Up to 976 MiB; a salt of 8 or 16 octets, a tag of 32. */
    private static final Pattern PHC = Pattern.compile("\\$argon2id\\$v=19\\$m=([1-9][0-9]{3,5}),t=([1-9]),p=([1-9])"
            + "\\$([A-Za-z0-9+/]{11}|[A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

    private PasswordHash() {}

    public static String hash(Passphrase password, SecureRandom random) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        byte[] tag = derive(password, salt, MEMORY_KIB, PASSES, LANES, TAG);
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$" + ENCODER.encodeToString(salt)
                + "$" + ENCODER.encodeToString(tag);
    }

    /** Compares in constant time. A stored text that is no hash never matches. */
    public static boolean matches(Passphrase password, String stored) {
        Matcher phc = PHC.matcher(stored);
        if (!phc.matches()) {
            return false;
        }
        byte[] expected = Base64.getDecoder().decode(phc.group(5));
        byte[] actual = derive(
                password,
                Base64.getDecoder().decode(phc.group(4)),
                Integer.parseInt(phc.group(1)),
                Integer.parseInt(phc.group(2)),
                Integer.parseInt(phc.group(3)),
                expected.length);
        return MessageDigest.isEqual(expected, actual);
    }

    /** Each derivation holds 19 MiB; more than two at once would only cost memory. */
    private static final Semaphore SLOTS = new Semaphore(2);

    private static byte[] derive(Passphrase password, byte[] salt, int memory, int passes, int lanes, int length) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withSalt(salt)
                .withMemoryAsKB(memory)
                .withIterations(passes)
                .withParallelism(lanes)
                .build());
        byte[] tag = new byte[length];
        byte[] secret = password.utf8();
        SLOTS.acquireUninterruptibly();
        try {
            argon2.generateBytes(secret, tag);
        } finally {
            SLOTS.release();
        }
        java.util.Arrays.fill(secret, (byte) 0);
        return tag;
    }
}
