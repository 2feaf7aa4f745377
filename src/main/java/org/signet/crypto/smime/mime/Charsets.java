package org.signet.crypto.smime.mime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Text out of octets whose charset is named by others, wrongly at times. */
final class Charsets {
    /** Those for which nothing needs to be gathered. */
    private static final Map<String, Charset> USUAL = Map.of(
            "utf-8", StandardCharsets.UTF_8,
            "iso-8859-1", StandardCharsets.ISO_8859_1,
            "us-ascii", StandardCharsets.US_ASCII);

    private Charsets() {}

    /** UTF-8, or else ISO-8859-1, which every octet is a character of. */
    static String utf8OrLatin1(byte[] octets, int from, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets, from, length))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(octets, from, length, StandardCharsets.ISO_8859_1);
        }
    }

    /**
     * In the charset of that name; where the name is unknown, or is US-ASCII (RFC 2045 §5.2: also that of text which names
     * none), as {@link #utf8OrLatin1}. What is malformed becomes U+FFFD.
     */
    static String decode(byte[] octets, String charset) {
        Optional<Charset> known = named(charset).filter(found -> !found.equals(StandardCharsets.US_ASCII));
        return known.map(found -> new String(octets, found)).orElseGet(() -> utf8OrLatin1(octets, 0, octets.length));
    }

    private static Optional<Charset> named(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT);
        // Hebrew in logical order (RFC 1556) has the same characters.
        String mapped = plain.startsWith("iso-8859-8-") ? "iso-8859-8" : plain;
        Charset usual = USUAL.get(mapped);
        return Optional.ofNullable(usual == null ? Known.BY_NAME.get(mapped) : usual);
    }

    /**
     * What this platform knows, by every name in small letters. {@link Charset#forName} asks all that might know it anew for each name that nobody knows,
     * a millisecond long, and a hostile header names tens of thousands.
     */
    private static final class Known {
        static final Map<String, Charset> BY_NAME = new HashMap<>();

        static {
            Charset.availableCharsets().values().forEach(charset -> {
                charset.aliases().forEach(alias -> BY_NAME.put(alias.toLowerCase(Locale.ROOT), charset));
                BY_NAME.put(charset.name().toLowerCase(Locale.ROOT), charset);
            });
        }
    }
}
