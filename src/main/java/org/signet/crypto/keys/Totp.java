package org.signet.crypto.keys;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import org.bouncycastle.util.encoders.Base32;
import org.signet.crypto.policy.Hotp;

/**
 * What an authenticator app computes codes from (RFC 6238): of each 30 seconds another one.
 *
 * @param base32 its secret as people type it into an app (RFC 4648 §6): 160 random bits (RFC 4226 §4, R6)
 */
public record Totp(String base32) {
    private static final int SECRET = 20;
    private static final int STEP_SECONDS = 30;
    /** One step either side, for clocks that differ and people who type slowly (RFC 6238 §5.2). */
    private static final int TOLERANCE = 1;

    public static Totp random(SecureRandom random) {
        byte[] secret = new byte[SECRET];
        random.nextBytes(secret);
        return new Totp(Base32.toBase32String(secret));
    }

    /** As an app reads it from a QR code; digest, digits and step are what every app takes for granted. */
    public String uri(String issuer, String account) {
        return "otpauth://totp/" + encoded(issuer) + ":" + encoded(account) + "?secret=" + base32 + "&issuer="
                + encoded(issuer);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public static long step(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), STEP_SECONDS);
    }

    public String code(long step) {
        return Hotp.code(Base32.decode(base32), step);
    }

    /**
     * The step that a typed code is of, if it is one of now and later than that which was redeemed last: nobody who saw a code
     * can use it again (RFC 6238 §5.2).
     */
    public OptionalLong redeemed(String typed, Instant now, long last) {
        byte[] given = typed.replaceAll("\\s", "").getBytes(StandardCharsets.UTF_8);
        OptionalLong found = OptionalLong.empty();
        for (long step = step(now) - TOLERANCE; step <= step(now) + TOLERANCE; step++) {
            boolean equal = MessageDigest.isEqual(given, code(step).getBytes(StandardCharsets.UTF_8));
            if (equal && step > last) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    @Override
    public String toString() {
        return "secret of an authenticator app";
    }
}
