package org.signet.crypto.smime.mime;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of {@code Content-Type} and {@code Content-Disposition} (RFC 2045 §5.1, RFC 2183 §2): read leniently, with
 * charsets and continuations (RFC 2231) and the encoded-words that many programs put there though they may not (RFC 2047 §5).
 *
 * @param byName value by lower-case name, in order; of several with one name the first counts
 */
public record Parameters(Map<String, String> byName) {
    /** More than any field has; the rest are not read. */
    private static final int MAX = 200;

    static final Parameters NONE = new Parameters(Map.of());

    public Parameters {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    public Optional<String> value(String name) {
        return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Reads what follows the first word of a field's value; it never fails. */
    static Parameters parse(String text) {
        Map<String, String> written = new LinkedHashMap<>();
        Scanner scanner = new Scanner(text);
        while (scanner.toNextName() && written.size() < MAX) {
            String name = scanner.name();
            if (scanner.hasValue()) {
                String value = scanner.value(isFileName(name));
                written.putIfAbsent(name, value);
            }
        }
        written.remove("");
        return new Parameters(ExtendedParameters.resolve(written));
    }

    private static boolean isFileName(String name) {
        return name.startsWith("name") || name.startsWith("filename");
    }

    /** A structured value without its comments (RFC 5322 §3.2.2), each of which stands for a space. */
    static String withoutComments(String text) {
        if (text.indexOf('(') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escaped = c == '\\' && (quoted || depth > 0) && i + 1 < text.length();
            if (depth == 0) {
                if (c == '"') {
                    quoted = !quoted;
                }
                if (c == '(' && !quoted) {
                    depth++;
                    plain.append(' ');
                } else {
                    plain.append(text, i, escaped ? i + 2 : i + 1);
                }
            } else if (c == '(' || c == ')') {
                depth += c == '(' ? 1 : -1;
            }
            i += escaped ? 1 : 0;
        }
        return plain.toString();
    }

    /** Goes through {@code ; name = value ; …}. */
    private static final class Scanner {
        private final String text;
        private int at;

        Scanner(String text) {
            this.text = text;
        }

        boolean toNextName() {
            while (at < text.length() && (text.charAt(at) == ';' || Character.isWhitespace(text.charAt(at)))) {
                at++;
            }
            return at < text.length();
        }

        /** Up to the sign of equality, or the semicolon of a name without value. */
        String name() {
            int from = at;
            while (at < text.length() && text.charAt(at) != '=' && text.charAt(at) != ';') {
                at++;
            }
            return withoutComments(text.substring(from, at)).strip().toLowerCase(Locale.ROOT);
        }

        boolean hasValue() {
            return at < text.length() && text.charAt(at) == '=';
        }

        String value(boolean fileName) {
            at++;
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return at < text.length() && text.charAt(at) == '"' ? quoted(fileName) : unquoted(fileName);
        }

        /** Where the closing quotation mark is missing, the rest of the field is the value. */
        private String quoted(boolean fileName) {
            StringBuilder value = new StringBuilder();
            for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
                char c = text.charAt(at);
                if (c == '\\' && at + 1 < text.length()) {
                    char next = text.charAt(at + 1);
                    // "C:\temp\a.txt", as some programs write a path, is no row of quoted pairs.
                    if (fileName && next != '"' && next != '\\') {
                        value.append(c);
                        continue;
                    }
                    value.append(next);
                    at++;
                } else {
                    value.append(c);
                }
            }
            while (at < text.length() && text.charAt(at) != ';') {
                at++;
            }
            return value.toString();
        }

        private String unquoted(boolean fileName) {
            int from = at;
            while (at < text.length() && text.charAt(at) != ';') {
                at++;
            }
            String value = text.substring(from, at).strip();
            if (fileName) {
                return value;
            }
            String first = withoutComments(value).strip();
            int space = 0;
            while (space < first.length() && !Character.isWhitespace(first.charAt(space))) {
                space++;
            }
            return first.substring(0, space);
        }
    }
}
