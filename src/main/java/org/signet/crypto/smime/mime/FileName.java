package org.signet.crypto.smime.mime;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.signet.model.Printable;

/** The name that others give a file, made fit to be written to a disk of ours (RFC 2183 §5). */
public final class FileName {
    /** Most file systems take 255 octets; some room is left for what a program adds when it writes. */
    private static final int MAX_OCTETS = 200;

    /** A longer ending is no file type that is worth keeping when a name is cut. */
    private static final int MAX_ENDING = 20;

    private static final Pattern RESERVED = Pattern.compile(
            "(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])\\s*(\\..*)?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final String NOT_ON_WINDOWS = "<>:\"|?*";

    private FileName() {}

    /**
     * The base name: no folder, no control or format characters (those that turn the writing round are among them), nothing
     * that Windows keeps for itself, no dot in front, nor a hyphen that programs take for an option, at most 200 octets of UTF-8; none if nothing is left.
     */
    public static Optional<String> safe(String name) {
        String base = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        StringBuilder clean = new StringBuilder();
        Normalizer.normalize(base, Normalizer.Form.NFC)
                .codePoints()
                .filter(character -> Printable.is(Character.toString(character)))
                .map(character -> NOT_ON_WINDOWS.indexOf(character) >= 0 ? '_' : character)
                .forEach(clean::appendCodePoint);
        String trimmed = withoutEdges(clean.toString());
        if (trimmed.isEmpty()) {
            return Optional.empty();
        }
        boolean taken = RESERVED.matcher(trimmed).matches() || trimmed.startsWith("-");
        String free = taken ? "_" + trimmed : trimmed;
        return Optional.of(shortened(free));
    }

    /** Dots and spaces in front hide a file on Unix; at the end, Windows drops them. */
    private static String withoutEdges(String name) {
        int from = 0;
        int to = name.length();
        while (from < to && isEdge(name.charAt(from))) {
            from++;
        }
        while (to > from && isEdge(name.charAt(to - 1))) {
            to--;
        }
        return name.substring(from, to);
    }

    private static boolean isEdge(char character) {
        return character == '.' || Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    private static String shortened(String name) {
        if (octets(name) <= MAX_OCTETS) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && name.length() - dot <= MAX_ENDING ? name.substring(dot) : "";
        StringBuilder kept = new StringBuilder();
        int left = MAX_OCTETS - octets(ending);
        for (int character :
                name.substring(0, name.length() - ending.length()).codePoints().toArray()) {
            left -= octets(Character.toString(character));
            if (left < 0) {
                break;
            }
            kept.appendCodePoint(character);
        }
        return withoutEdges(kept.toString()) + ending;
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Whether a name ends so, in any case: {@code .p7m}. */
    static boolean endsWith(String name, String ending) {
        return name.toLowerCase(Locale.ROOT).endsWith(ending);
    }
}
