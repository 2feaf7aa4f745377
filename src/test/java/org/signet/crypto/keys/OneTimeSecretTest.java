package org.signet.crypto.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.crypto.policy.Providers;

class OneTimeSecretTest {
    private static final SecureRandom RANDOM = Providers.newRandom();

    @Test
    void tokensAreLongAndSafeInAUrl() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            String text = OneTimeSecret.token(RANDOM).text();
            assertThat(text).matches("[A-Za-z0-9_-]{43}");
            assertThat(seen.add(text)).isTrue();
        }
    }

    @Test
    void codesHaveNoCharactersThatLookAlike() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(OneTimeSecret.code(RANDOM).text()).matches("[A-HJ-NP-Z2-9]{5}-[A-HJ-NP-Z2-9]{5}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7KQ2M-XR4TD", "7kq2mxr4td", " 7KQ2M - XR4TD\r\n", "7KQ2M\u2013XR4TD", "7k q2 mx r4 td"})
    void typedCodesAreTheSame(String typed) {
        assertThat(OneTimeSecret.typed(typed)).isEqualTo(new OneTimeSecret("7KQ2M-XR4TD"));
        assertThat(OneTimeSecret.typed(typed).digest()).isEqualTo(new OneTimeSecret("7KQ2M-XR4TD").digest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "7KQ2M", "7KQ2M-XR4TD-A", "\u0660\u0661\u0662"})
    void otherTextIsAnotherSecret(String typed) {
        assertThat(OneTimeSecret.typed(typed)).isNotEqualTo(new OneTimeSecret("7KQ2M-XR4TD"));
    }

    @Test
    void isNotPrinted() {
        OneTimeSecret secret = OneTimeSecret.token(RANDOM);
        assertThat(secret).asString().doesNotContain(secret.text());
        assertThat(secret.digest().length()).isEqualTo(32);
    }
}
