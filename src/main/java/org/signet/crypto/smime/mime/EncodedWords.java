package org.signet.crypto.smime.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.signet.crypto.smime.mime.encoding.Base64Decoding;

/**
 * Encoded-words in header text (RFC 2047, the language of RFC 2231 §5 left out): {@code =?charset?B-or-Q?text?=}. Neighbours
 * in one charset are decoded together, since many programs cut characters in two between them.
 */
final class EncodedWords {
    private static final int MAX_CHARSET = 60;

    private final String text;
    private final StringBuilder decoded = new StringBuilder();
    /** Octets of words that were read and not yet turned into characters, with their charset. */
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    private String pendingCharset = "";
    private int nextEnd;

    private EncodedWords(String text) {
        this.text = text;
    }

    /** The same text, its encoded-words decoded; what is not quite one stays as it is. */
    static String decode(String text) {
        return text.contains("=?") ? new EncodedWords(text).decoded() : text;
    }

    private record Word(String charset, byte[] octets, int end) {}

    private String decoded() {
        int plainFrom = 0;
        int at = text.indexOf("=?");
        while (at >= 0) {
            Optional<Word> word = wordAt(at);
            if (word.isEmpty()) {
                at = text.indexOf("=?", at + 2);
                continue;
            }
            boolean neighbour = pending.size() > 0 || plainFrom > 0;
            if (!neighbour || !text.substring(plainFrom, at).isBlank()) {
                flush();
                decoded.append(text, plainFrom, at);
            }
            add(word.get());
            plainFrom = word.get().end();
            at = text.indexOf("=?", plainFrom);
        }
        flush();
        return decoded.append(text, plainFrom, text.length()).toString();
    }

    private void add(Word word) {
        if (!word.charset().equalsIgnoreCase(pendingCharset)) {
            flush();
        }
        pendingCharset = word.charset();
        pending.writeBytes(word.octets());
    }

    private void flush() {
        if (pending.size() > 0) {
            decoded.append(Charsets.decode(pending.toByteArray(), pendingCharset));
            pending.reset();
        }
    }

    private Optional<Word> wordAt(int at) {
        int charsetEnd = text.indexOf('?', at + 2);
        if (charsetEnd < 0 || charsetEnd == at + 2 || charsetEnd - at > MAX_CHARSET) {
            return Optional.empty();
        }
        int contentFrom = charsetEnd + 3;
        if (contentFrom > text.length() || text.charAt(charsetEnd + 2) != '?') {
            return Optional.empty();
        }
        int end = endFrom(contentFrom);
        if (end < 0) {
            return Optional.empty();
        }
        String charset = text.substring(at + 2, charsetEnd);
        int language = charset.indexOf('*');
        String content = text.substring(contentFrom, end);
        byte[] octets;
        switch (text.charAt(charsetEnd + 1)) {
            case 'b', 'B' -> octets = Base64Decoding.decode(content);
            case 'q', 'Q' -> octets = decodeQ(content);
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(new Word(language < 0 ? charset : charset.substring(0, language), octets, end + 2));
    }

    /** Where the next "?=" stands; it is looked for once, so that many beginnings without an end take no quadratic time. */
    private int endFrom(int from) {
        if (nextEnd >= 0 && nextEnd < from) {
            nextEnd = text.indexOf("?=", from);
        }
        return nextEnd;
    }

    /** RFC 2047 §4.2. */
    private static byte[] decodeQ(String content) {
        byte[] in = content.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            int high = in[i] == '=' && i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(in[i + 2], 16) : -1;
            if (low >= 0) {
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.write(in[i] == '_' ? ' ' : in[i]);
            }
        }
        return out.toByteArray();
    }
}
