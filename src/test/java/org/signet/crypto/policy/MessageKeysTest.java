package org.signet.crypto.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import javax.crypto.Cipher;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What encrypts messages, and how its keys go to those who read them. */
class MessageKeysTest {
    private static final KeyPair RSA = Providers.generate(KeyType.RSA_2048, Providers.newRandom());

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    private static byte[] filled(int octets) {
        byte[] all = new byte[octets];
        new Random(octets).nextBytes(all);
        return all;
    }

    /** RFC 3394 §4.6 and §4.1; a wrong octet is noticed. */
    @ParameterizedTest
    @CsvSource({
        "AES_256, 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f,"
                + " 00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f,"
                + " 28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21",
        "AES_128, 000102030405060708090a0b0c0d0e0f, 00112233445566778899aabbccddeeff,"
                + " 1fa68b0a8112b447aef34bd8fb5a7b829d3e862371d2cfe5",
    })
    void wrapsAsTheStandardShows(KeyWrap wrap, String wrapping, String key, String wrapped) {
        assertThat(wrap.wrap(hex(wrapping), hex(key))).isEqualTo(hex(wrapped));
        assertThat(wrap.unwrap(hex(wrapping), hex(wrapped))).contains(hex(key));
    }

    @ParameterizedTest
    @EnumSource(KeyWrap.class)
    void unwrapsOnlyWhatIsWhole(KeyWrap wrap) {
        byte[] wrapping = filled(wrap.keyOctets());
        byte[] wrapped = wrap.wrap(wrapping, filled(24));
        assertThat(KeyWrap.ofOid(wrap.oid())).contains(wrap);
        assertThat(wrap.unwrap(wrapping, wrapped)).contains(filled(24));
        for (int i = 0; i < wrapped.length; i++) {
            byte[] changed = wrapped.clone();
            changed[i] ^= 1;
            assertThat(wrap.unwrap(wrapping, changed)).isEmpty();
        }
        for (int length : new int[] {0, 1, 8, 15, wrapped.length - 1, wrapped.length - 8}) {
            assertThat(wrap.unwrap(wrapping, Arrays.copyOf(wrapped, length))).isEmpty();
        }
        assertThat(wrap.unwrap(filled(5), wrapped)).isEmpty();
    }

    /** RFC 5869 A.1 and A.3. */
    @ParameterizedTest
    @CsvSource({
        "000102030405060708090a0b0c, f0f1f2f3f4f5f6f7f8f9,"
                + " 3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        "'', '', 8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
    })
    void derivesByHkdf(String salt, String info, String expected) {
        byte[] secret = hex("0b".repeat(22));
        Optional<byte[]> given = Optional.of(hex(salt));
        assertThat(KeyAgreementScheme.HKDF_SHA256.derive(secret, hex(info), given, 42))
                .isEqualTo(hex(expected));
        if (salt.isEmpty()) {
            assertThat(KeyAgreementScheme.HKDF_SHA256.derive(secret, hex(info), Optional.empty(), 42))
                    .isEqualTo(hex(expected));
        }
    }

    /** The first vector with SHA-256 and SharedInfo of NIST's CAVP for ANSI X9.63. */
    @Test
    void derivesByX963() {
        assertThat(KeyAgreementScheme.STANDARD_SHA256.derive(
                        hex("22518b10e70f2a3f243810ae3254139efbee04aa57c7af7d"),
                        hex("75eef81aa3041e33b80971203d2c0c52"),
                        Optional.empty(),
                        128))
                .isEqualTo(hex(
                        "c498af77161cc59f2962b9a713e2b215152d139766ce34a776df11866a69bf2e52a13d9c7c6fc878c50c5ea0bc7b00e0"
                                + "da2447cfd874f6cf92f30d0097111485500c90c3af8b487872d04685d14c8d1dc8d7fa08beb0ce0ababc11f0bd496269142d"
                                + "43525a78e5bc79a17f59676a5706dc54d54d4d1f0bd7e386128ec26afc21"));
    }

    @Test
    void agreesWithNoKeyOfAnotherCurve() {
        KeyPair p256 = Providers.generate(KeyType.EC_P256, Providers.newRandom());
        KeyPair p384 = Providers.generate(KeyType.EC_P384, Providers.newRandom());
        assertThat(KeyAgreementScheme.agree(p256.getPrivate(), p256.getPublic()))
                .isPresent();
        assertThat(KeyAgreementScheme.agree(p256.getPrivate(), p384.getPublic()))
                .isEmpty();
        assertThat(KeyAgreementScheme.agree(p256.getPrivate(), RSA.getPublic())).isEmpty();
    }

