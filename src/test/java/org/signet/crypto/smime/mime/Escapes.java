package org.signet.crypto.smime.mime;

import java.util.regex.Pattern;

/** Octets as tables write them: {@code \r}, {@code \n}, {@code \t}, {@code \x00}. */
final class Escapes {
    private static final Pattern HEX = Pattern.compile("\\\\x([0-9a-f]{2})");

    private Escapes() {}

    static String undone(String text) {
        String lines = text.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t");
        return HEX.matcher(lines).replaceAll(match -> {
            char octet = (char) Integer.parseInt(match.group(1), 16);
            return octet == '\\' || octet == '$' ? "\\" + octet : Character.toString(octet);
        });
    }
}
