package org.signet.model;

import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Text from elsewhere, a file's name or a certificate's, as it is shown on one line of a terminal, a log or a page: nothing in
 * it moves the cursor, turns the writing round or feigns a line of ours.
 */
public final class Printable {
    private Printable() {}

    /** Whether it is shown as it is: no control or format characters, line separators or halves of characters. */
    public static boolean is(String text) {
        return text.codePoints().allMatch(Printable::is);
    }

    private static boolean is(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }

    /** The same text, a question mark for each character that is not shown as it is. */
    public static String of(String text) {
        return replaced(text, character -> "?");
    }

    /** The same, cut after that many characters. */
    public static String of(String text, int most) {
        String clean = of(text);
        return clean.length() > most ? cut(clean, most) + "…" : clean;
    }

    /** The beginning of a text, of at most that many UTF-16 units; never half of a character at its end. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    /** The same text, each character that is not shown as it is by its number: {@code \x{1b}}. */
    public static String escaped(String text) {
        return replaced(text, character -> String.format("\\x{%x}", character));
    }

    private static String replaced(String text, IntFunction<String> other) {
        return text.codePoints()
                .mapToObj(character -> is(character) ? Character.toString(character) : other.apply(character))
                .collect(Collectors.joining());
    }
}
