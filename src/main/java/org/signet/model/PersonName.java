package org.signet.model;

/**
 * A person's display name: 1 to 64 characters, no control, format or line-separating characters, so that it can stand
 * in a mail header, a page and a certificate's common name (ub-common-name, RFC 5280 Appendix A.1).
 */
public record PersonName(String text) {
    private static final int MAX = 64;

    public static Outcome<PersonName> parse(String text) {
        if (text == null || text.isBlank()) {
            return refused("Give a name, for example Ada Lovelace.");
        }
        String stripped = text.strip();
        if (stripped.codePointCount(0, stripped.length()) > MAX) {
            return refused("A name has at most 64 characters.");
        }
        if (!stripped.codePoints().allMatch(PersonName::allowed)) {
            return refused("A name may not hold line breaks, control or invisible characters.");
        }
        if (stripped.contains("://") || stripped.contains("www.")) {
            // It stands in mails that we send in our own name: no stranger's links.
            return refused("A name may not hold a web address.");
        }
        return Outcome.ok(new PersonName(stripped));
    }

    private static boolean allowed(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static <T> Outcome<T> refused(String detail) {
        return Outcome.refused(RefusalCode.BAD_NAME, detail);
    }

    @Override
    public String toString() {
        return text;
    }
}
