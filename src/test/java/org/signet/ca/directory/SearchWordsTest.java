package org.signet.ca.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.model.EmailAddress;
import org.signet.model.PersonName;
import org.signet.model.Printable;

class SearchWordsTest {
    @Test
    void wordsAreOfTheNameAndTheAddresses() {
        assertThat(SearchWords.of(
                        PersonName.ofDisplay("Jürgen O'Brien-Łoś"),
                        List.of(EmailAddress.parse("J.OBrien@Bücher.example").orThrow())))
                .containsExactlyInAnyOrder(
                        "jurgen", "o", "brien", "łos", "j", "obrien", "j.obrien@xn--bcher-kva.example");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Ada Lovelace | lovelace ada
            ÄDÄ | ada
            ada@Example.com | ada@example.com
            o'brien | brien o
            '%' | ''
            '*' | ''
            ' ' | ''
            a b c d e f g | a b c d e
            """)
    void whatIsAskedIsFoldedTheLongestFirst(String typed, String words) {
        assertThat(SearchWords.asked(typed)).isEqualTo(words.isEmpty() ? List.of() : List.of(words.split(" ")));
    }

    @Test
    void wordsHaveAnEnd() {
        assertThat(SearchWords.asked("a".repeat(10_000)).get(0)).hasSize(100);
    }

    /** A database takes no NUL in a text. */
    @Test
    void nothingThatIsNotShownIsSearchedFor() {
        assertThat(SearchWords.asked("a\u0000da ada\u0000@example.com \ud83d@x"))
                .allMatch(Printable::is)
                .contains("ada?@example.com");
    }
}
