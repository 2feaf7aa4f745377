package org.signet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
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
    @ValueSource(ints = {0x00, 0x7f, 0x80, 0xff})
    void randomOnesArePositiveAndOfOneLength(int octet) {
        byte[] octets = new byte[16];
        java.util.Arrays.fill(octets, (byte) octet);
        SerialNumber serial = SerialNumber.ofRandom(octets);
        assertThat(serial.value().signum()).isPositive();
        assertThat(serial.value().toByteArray()).hasSize(16);
        assertThat(octets[0]).isEqualTo((byte) octet);
    }

    @Test
    void holdsNoOther() {
        for (BigInteger value :
                new BigInteger[] {BigInteger.ZERO, BigInteger.ONE.negate(), BigInteger.ONE.shiftLeft(159)}) {
            assertThatThrownBy(() -> new SerialNumber(value)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> SerialNumber.ofRandom(new byte[15])).isInstanceOf(IllegalArgumentException.class);
    }
}
