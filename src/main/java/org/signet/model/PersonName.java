package org.signet.model;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A person's name: a display name, and the parts that a certificate says apart. Each has 1 to 64 characters (ub-common-name,
 * RFC 5280 Appendix A.1), no control, format or line-separating characters, so that it can stand in a mail header, a page
 * and a certificate.
 *
 * @param text the display name
 * @param givenName empty where only a display name of one word is known: it may be either
 * @param surname the same
 * @param pseudonym in place of given name and surname, and then the display name too (S/MIME BR §7.1.4.2.2 e, f)
 */
public record PersonName(
        String text, Optional<String> givenName, Optional<String> surname, Optional<String> pseudonym) {
    private static final int MAX = 64;

    /** A display name alone: what stands before its last space is the given name, what follows the surname; one word tells neither. */
    public static Outcome<PersonName> parse(String text) {
        return part(text).map(PersonName::ofDisplay);
    }

    /**
     * A name by its parts.
     *
     * @param text the display name; if null or empty, the pseudonym, or given name and surname
     * @param givenName null or empty if not known
     * @param surname the same
     * @param pseudonym the same; refused beside a given name or surname
     */
    public static Outcome<PersonName> parse(String text, String givenName, String surname, String pseudonym) {
        Optional<String> given = some(givenName);
        Optional<String> sur = some(surname);
        Optional<String> pseudo = some(pseudonym);
        if (pseudo.isPresent() && (given.isPresent() || sur.isPresent())) {
            return refused("Give a pseudonym, or a given name and a surname, not both.");
        }
        for (String each :
                Stream.of(given, sur, pseudo).flatMap(Optional::stream).toList()) {
            Outcome<String> checked = part(each);
            if (!checked.isOk()) {
                return Outcome.refused(checked.refusal());
            }
        }
        if (given.isEmpty() && sur.isEmpty() && pseudo.isEmpty()) {
            return parse(text);
        }
        if (pseudo.isPresent() && some(text).isPresent() && !some(text).equals(pseudo)) {
            return refused("Beside a pseudonym there is no other display name; leave it out.");
        }
        String display = some(text)
                .or(() -> pseudo)
                .orElseGet(() -> String.join(
                        " ", Stream.of(given, sur).flatMap(Optional::stream).toList()));
        return part(display).map(cn -> new PersonName(cn, given, sur, pseudo));
    }

    /** A display name that was parsed before. */
    public static PersonName ofDisplay(String text) {
        int space = text.lastIndexOf(' ');
        return space < 0
                ? new PersonName(text, Optional.empty(), Optional.empty(), Optional.empty())
                : new PersonName(
                        text,
                        Optional.of(text.substring(0, space).strip()),
                        Optional.of(text.substring(space + 1)),
                        Optional.empty());
    }

    private static Optional<String> some(String text) {
        return Optional.ofNullable(text).map(String::strip).filter(stripped -> !stripped.isEmpty());
    }

    private static Outcome<String> part(String text) {
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
        String lower = stripped.toLowerCase(Locale.ROOT);
        if (lower.contains("://") || lower.contains("www.")) {
            // It stands in mails that we send in our own name: no stranger's links.
            return refused("A name may not hold a web address.");
        }
        return Outcome.ok(stripped);
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
