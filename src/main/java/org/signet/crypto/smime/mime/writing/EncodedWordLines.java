package org.signet.crypto.smime.mime.writing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Text beyond ASCII in a header: encoded-words of at most 75 characters each, in UTF-8, no character cut in two (RFC 2047). */
final class EncodedWordLines {
    private static final String BEGINNING = "=?UTF-8?";
    /** What is left of the 75 for the encoded text. */
    private static final int ROOM = 75 - BEGINNING.length() - "Q?".length() - "?=".length();

    private EncodedWordLines() {}

    /**
     * The words, each fit for a line of its own.
     *
     * @param taken how many characters the line of the first has already
     */
    static List<String> words(String text, int taken) {
        long plain = text.codePoints().filter(EncodedWordLines::isPlain).count();
        boolean q = 2 * plain > text.codePointCount(0, text.length());
        List<String> words = new ArrayList<>();
        StringBuilder content = new StringBuilder();
        int length = Math.min(taken, ROOM / 2) * (q ? 4 : 3) / 4;
        for (int character : text.codePoints().toArray()) {
            String one = Character.toString(character);
            int octets = one.getBytes(StandardCharsets.UTF_8).length;
            int more = q ? q(one).length() : octets;
            if (content.length() > 0 && length + more > (q ? ROOM : ROOM / 4 * 3)) {
                words.add(word(content.toString(), q));
                content.setLength(0);
                length = 0;
            }
            content.append(one);
            length += more;
        }
        words.add(word(content.toString(), q));
        return words;
    }

    private static String word(String content, boolean q) {
        String encoded = q
                ? "Q?" + q(content)
                : "B?" + Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
        return BEGINNING + encoded + "?=";
    }

    /** As strict as a display name asks for (RFC 2047 §5 (3)). */
    private static String q(String content) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : content.getBytes(StandardCharsets.UTF_8)) {
            if (octet == ' ') {
                encoded.append('_');
            } else if (isPlain(octet)) {
                encoded.append((char) octet);
            } else {
                encoded.append(String.format("=%02X", octet & 0xff));
            }
        }
        return encoded.toString();
    }

    private static boolean isPlain(int c) {
        return c == ' '
                || c >= '0' && c <= '9'
                || c >= 'A' && c <= 'Z'
                || c >= 'a' && c <= 'z'
                || "!*+-/".indexOf(c) >= 0;
    }
}
