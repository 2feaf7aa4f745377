package org.signet.ca.directory;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.signet.model.EmailAddress;
import org.signet.model.PersonName;
import org.signet.model.Printable;

/** Words by which people are found, without case and accents: Muller finds Müller, and lov finds Ada Lovelace. */
public final class SearchWords {
    /** Characters of a word; what follows is not looked at. */
    private static final int MAX = 100;

    private static final int MOST_ASKED = 5;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    private SearchWords() {}

    /** Those of a person: of the name, of the local parts, and each whole address. */
    public static Set<String> of(PersonName name, List<EmailAddress> addresses) {
        Set<String> words = new LinkedHashSet<>();
        Stream.concat(
                        Stream.of(name.text()),
                        Stream.of(name.givenName(), name.surname(), name.pseudonym())
                                .flatMap(Optional::stream))
                .flatMap(SearchWords::apart)
                .forEach(words::add);
        for (EmailAddress address : addresses) {
            apart(address.local()).forEach(words::add);
            words.add(cut(fold(address.searchKey())));
        }
        return words;
    }

    /** What somebody typed: the beginnings of words, the longest first; none if there is nothing to search for. */
    public static List<String> asked(String text) {
        return Stream.of(text.strip().split("\\s+"))
                .limit(MOST_ASKED)
                .flatMap(part -> part.contains("@") ? Stream.of(cut(fold(Printable.of(part)))) : apart(part))
                .filter(word -> !word.isEmpty())
                .distinct()
                .sorted((one, other) -> Integer.compare(other.length(), one.length()))
                .limit(MOST_ASKED)
                .toList();
    }

    private static Stream<String> apart(String text) {
        return BETWEEN.splitAsStream(fold(text)).filter(word -> !word.isEmpty()).map(SearchWords::cut);
    }

    private static String fold(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    private static String cut(String word) {
        return Printable.cut(word, MAX);
    }
}