    /** Points of small order make every secret the same (RFC 7748 §6.1). */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    })
    void agreesWithNoPointOfSmallOrder(String point) throws GeneralSecurityException {
        var ours = java.security.KeyPairGenerator.getInstance("X25519", Providers.containers())
                .generateKeyPair();
        byte[] spki = hex("302a300506032b656e032100" + point);
        assertThat(KeyAgreementScheme.agree(ours.getPrivate(), Providers.publicKey("1.3.101.110", spki)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1.3.14.3.2.26, SHA-1", "2.16.840.1.101.3.4.2.1, SHA-256", "2.16.840.1.101.3.4.2.3, SHA-512"})
    void readsOaepWithEveryDigest(String oid, String name) {
        AlgorithmIdentifier digest = new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid), DERNull.INSTANCE);
        KeyTransport transport = KeyTransport.of(new AlgorithmIdentifier(
                        PKCSObjectIdentifiers.id_RSAES_OAEP,
                        new RSAESOAEPparams(
                                digest,
                                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, digest),
                                RSAESOAEPparams.DEFAULT_P_SOURCE_ALGORITHM)))
                .orElseThrow();
        assertThat(transport.text()).isEqualTo("RSA-OAEP with " + name);
        opensOnlyWhatIsWhole(transport);
    }

    @Test
    void readsWhatItWrites() {
        for (KeyTransport transport : new KeyTransport[] {KeyTransport.PKCS1, KeyTransport.OAEP}) {
            assertThat(KeyTransport.of(transport.identifier()).orElseThrow().text())
                    .isEqualTo(transport.text());
            opensOnlyWhatIsWhole(transport);
        }
    }

    private static void opensOnlyWhatIsWhole(KeyTransport transport) {
        byte[] encrypted = transport.encrypt(RSA.getPublic(), filled(32));
        assertThat(transport.decrypt(RSA.getPrivate(), encrypted)).contains(filled(32));
        byte[] changed = encrypted.clone();
        changed[100] ^= 1;
        // The padding of PKCS#1 v1.5 comes out right by chance once in many thousand times, and then the key is
        // another.
        assertThat(transport.decrypt(RSA.getPrivate(), changed)).isNotEqualTo(Optional.of(filled(32)));
        assertThat(transport.decrypt(RSA.getPrivate(), new byte[0])).isEmpty();
        assertThat(transport.decrypt(RSA.getPrivate(), new byte[300])).isEmpty();
    }

    /** RFC 4055 §4.1: absent parameters stand for SHA-1. */
    @Test
    void knowsWhatAbsentParametersOfOaepMean() {
        var oaep = PKCSObjectIdentifiers.id_RSAES_OAEP;
        assertThat(KeyTransport.of(new AlgorithmIdentifier(oaep)))
                .map(KeyTransport::text)
                .contains("RSA-OAEP with SHA-1");
        assertThat(KeyTransport.of(new AlgorithmIdentifier(oaep, new DEROctetString(new byte[3]))))
                .isEmpty();
        assertThat(KeyTransport.of(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS)))
                .isEmpty();
    }

    /** The platform's own GCM is the measure: counter mode from the second block on gives the same. */
    @ParameterizedTest
    @EnumSource(ContentCipher.class)
    void decryptsWhatItEncrypts(ContentCipher cipher) throws GeneralSecurityException {
        assertThat(ContentCipher.ofOid(cipher.oid())).contains(cipher);
        byte[] key = cipher.newKey(Providers.newRandom());
        byte[] vector = cipher.newVector(Providers.newRandom());
        byte[] plain = filled(1000);
        if (cipher.isAuthenticated()) {
            byte[] encrypted = cipher.encrypting(key, vector, ContentCipher.TAG).doFinal(plain);
            Cipher unchecked = cipher.decryptingUnchecked(key, vector);
            assertThat(unchecked.doFinal(encrypted, 0, plain.length)).isEqualTo(plain);
        } else if (cipher.standing() == Standing.SOUND) {
            byte[] encrypted = cipher.encrypting(key, vector, 0).doFinal(plain);
            assertThat(cipher.decryptingCbc(key, vector, 0).doFinal(encrypted)).isEqualTo(plain);
        }
        assertThatThrownBy(() -> cipher.decryptingCbc(new byte[3], vector, 40))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "63", "64", "65", "5000", "200000", "2000000"})
    void pacingChangesNothing(int octets) throws GeneralSecurityException {
        ContentCipher cipher = ContentCipher.AES_256_GCM;
        byte[] key = filled(32);
        byte[] nonce = filled(12);
        byte[] expected = cipher.encrypting(key, nonce, 16).doFinal(filled(octets));
        PacedCipher paced = new PacedCipher(cipher.encrypting(key, nonce, 16));
        byte[] found = new byte[octets + 64];
        int written = 0;
        for (int from = 0; from < octets; from += 65_536) {
            int some = Math.min(65_536, octets - from);
            written += paced.update(filled(octets), from, some, found, written);
        }
        byte[] last = paced.doFinal();
        System.arraycopy(last, 0, found, written, last.length);
        assertThat(Arrays.copyOf(found, written + last.length)).isEqualTo(expected);
    }
}
