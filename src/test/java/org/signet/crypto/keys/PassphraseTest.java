package org.signet.crypto.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.crypto.policy.Providers;
import org.signet.model.RefusalCode;

class PassphraseTest {

    @Test
    void randomOnesAreTypedWithoutDoubt() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            String text = Passphrase.random(Providers.newRandom()).reveal();
            assertThat(text).matches("([a-hjkmnp-tv-z2-9]{4}-){5}[a-hjkmnp-tv-z2-9]{4}");
            assertThat(seen.add(text)).isTrue();
            assertThat(Passphrase.forContainer(text.toCharArray()).isOk()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"twelve chars", "~!@#$%^&*()_+", "abcdefghijklmnopqrstuvwxyz"})
    void containersTakePrintableAscii(String text) {
        assertThat(Passphrase.forContainer(text.toCharArray()).orThrow().reveal())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "eleven char", "pässword long enough", "line\nbreak long enough", "nul\0 long enough 12"})
    void containersRefuseTheRest(String text) {
        assertThat(Passphrase.forContainer(text.toCharArray()).refusal().code()).isEqualTo(RefusalCode.WEAK_PASSWORD);
    }

    @Test
    void keepsACopyAndWipesIt() {
        char[] given = "a long passphrase".toCharArray();
        Passphrase passphrase = Passphrase.of(given);
        given[0] = 'x';
        assertThat(passphrase.reveal()).isEqualTo("a long passphrase");
        char[] held = passphrase.chars();
        passphrase.close();
        assertThat(held).containsOnly('\0');
    }

    @ParameterizedTest
    @CsvSource({"abc", "äöü", "日本語"})
    void isUtf8ForHashes(String text) {
        assertThat(Passphrase.of(text.toCharArray()).utf8()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void isNotPrinted() {
        assertThat(Passphrase.of("hunter2".toCharArray())).asString().doesNotContain("hunter2");
    }
}
