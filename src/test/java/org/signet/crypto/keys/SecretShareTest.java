package org.signet.crypto.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.crypto.policy.Providers;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

class SecretShareTest {
    private final SecureRandom random = Providers.newRandom();

    private Outcome<List<SecretShare>> split(String passphrase) {
        return SecretShare.split(Passphrase.of(passphrase.toCharArray()), 5, 3, random);
    }

    private static List<SecretShare> typed(List<SecretShare> shares) {
        return shares.stream()
                .map(share -> SecretShare.parse(share.text()).orThrow())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 188, 189, 200, SecretShare.MAX_SECRET})
    void anyOfThemOpenAPassphraseOfThatLength(int length) {
        String passphrase = "~".repeat(length);
        List<SecretShare> shares = typed(split(passphrase).orThrow());
        assertThat(shares).hasSize(5);
        for (List<SecretShare> some : List.of(
                shares.subList(0, 3), shares.subList(2, 5), List.of(shares.get(4), shares.get(0), shares.get(2)))) {
            assertThat(SecretShare.combine(some).orThrow().reveal()).isEqualTo(passphrase);
        }
        assertThat(SecretShare.combine(shares.subList(0, 2)).refusal().detail()).contains("2 are here");
    }

    /** A terminal takes no longer lines. */
    @Test
    void theLongestIsStillTyped() {
        assertThat(split("~".repeat(SecretShare.MAX_SECRET)).orThrow())
                .allMatch(share -> share.text().length() < 4_000);
    }

    @Test
    void octetsAreCounted() {
        String passphrase = "ü".repeat(SecretShare.MAX_SECRET / 2);
        assertThat(SecretShare.combine(typed(split(passphrase).orThrow()))
                        .orThrow()
                        .reveal())
                .isEqualTo(passphrase);
        assertThat(split(passphrase + "x").refusal().detail()).contains("1 to " + SecretShare.MAX_SECRET);
    }

    /** The last has half a character, which no text can carry. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\ud83d half"})
    void whatCouldNotBeReadBackIsRefused(String passphrase) {
        assertThat(split(passphrase).refusal().code()).isEqualTo(RefusalCode.BAD_INPUT);
    }

    @Test
    void aTypingErrorIsTold() {
        String text = split("correct horse").orThrow().get(0).text();
        List<String> wrong = new ArrayList<>(List.of("", "signet-share", "signet-share 00", "ab".repeat(100_000)));
        wrong.add(text.substring(0, text.length() - 1));
        wrong.add(text.substring(0, text.length() - 2));
        wrong.add(text.substring(0, 30) + (text.charAt(30) == '0' ? '1' : '0') + text.substring(31));
        assertThat(wrong)
                .allSatisfy(line ->
                        assertThat(SecretShare.parse(line).refusal().detail()).contains("type it again"));
        String spaced = text.replaceAll("(?<=[0-9a-f]{4})-", " - ");
        assertThat(spaced).isNotEqualTo(text);
        assertThat(SecretShare.parse(spaced.toUpperCase(java.util.Locale.ROOT)).isOk())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 1", "3 2", "2 3", "31 2"})
    void holdersAndThresholdFitTogether(String numbers) {
        int holders = Integer.parseInt(numbers.split(" ")[0]);
        int threshold = Integer.parseInt(numbers.split(" ")[1]);
        Outcome<List<SecretShare>> split =
                SecretShare.split(Passphrase.of("correct horse".toCharArray()), holders, threshold, random);
        assertThat(split.isOk()).isEqualTo(numbers.equals("3 2"));
    }
}
