package org.signet.cli;

import java.util.stream.Collectors;

/**
 * Text from elsewhere, a file's name or a certificate's, as it is shown on a terminal: nothing in it moves the cursor, turns
 * the writing round or feigns a line of ours.
 */
final class Printable {
    private Printable() {}

    /** Whether it is shown as it is: no control or format characters, line separators or halves of characters. */
    static boolean is(String text) {
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

    /** The same text, each character that is not shown as it is by its number: {@code \x{1b}}. */
    static String of(String text) {
        return text.codePoints()
                .mapToObj(character ->
                        is(character) ? Character.toString(character) : String.format("\\x{%x}", character))
                .collect(Collectors.joining());
    }
}
