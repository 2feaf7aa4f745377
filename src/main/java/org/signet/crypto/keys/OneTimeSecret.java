package org.signet.crypto.keys;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import org.signet.crypto.policy.Providers;
import org.signet.model.Bytes;

/**
 * A random text that is handed out once: in a mailed link, a session cookie, a terminal. Only its digest is stored, so a
 * copy of the database opens nothing.
 *
 * @param text what travels
 */
public record OneTimeSecret(String text) {
    private static final String CODE_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
    private static final int GROUP = 5;

    /** 256 random bits, base64url: for links and cookies. */
    public static OneTimeSecret token(SecureRandom random) {
        byte[] octets = new byte[32];
        random.nextBytes(octets);
        return new OneTimeSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(octets));
    }

    /** Ten characters, 49 bits, to be typed by a person: {@code 7KQ2M-XR4TD}. Guesses must be counted. */
    public static OneTimeSecret code(SecureRandom random) {
        return code(random, 2);
    }

    /** Fifteen characters, 73 bits: to be kept on paper for years, so that its digest can stand in the database for as long. */
    public static OneTimeSecret recoveryCode(SecureRandom random) {
        return code(random, 3);
    }

    private static OneTimeSecret code(SecureRandom random, int groups) {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < groups * GROUP; i++) {
            code.append(i > 0 && i % GROUP == 0 ? "-" : "")
                    .append(CODE_ALPHABET.charAt(random.nextInt(CODE_ALPHABET.length())));
        }
        return new OneTimeSecret(code.toString());
    }

    /** What a person typed, as {@link #code} spells it: upper case, the hyphens in their places, spaces gone. */
    public static OneTimeSecret typed(String text) {
        String clean = text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        return new OneTimeSecret(clean.replaceAll("(.{" + GROUP + "})(?=.)", "$1-"));
    }

    /** SHA-256 of the text: what is stored and looked up. */
    public Bytes digest() {
        return Bytes.of(Providers.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return "one-time secret";
    }
}
