package org.signet.crypto.smime.mime.writing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Parameters as they are written: tokens, quoted strings, or, beyond ASCII, in UTF-8 with sections (RFC 2231 §3, §4.1) and a
 * plain one before them for readers that do not know that. What has no proper name is left out.
 */
final class ParameterText {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$&+.^_`{|}~-]+");
    /** Quoted though tokens: programs expect it. */
    private static final Set<String> QUOTED = Set.of("name", "filename", "boundary", "protocol", "micalg", "hp");
    /** A section with its name and number stays below 78 characters. */
    private static final int SECTION = 50;

    /** A longer value, all of its characters quoted, does not surely fit the 998 characters of a line. */
    private static final int MAX_PLAIN = 450;

    private ParameterText() {}

    /** Each on a line of its own, without semicolons. */
    static List<String> lines(Map<String, String> parameters) {
        List<String> lines = new ArrayList<>();
        parameters.forEach((name, value) -> {
            if (!TOKEN.matcher(name).matches()) {
                return;
            }
            boolean fits = value.length() <= MAX_PLAIN;
            boolean ascii = value.chars().allMatch(c -> c >= ' ' && c < 0x7f);
            if (fits && ascii) {
                lines.add(name + "=" + plain(name, value));
                return;
            }
            if (fits) {
                lines.add(name + "=" + plain(name, value.replaceAll("[^ -~]+", "_")));
            }
            // Behind the other, as RFC 6266 appendix D advises: of both, some readers take the last.
            lines.addAll(sections(name, value));
        });
        return lines;
    }

    private static String plain(String name, String value) {
        boolean token = TOKEN.matcher(value).matches() && !QUOTED.contains(name);
        return token ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static List<String> sections(String name, String value) {
        List<StringBuilder> encoded = new ArrayList<>();
        encoded.add(new StringBuilder("UTF-8''"));
        for (int character : value.codePoints().toArray()) {
            String more = percentEncoded(Character.toString(character));
            if (encoded.get(encoded.size() - 1).length() + more.length() > SECTION) {
                encoded.add(new StringBuilder());
            }
            encoded.get(encoded.size() - 1).append(more);
        }
        if (encoded.size() == 1) {
            return List.of(name + "*=" + encoded.get(0));
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < encoded.size(); i++) {
            lines.add(name + "*" + i + "*=" + encoded.get(i));
        }
        return lines;
    }

    private static String percentEncoded(String character) {
        if (TOKEN.matcher(character).matches()) {
            return character;
        }
        StringBuilder encoded = new StringBuilder();
        for (byte octet : character.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(String.format("%%%02X", octet & 0xff));
        }
        return encoded.toString();
    }
}
