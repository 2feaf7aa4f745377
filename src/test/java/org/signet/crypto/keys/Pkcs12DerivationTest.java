package org.signet.crypto.keys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.model.Bytes;

/** Salts of files that gpgsm 2.2 could open, and of those that it could not; OpenSSL wrote and opened them all. */
class Pkcs12DerivationTest {
    @ParameterizedTest
    @CsvSource({
        "c7a401309331617a, false",
        "7922d1a815e2ddf8, false",
        "8811d28df46ce0b1, false",
        "c9c90d78d8156b42, false",
        "aa0dff684ad93d8d, true",
        "82afb36a82abf510, true",
        "7c535f54c8980c35, true",
        "0e9986132c3e05b0, true",
        "6a29bd9aec2888eb, true",
        "15755da0d12b427f, true"
    })
    void isToldWhatGpgsmDid(String salt, boolean opened) {
        assertThat(Pkcs12Derivation.gpgsmAgrees(
                        "abcdefgh-ijklmnop-qr".toCharArray(), Bytes.ofHex(salt).toArray(), 2048))
                .isEqualTo(opened);
    }
}
