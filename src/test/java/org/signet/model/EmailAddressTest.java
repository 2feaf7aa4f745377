package org.signet.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "ada@example.com, ada@example.com",
        "'  ada@example.com ', ada@example.com",
        "Ada.Lovelace@EXAMPLE.Com, Ada.Lovelace@example.com",
        "ada+news@example.com, ada+news@example.com",
        "o'brien@example.com, o'brien@example.com",
        "!#$%&'*+-/=?^_`{|}~@example.com, !#$%&'*+-/=?^_`{|}~@example.com",
        "ada@mail.eu.example.com, ada@mail.eu.example.com",
        "ada@münchen.example, ada@xn--mnchen-3ya.example",
        "ada@MÜNCHEN.example, ada@xn--mnchen-3ya.example",
        "ada@xn--mnchen-3ya.example, ada@xn--mnchen-3ya.example",
        // RFC 5894 §7.2: not strasse, as the rules of 2003 have it
        "ada@straße.example, ada@xn--strae-oqa.example",
        "ada@STRAßE.example, ada@xn--strae-oqa.example",
        "ada@fuß-weg.straße.example, ada@xn--fu-weg-cta.xn--strae-oqa.example",
        "ada@βόλος.example, ada@xn--nxasmm1c.example",
        "jürgen@example.com, jürgen@example.com",
        "1@2.example, 1@2.example",
    })
    void reads(String text, String written) {
        assertThat(EmailAddress.parse(text).orThrow()).hasToString(written);
    }

    static Stream<String> noAddresses() {
        return Stream.of(
                "",
                "   ",
                "ada",
                "@example.com",
                "ada@",
                "ada@example",
                "ada@example.com.",
                "ada@.example.com",
                "ada@example..com",
                "ada@-example.com",
                "ada@example-.com",
                "ada@exam_ple.com",
                "ada@exam ple.com",
                "ada@[127.0.0.1]",
                "ada@127.0.0.1",
                "ada@@example.com",
                "ada@example.com@example.org",
                ".ada@example.com",
                "ada.@example.com",
                "ada..lovelace@example.com",
                "\"ada lovelace\"@example.com",
                "Ada <ada@example.com>",
                "ada@example.com, grace@example.com",
                "ada lovelace@example.com",
                "ada\r\nBcc: all@example.com",
                "ada\r\n@example.com",
                "ada@example.com\r\nBcc: all@example.org",
                "ada\n@example.com",
                "ada\0@example.com",
                "ada@example.com\0.example.org",
                "ada\u202e@example.com",
                "ada\u200b@example.com",
                "\ufeffada@example.com",
                "ada\u00a0@example.com",
                "ada@example\u3002com\u0000",
                "a".repeat(65) + "@example.com",
                "ü".repeat(33) + "@example.com",
                "ada@" + "a".repeat(64) + ".example",
                "ada@" + "a.".repeat(130) + "example",
                "a".repeat(10_000) + "@example.com",
                "ada@" + "ü".repeat(10_000) + ".example");
    }

    @ParameterizedTest
    @NullSource
    @MethodSource("noAddresses")
    void refuses(String text) {
        Refusal refusal = EmailAddress.parse(text).refusal();
        assertThat(refusal.code()).isEqualTo(RefusalCode.BAD_ADDRESS);
        assertThat(refusal.detail()).hasSizeLessThan(200).doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void longestLocalPartAndAddressAreRead() {
        assertThat(EmailAddress.parse("a".repeat(64) + "@example.com").isOk()).isTrue();
        String domain = ("a".repeat(61) + ".").repeat(3) + "a".repeat(3);
        assertThat(EmailAddress.parse("a".repeat(64) + "@" + domain).isOk()).isTrue();
        assertThat(EmailAddress.parse("a".repeat(64) + "@" + domain + "a").isOk())
                .isFalse();
    }

    @Test
    void composedAndDecomposedAreOneAddress() {
        assertThat(EmailAddress.parse("ju\u0308rgen@example.com").orThrow())
                .isEqualTo(EmailAddress.parse("j\u00fcrgen@example.com").orThrow());
    }

    @ParameterizedTest
    @CsvSource({"ada@example.com, false", "jürgen@example.com, true", "ada@münchen.example, false"})
    void knowsWhenRfc822NameIsNotEnough(String text, boolean needed) {
        assertThat(EmailAddress.parse(text).orThrow().needsSmtpUtf8Mailbox()).isEqualTo(needed);
    }

    @Test
    void searchesWithoutCase() {
        assertThat(EmailAddress.parse("Ada@Example.com").orThrow().searchKey())
                .isEqualTo(EmailAddress.parse("aDA@example.COM").orThrow().searchKey());
    }
}
