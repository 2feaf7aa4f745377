package org.signet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SerialNumberTest {

    @ParameterizedTest
    @CsvSource({
        "4f2a09, 4f2a09",
        "4F:2A:09, 4f2a09",
        "'00 4f 2a 09', 4f2a09",
        "1, 1",
        "7fffffffffffffffffffffffffffffffffffffff, 7fffffffffffffffffffffffffffffffffffffff",
    })
    void reads(String text, String hex) {
        SerialNumber serial = SerialNumber.parse(text).orThrow();
        assertThat(serial.hex()).isEqualTo(hex);
        assertThat(SerialNumber.parse(serial.toString()).orThrow()).isEqualTo(serial);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0",
                "00:00",
                "-1",
                "0x4f",
                "xyz",
                "4f\0",
                "8000000000000000000000000000000000000000",
                "00000000000000000000000000000000000000001"
            })
    void refuses(String text) {
        assertThat(SerialNumber.parse(text).refusal().code()).isEqualTo(RefusalCode.BAD_INPUT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1970-01-01T00:00:00Z", "2026-11-24T15:00:00Z", "2100-01-01T00:00:00Z", "4000-01-01T00:00:00Z"})
    void newOnesArePositiveRiseAndHaveOneLength(Instant now) {
        SecureRandom random = new SecureRandom();
        SerialNumber serial = SerialNumber.next(now, random);
        assertThat(serial.value().signum()).isPositive();
        assertThat(serial.value().toByteArray()).hasSize(16);
        assertThat(SerialNumber.next(now, random)).isNotEqualTo(serial);
        assertThat(SerialNumber.next(now.plusMillis(1), random)).isGreaterThan(serial);
    }

    @Test
    void holdsNoOther() {
        for (BigInteger value :
                new BigInteger[] {BigInteger.ZERO, BigInteger.ONE.negate(), BigInteger.ONE.shiftLeft(159)}) {
            assertThatThrownBy(() -> new SerialNumber(value)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
