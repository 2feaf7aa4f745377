package org.signet.crypto.policy;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One-time passwords of HMAC-SHA-1 (RFC 4226 §5.3). Apps for codes know no other digest for sure; where it keys a MAC, the
 * collisions of SHA-1 do no harm (NIST SP 800-131A, table 9).
 */
public final class Hotp {
    public static final int DIGITS = 6;
    private static final int MODULUS = 1_000_000;

    private Hotp() {}

    /** The digits of that counter. */
    public static String code(byte[] key, long counter) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            ByteBuffer value = ByteBuffer.wrap(
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(counter).array()));
            int truncated = value.getInt(value.get(value.capacity() - 1) & 0xf) & Integer.MAX_VALUE;
            return ("%0" + DIGITS + "d").formatted(truncated % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
