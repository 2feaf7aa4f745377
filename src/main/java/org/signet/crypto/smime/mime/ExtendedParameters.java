package org.signet.crypto.smime.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parameters whose value names its charset or comes in sections (RFC 2231 §3, §4): {@code title*=UTF-8''%e2%82%ac},
 * {@code title*0*=…; title*1=…}.
 */
final class ExtendedParameters {
    private static final Pattern SECTION = Pattern.compile("([^*]+)(?:\\*(\\d{1,3}))?(\\*)?");

    private record Section(String value, boolean extended) {}

    private ExtendedParameters() {}

    /** Values by plain name. One that names its charset goes before one for old readers; sections end where one is missing. */
    static Map<String, String> resolve(Map<String, String> written) {
        Map<String, String> plain = new LinkedHashMap<>();
        Map<String, TreeMap<Integer, Section>> sections = new LinkedHashMap<>();
        written.forEach((name, value) -> {
            Matcher section = SECTION.matcher(name);
            if (name.indexOf('*') > 0 && section.matches()) {
                int number = section.group(2) == null ? -1 : Integer.parseInt(section.group(2));
                sections.computeIfAbsent(section.group(1), each -> new TreeMap<>())
                        .putIfAbsent(number, new Section(value, section.group(3) != null));
            } else {
                plain.put(name, EncodedWords.decode(value));
            }
        });
        sections.forEach((name, numbered) -> {
            // Number -1 is title*=…, which is the whole value.
            int first = numbered.firstKey();
            if (first <= 0) {
                plain.put(name, joined(numbered, first));
            }
        });
        return plain;
    }

    private static String joined(TreeMap<Integer, Section> numbered, int first) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        String charset = "";
        for (int number = first; numbered.containsKey(number); number++) {
            Section section = numbered.get(number);
            String value = section.value();
            if (section.extended() && number == first) {
                int quote = value.indexOf('\'');
                int second = quote < 0 ? -1 : value.indexOf('\'', quote + 1);
                charset = second < 0 ? "" : value.substring(0, quote);
                value = value.substring(second + 1);
            }
            octets.writeBytes(section.extended() ? percentDecoded(value) : value.getBytes(StandardCharsets.UTF_8));
            if (number < 0) {
                break;
            }
        }
        return EncodedWords.decode(Charsets.decode(octets.toByteArray(), charset));
    }

    private static byte[] percentDecoded(String value) {
        byte[] in = value.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            int high = in[i] == '%' && i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(in[i + 2], 16) : -1;
            if (low >= 0) {
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.write(in[i]);
            }
        }
        return out.toByteArray();
    }
}
