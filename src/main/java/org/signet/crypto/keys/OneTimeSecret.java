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
    private static final int CODE_LENGTH = 10;

    /** 256 random bits, base64url: for links and cookies. */
    public static OneTimeSecret token(SecureRandom random) {
        byte[] octets = new byte[32];
        random.nextBytes(octets);
        return new OneTimeSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(octets));
    }

    /** Ten characters, 49 bits, to be typed by a person: {@code 7KQ2M-XR4TD}. Guesses must be counted. */
    public static OneTimeSecret code(SecureRandom random) {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CODE_LENGTH; i++) {
            code.append(i == CODE_LENGTH / 2 ? "-" : "")
                    .append(CODE_ALPHABET.charAt(random.nextInt(CODE_ALPHABET.length())));
        }
        return new OneTimeSecret(code.toString());
    }

    /** What a person typed, as {@link #code} spells it: upper case, the hyphen in its place, spaces gone. */
    public static OneTimeSecret typed(String text) {
        String clean = text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        return new OneTimeSecret(
                clean.length() == CODE_LENGTH
                        ? clean.substring(0, CODE_LENGTH / 2) + "-" + clean.substring(CODE_LENGTH / 2)
                        : clean);
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
