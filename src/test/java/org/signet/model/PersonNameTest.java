package org.signet.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"Ada", " Ada Lovelace ", "Jürgen Müller", "山田太郎", "O'Brien-Smith, Jr.", "<script>", "مريم"})
    void reads(String text) {
        assertThat(PersonName.parse(text).orThrow().text()).isEqualTo(text.strip());
    }

    static Stream<String> noNames() {
        return Stream.of(
                "",
                " \t ",
                "Ada\r\nBcc: all@example.com",
                "Ada\nLovelace",
                "Ada\0",
                "Ada\u007f",
                "Ada \u202eecalevoL",
                "Ada\u2066",
                "Ada\u200b",
                "Ada\u2028Lovelace",
                "Ada\u2029Lovelace",
                "\ufeffAda",
                "WWW.EVIL.COM pay now",
                "HTTPS://evil.example",
                "Ada\ud800",
                "Ada\ue000",
                "a".repeat(65),
                "a".repeat(10_000));
    }

    @ParameterizedTest
    @NullSource
    @MethodSource("noNames")
    void refuses(String text) {
        assertThat(PersonName.parse(text).refusal().code()).isEqualTo(RefusalCode.BAD_NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ü", "\ud83d\ude00"})
    void countsCharactersNotUnits(String one) {
        assertThat(PersonName.parse(one.repeat(64)).isOk()).isTrue();
        assertThat(PersonName.parse(one.repeat(65)).isOk()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            Ada Lovelace      , -   , -        , -    , Ada Lovelace     , Ada        , Lovelace, -
            Ada King Lovelace , -   , -        , -    , Ada King Lovelace, Ada King   , Lovelace, -
            Cher              , -   , -        , -    , Cher             , -          , -       , -
            -                 , Ada , Lovelace , -    , Ada Lovelace     , Ada        , Lovelace, -
            Dr. Ada Lovelace  , Ada , Lovelace , -    , Dr. Ada Lovelace , Ada        , Lovelace, -
            -                 , -   , Lovelace , -    , Lovelace         , -          , Lovelace, -
            -                 , -   , -        , Moon , Moon             , -          , -       , Moon
            """)
    void knowsItsParts(
            String text, String given, String surname, String pseudonym, String cn, String g, String s, String p) {
        assertThat(PersonName.parse(text, given, surname, pseudonym).orThrow())
                .isEqualTo(new PersonName(cn, Optional.ofNullable(g), Optional.ofNullable(s), Optional.ofNullable(p)));
    }

    @Test
    void aPseudonymBesideANameIsRefused() {
        assertThat(PersonName.parse("Ada", "Ada", null, "Moon").refusal().code())
                .isEqualTo(RefusalCode.BAD_NAME);
        assertThat(PersonName.parse("Ada", "A\nda", "Lovelace", null).isOk()).isFalse();
        assertThat(PersonName.parse("Grace Hopper", null, null, "Duke").isOk()).isFalse();
        assertThat(PersonName.parse("Duke", null, null, "Duke").isOk()).isTrue();
    }
}
