package org.signet.crypto.smime.mime;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.signet.model.Bytes;
import org.signet.model.Printable;

/**
 * One field of a header (RFC 5322 §2.2).
 *
 * @param name as it was written, without the colon
 * @param raw all of its octets as they came: name, colon, folding, and the line end unless the input ended before it
 */
public record HeaderField(String name, Bytes raw) {
    public HeaderField {
        Objects.requireNonNull(name);
        Objects.requireNonNull(raw);
    }

    /** One of ours, on a line of its own, in UTF-8; a value with line ends in it must be folded. */
    public static HeaderField of(String name, String value) {
        return new HeaderField(name, Bytes.of((name + ": " + value + "\r\n").getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether it is called so; names are compared without case. */
    public boolean is(String otherName) {
        return name.equalsIgnoreCase(otherName);
    }

    /** Whether it describes a body (RFC 2045 §9): {@code Content-Type} and the others of that family. */
    public boolean isContent() {
        return name.regionMatches(true, 0, "Content-", 0, "Content-".length());
    }

    /** What stands behind the colon, on one line (RFC 5322 §2.2.3); octets beyond ASCII are UTF-8, or else ISO-8859-1. */
    public String value() {
        byte[] octets = raw.toArray();
        int from = 0;
        while (from < octets.length && octets[from] != ':') {
            from++;
        }
        byte[] line = new byte[octets.length];
        int length = 0;
        for (int i = from + 1; i < octets.length; i++) {
            // Whatever of CR and LF is left must not become a line of its own where the value is written again.
            if (octets[i] == '\r' || octets[i] == '\n') {
                boolean spaceFollows = i + 1 < octets.length && isBlank(octets[i + 1]);
                if (!spaceFollows) {
                    line[length++] = ' ';
                }
            } else {
                line[length++] = octets[i];
            }
        }
        return Charsets.utf8OrLatin1(line, 0, length).strip();
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
    }

    /** The value for people: encoded-words decoded (RFC 2047), and nothing in it that moves a cursor. */
    public String text() {
        return Printable.of(EncodedWords.decode(value()).replace('\t', ' '));
    }

    /** Whether all its octets are printable ASCII, white space or line ends. */
    public boolean isAscii() {
        byte[] octets = raw.toArray();
        for (byte octet : octets) {
            if (octet < ' ' && octet != '\t' && octet != '\r' && octet != '\n' || octet == 0x7f) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return new String(raw.toArray(), StandardCharsets.ISO_8859_1).strip();
    }
}
