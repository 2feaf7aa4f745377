package org.signet.crypto.keys;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
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
        String[] parts = stored.split("\\$");
        if (parts.length != 6 || !parts[1].equals("argon2id")) {
            return false;
        }
        String[] parameters = parts[3].split("[=,]");
        byte[] expected = Base64.getDecoder().decode(parts[5]);
        byte[] actual = derive(
                password,
                Base64.getDecoder().decode(parts[4]),
                Integer.parseInt(parameters[1]),
                Integer.parseInt(parameters[3]),
                Integer.parseInt(parameters[5]),
                expected.length);
        return MessageDigest.isEqual(expected, actual);
    }

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
        argon2.generateBytes(secret, tag);
        java.util.Arrays.fill(secret, (byte) 0);
        return tag;
    }
}
