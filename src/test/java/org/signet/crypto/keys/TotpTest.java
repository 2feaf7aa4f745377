package org.signet.crypto.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.crypto.policy.Hotp;
import org.signet.crypto.policy.Providers;

class TotpTest {
    private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final Totp TOTP = new Totp(Base32.toBase32String(KEY));
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:10Z");
    private static final long STEP = Totp.step(NOW);

    /** RFC 4226, appendix D. */
    @ParameterizedTest
    @CsvSource({
        "0, 755224",
        "1, 287082",
        "2, 359152",
        "3, 969429",
        "4, 338314",
        "5, 254676",
        "6, 287922",
        "7, 162583",
        "8, 399871",
        "9, 520489"
    })
    void theCodesOfCountersAreThoseOfTheRfc(long counter, String code) {
        assertThat(Hotp.code(KEY, counter)).isEqualTo(code);
    }

    /** RFC 6238, appendix B, of whose eight digits we take the last six. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void theCodesOfMomentsAreThoseOfTheRfc(long seconds, String code) {
        assertThat(TOTP.code(Totp.step(Instant.ofEpochSecond(seconds)))).isEqualTo(code.substring(2));
    }

    @ParameterizedTest
    @CsvSource({"-2, false", "-1, true", "0, true", "1, true", "2, false"})
    void aCodeIsGoodOneStepEitherSide(int distance, boolean good) {
        assertThat(TOTP.redeemed(TOTP.code(STEP + distance), NOW, 0).isPresent())
                .isEqualTo(good);
    }

    @Test
    void aCodeOfARedeemedStepOrOneBeforeItIsNone() {
        String code = TOTP.code(STEP);
        assertThat(TOTP.redeemed(code, NOW, STEP - 1)).hasValue(STEP);
        assertThat(TOTP.redeemed(code, NOW, STEP)).isEmpty();
        assertThat(TOTP.redeemed(TOTP.code(STEP - 1), NOW, STEP)).isEmpty();
        assertThat(TOTP.redeemed(TOTP.code(STEP + 1), NOW, STEP)).hasValue(STEP + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "1234567", "abcdef", "\u0661\u0662\u0663\u0664\u0665\u0666", "null"})
    void anythingElseIsNoCode(String typed) {
        assertThat(TOTP.redeemed(typed, NOW, 0)).isEmpty();
        assertThat(TOTP.redeemed(typed.repeat(10_000), NOW, 0)).isEmpty();
    }

    @Test
    void aCodeMayBeTypedInGroups() {
        String code = TOTP.code(STEP);
        assertThat(TOTP.redeemed(" " + code.substring(0, 3) + " " + code.substring(3) + "\n", NOW, 0))
                .hasValue(STEP);
    }

    @Test
    void aSecretHas160BitsAndIsNotTold() {
        Totp fresh = Totp.random(Providers.newRandom());
        assertThat(Base32.decode(fresh.base32())).hasSize(20);
        assertThat(fresh.base32())
                .matches("[A-Z2-7]{32}")
                .isNotEqualTo(Totp.random(Providers.newRandom()).base32());
        assertThat(fresh.toString()).doesNotContain(fresh.base32());
    }

    @Test
    void theUriOfTheQrCodeCarriesHostileNamesWhole() {
        assertThat(TOTP.uri("A&B: \"Co\" 50%", "ada?secret=x"))
                .isEqualTo("otpauth://totp/A%26B%3A%20%22Co%22%2050%25:ada%3Fsecret%3Dx?secret=" + TOTP.base32()
                        + "&issuer=A%26B%3A%20%22Co%22%2050%25");
    }
}
