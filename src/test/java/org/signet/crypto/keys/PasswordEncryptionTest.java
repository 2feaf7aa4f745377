package org.signet.crypto.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfoBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.model.Bytes;

class PasswordEncryptionTest {
    private static final SecureRandom RANDOM = Providers.newRandom();
    private static final char[] SECRET = "correct horse bättery".toCharArray();
    private static final Passphrase RIGHT = Passphrase.of(SECRET.clone());

    /** RFC 7914 §11. */
    @ParameterizedTest
    @CsvSource({
        "passwd, salt, 1, 55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc",
        "Password, NaCl, 80000, 4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56",
    })
    void derivesTheKnownKeys(String secret, String salt, int iterations, String key) {
        byte[] derived = PasswordEncryption.key(
                secret.getBytes(StandardCharsets.UTF_8), salt.getBytes(StandardCharsets.UTF_8), iterations, 32);
        assertThat(Bytes.of(derived).hex()).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "grüße, 鍵 🔑",
                "longer than a block of the digest, which is hashed first: 64 octets and one more"
            })
    void derivesWhatThePlatformDoes(String secret) throws Exception {
        byte[] salt = new byte[16];
        RANDOM.nextBytes(salt);
        for (int octets : new int[] {16, 24, 32}) {
            byte[] expected = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(secret.toCharArray(), salt, 1_000, octets * Byte.SIZE))
                    .getEncoded();
            assertThat(PasswordEncryption.key(secret.getBytes(StandardCharsets.UTF_8), salt, 1_000, octets))
                    .isEqualTo(expected);
        }
        assertThatThrownBy(() -> PasswordEncryption.key(new byte[1], salt, 1, 33))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatItWritesOthersRead() throws Exception {
        PrivateKeyInfo key = key();
        PKCS8EncryptedPrivateKeyInfo written =
                new PKCS8EncryptedPrivateKeyInfoBuilder(key).build(PasswordEncryption.encryptor(RIGHT, 1_000, RANDOM));
        var bouncyCastle = new JcePKCSPBEInputDecryptorProviderBuilder()
                .setProvider(Providers.containers())
                .build(SECRET);
        assertThat(written.decryptPrivateKeyInfo(bouncyCastle)).isEqualTo(key);
        assertThat(written.decryptPrivateKeyInfo(PasswordEncryption.opening(RIGHT)))
                .isEqualTo(key);
        byte[] cut = written.getEncoded();
        cut[cut.length - 1] ^= 1;
        assertThatThrownBy(() ->
                        new PKCS8EncryptedPrivateKeyInfo(cut).decryptPrivateKeyInfo(PasswordEncryption.opening(RIGHT)))
                .isInstanceOf(PKCSException.class);
    }

    /** Of other kinds too: PBES2 with HMAC-SHA-1, and what was before it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2.16.840.1.101.3.4.1.2",
                "2.16.840.1.101.3.4.1.42",
                "1.2.840.113549.3.7",
                "1.2.840.113549.1.12.1.3"
            })
    void whatOthersWriteItReads(String algorithm) throws Exception {
        PrivateKeyInfo key = key();
        PKCS8EncryptedPrivateKeyInfo written = new PKCS8EncryptedPrivateKeyInfoBuilder(key)
                .build(new JcePKCSPBEOutputEncryptorBuilder(new org.bouncycastle.asn1.ASN1ObjectIdentifier(algorithm))
                        .setIterationCount(1_000)
                        .setProvider(Providers.containers())
                        .build(SECRET));
        assertThat(written.decryptPrivateKeyInfo(PasswordEncryption.opening(RIGHT)))
                .isEqualTo(key);
        Passphrase wrong = Passphrase.of(Arrays.copyOf(SECRET, SECRET.length - 1));
        assertThatThrownBy(() -> assertThat(written.decryptPrivateKeyInfo(PasswordEncryption.opening(wrong)))
                        .isEqualTo(key))
                .isInstanceOfAny(PKCSException.class, AssertionError.class);
    }

    private static PrivateKeyInfo key() {
        return PrivateKeyInfo.getInstance(
                SoftwareKey.generate(KeyType.EC_P256, RANDOM).privateKey().getEncoded());
    }
}
