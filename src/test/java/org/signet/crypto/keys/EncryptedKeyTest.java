package org.signet.crypto.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.model.Bytes;
import org.signet.model.RefusalCode;

class EncryptedKeyTest {
    private static final SecureRandom RANDOM = Providers.newRandom();
    private static final Passphrase RIGHT = Passphrase.of("a long passphrase".toCharArray());

    @ParameterizedTest
    @EnumSource(
            value = KeyType.class,
            names = {"RSA_2048", "EC_P256", "EC_P384"})
    void comesBackWhole(KeyType type) {
        SoftwareKey key = SoftwareKey.generate(type, RANDOM);
        SoftwareKey again = EncryptedKey.of(key, RIGHT, RANDOM).open(RIGHT).orThrow();
        byte[] message = {1, 2, 3};
        SignatureScheme scheme = SignatureScheme.forKey(key.publicKey());
        assertThat(Providers.verify(scheme, key.publicKey(), message, again.sign(scheme, message)))
                .isTrue();
        assertThat(again.publicKey()).isEqualTo(key.publicKey());
    }

    @Test
    void wrongPassphraseIsRefused() {
        EncryptedKey encrypted = EncryptedKey.of(SoftwareKey.generate(KeyType.EC_P256, RANDOM), RIGHT, RANDOM);
        for (int i = 0; i < 3; i++) {
            Passphrase wrong = Passphrase.of(("wrong passphrase " + i).toCharArray());
            assertThat(encrypted.open(wrong).refusal().code()).isEqualTo(RefusalCode.WRONG_PASSPHRASE);
        }
    }

    @Test
    void foreignHalfIsRefused() {
        EncryptedKey one = EncryptedKey.of(SoftwareKey.generate(KeyType.EC_P256, RANDOM), RIGHT, RANDOM);
        EncryptedKey other = EncryptedKey.of(SoftwareKey.generate(KeyType.EC_P256, RANDOM), RIGHT, RANDOM);
        EncryptedKey mixed = new EncryptedKey(one.publicKey(), other.privateKey());
        assertThat(mixed.open(RIGHT).isOk()).isFalse();
        assertThat(new EncryptedKey(Bytes.of((byte) 5), one.privateKey())
                        .open(RIGHT)
                        .isOk())
                .isFalse();
    }
}
