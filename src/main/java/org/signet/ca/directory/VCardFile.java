package org.signet.ca.directory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * The KEYs of a file of vCards: 4.0 (RFC 6350 §6.8.1), 3.0 (RFC 2426 §3.7.2) and 2.1. Everything else that a card says is nobody's word,
 * and not read: whose a certificate is, it says itself.
 */
final class VCardFile {
    private static final int MOST_KEYS = 1000;
    private static final Pattern BEGIN = Pattern.compile("(?i)\\A[\\uFEFF\\s]{0,8}BEGIN:VCARD[ \\t]*[\\r\\n]");
    /** A line's end with the one white space that continues it (RFC 6350 §3.2). */
    private static final Pattern FOLD = Pattern.compile("\\r?\\n[ \\t]");

    private static final Pattern DATA = Pattern.compile("(?i)data:([a-z0-9.+/-]{1,80})((?:;[^;,]{1,80}){0,8}),");
    private static final Pattern BINARY = Pattern.compile("(?i)(encoding=)?(b|base64)");
    private static final Pattern OPENPGP = Pattern.compile("(?i)(type=)?\"?pgp\"?|.*/pgp-keys");

    private VCardFile() {}

    static boolean is(byte[] file) {
        int seen = Math.min(file.length, 100);
        return BEGIN.matcher(new String(file, 0, seen, StandardCharsets.UTF_8)).find();
    }

    /** The octets of each certificate, or of several as PKCS#7; refused if there is none, or one cannot be read. */
    static Outcome<List<byte[]>> keys(byte[] file) {
        String unfolded =
                FOLD.matcher(new String(file, StandardCharsets.ISO_8859_1)).replaceAll("");
        List<byte[]> keys = new ArrayList<>();
        boolean linked = false;
        for (String line : unfolded.split("[\\r\\n]+")) {
            int colon = colon(line);
            List<String> name = colon < 0
                    ? List.of()
                    : Arrays.asList(line.substring(0, colon).split(";"));
            if (name.isEmpty() || !isKey(name.get(0)) || name.stream().anyMatch(part -> matches(OPENPGP, part))) {
                continue;
            }
            // Some escape a URI as if it were text.
            String value = line.substring(colon + 1).strip().replaceAll("\\\\([,;])", "$1");
            if (value.toLowerCase(Locale.ROOT).matches("(https?|ftp|ldap|cid):.*")) {
                linked = true;
                continue;
            }
            var data = DATA.matcher(value);
            boolean uri = data.lookingAt();
            if (uri && matches(OPENPGP, data.group(1))) {
                continue;
            }
            if (keys.size() == MOST_KEYS) {
                return refused("It holds more than " + MOST_KEYS + " certificates; add them in several files.");
            }
            boolean binary = uri
                    ? data.group(2).toLowerCase(Locale.ROOT).endsWith(";base64")
                    : name.stream().skip(1).anyMatch(part -> matches(BINARY, part));
            if (!binary || !decoded(uri ? value.substring(data.end()) : value, keys)) {
                return refused("One of its KEYs is not in base64; export the card again, or ask for a .cer file.");
            }
        }
        return keys.isEmpty() ? refused(none(linked)) : Outcome.ok(keys);
    }

    private static String none(boolean linked) {
        return linked
                ? "It only names a link to its certificate, and links of strangers are not followed; download that file"
                        + " and add it."
                : "This vCard holds no certificate (KEY); ask its sender for a .cer file or a signed mail.";
    }

    /** The end of name and parameters: a colon outside of quotes; -1 if there is none. */
    private static int colon(String line) {
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            quoted ^= c == '"';
            if (c == ':' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    /** With or without a group in front: {@code work.KEY}. */
    private static boolean isKey(String name) {
        return name.substring(name.lastIndexOf('.') + 1).equalsIgnoreCase("KEY");
    }

    private static boolean matches(Pattern pattern, String text) {
        return pattern.matcher(text).matches();
    }

    private static boolean decoded(String base64, List<byte[]> keys) {
        try {
            keys.add(Base64.getDecoder().decode(base64.replaceAll("\\s", "")));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static <T> Outcome<T> refused(String why) {
        return Outcome.refused(RefusalCode.BAD_INPUT, why);
    }
}
