package org.signet.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final Fingerprint SHA256 =
            new Fingerprint(Bytes.ofHex("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"));
    private static final Fingerprint SHA1 = new Fingerprint(Bytes.ofHex("a94a8fe5ccb19ba61c4c0873d391e987982fbbd3"));

    @Test
    void isReadAloudInEightGroups() {
        assertThat(SHA256.groups())
                .isEqualTo("9F86D081 884C7D65 9A2FEAA0 C55AD015 A3BF4F1B 2B0B822C D15D6C15 B0F00A08");
        assertThat(SHA1.groups()).isEqualTo("A94A8FE5 CCB19BA6 1C4C0873 D391E987 982FBBD3");
    }

    @Test
    void holdsOctetsThatNobodyCanChange() {
        byte[] octets = {1, 2, 3};
        Bytes bytes = Bytes.of(octets);
        octets[0] = 9;
        bytes.toArray()[1] = 9;
        assertThat(bytes).isEqualTo(Bytes.ofHex("010203")).hasToString("010203");
        assertThat(bytes.hashCode()).isEqualTo(Bytes.ofHex("010203").hashCode());
    }
}
