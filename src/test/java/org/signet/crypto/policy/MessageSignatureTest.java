package org.signet.crypto.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageSignatureTest {
    private static final byte[] MESSAGE = {1, 2, 3};
    private static Map<String, KeyPair> keys;

    @BeforeAll
    static void makeKeys() throws GeneralSecurityException {
        KeyPairGenerator edwards = KeyPairGenerator.getInstance("Ed25519", Providers.containers());
        KeyPairGenerator edwards448 = KeyPairGenerator.getInstance("Ed448", Providers.containers());
        KeyPairGenerator shortRsa = KeyPairGenerator.getInstance("RSA");
        shortRsa.initialize(1024);
        KeyPairGenerator dsa = KeyPairGenerator.getInstance("DSA", Providers.containers());
        dsa.initialize(2048);
        keys = Map.of(
                "rsa", Providers.generate(KeyType.RSA_2048, Providers.newRandom()),
                "rsa1024", shortRsa.generateKeyPair(),
                "ec", Providers.generate(KeyType.EC_P256, Providers.newRandom()),
                "ed25519", edwards.generateKeyPair(),
                "ed448", edwards448.generateKeyPair(),
                "dsa", dsa.generateKeyPair());
    }

    private static Optional<MessageSignature> of(String oid, ASN1Encodable parameters, String digest, String key) {
        return MessageSignature.of(
                new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid), parameters),
                Optional.ofNullable(digest).map(DigestAlgorithm::valueOf),
                keys.get(key).getPublic());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "1.2.840.113549.1.1.1, SHA256, rsa, RSA with SHA-256, SOUND, SHA256withRSA",
                "1.2.840.113549.1.1.1, SHA1, rsa, RSA with SHA-1, WEAK, SHA1withRSA",
                "1.2.840.113549.1.1.1, MD5, rsa, RSA with MD5, WORTHLESS, MD5withRSA",
                "1.2.840.113549.1.1.1, SHA256, rsa1024, RSA with SHA-256, WEAK, SHA256withRSA",
                "1.2.840.113549.1.1.14, -, rsa, RSA with SHA-224, WEAK, SHA224withRSA",
                "1.2.840.113549.1.1.11, SHA1, rsa, RSA with SHA-256, SOUND, SHA256withRSA",
                "1.2.840.113549.1.1.12, -, rsa, RSA with SHA-384, SOUND, SHA384withRSA",
                "1.2.840.113549.1.1.13, -, rsa, RSA with SHA-512, SOUND, SHA512withRSA",
                "1.3.14.3.2.29, -, rsa, RSA with SHA-1, WEAK, SHA1withRSA",
                "1.2.840.10045.4.1, -, ec, ECDSA with SHA-1, WEAK, SHA1withECDSA",
                "1.2.840.10045.4.3.1, -, ec, ECDSA with SHA-224, WEAK, SHA224withECDSA",
                "1.2.840.10045.4.3.2, -, ec, ECDSA with SHA-256, SOUND, SHA256withECDSA",
                "1.2.840.10045.4.3.3, -, ec, ECDSA with SHA-384, SOUND, SHA384withECDSA",
                "1.2.840.10045.4.3.4, -, ec, ECDSA with SHA-512, SOUND, SHA512withECDSA",
                "1.2.840.10045.2.1, SHA256, ec, ECDSA with SHA-256, SOUND, SHA256withECDSA",
                "1.2.840.10040.4.3, -, dsa, DSA with SHA-1, WEAK, SHA1withDSA",
                "2.16.840.1.101.3.4.3.2, -, dsa, DSA with SHA-256, WEAK, SHA256withDSA",
                "1.3.101.112, SHA512, ed25519, Ed25519, SOUND, Ed25519",
                "1.3.101.113, -, ed448, Ed448, SOUND, Ed448",
            })
    void checksWhatMailProgramsWrote(String oid, String digest, String key, String name, Standing standing, String jca)
            throws Exception {
        MessageSignature found = of(oid, null, digest, key).orElseThrow();
        assertThat(found.name()).isEqualTo(name);
        assertThat(found.standing()).isEqualTo(standing);
        // The JDK signs with no short digest by a long DSA key.
        Signature signing = key.startsWith("ed") || key.equals("dsa")
                ? Signature.getInstance(jca, Providers.containers())
                : Signature.getInstance(jca);
        signing.initSign(keys.get(key).getPrivate());
        signing.update(MESSAGE);
        noticesChanges(found, key, signing.sign());
    }

    private static void noticesChanges(MessageSignature found, String key, byte[] signature) throws IOException {
        assertThat(verify(found, key, MESSAGE, signature)).isTrue();
        assertThat(verify(found, key, new byte[] {1, 2, 4}, signature)).isFalse();
        for (int length : new int[] {0, 1, signature.length - 1, signature.length + 1}) {
            assertThat(verify(found, key, MESSAGE, Arrays.copyOf(signature, length)))
                    .isFalse();
        }
        byte[] changed = signature.clone();
        changed[signature.length / 2] ^= 1;
        assertThat(verify(found, key, MESSAGE, changed)).isFalse();
        assertThat(verify(found, key, MESSAGE, new byte[signature.length])).isFalse();
    }

    private static boolean verify(MessageSignature found, String key, byte[] message, byte[] signature)
            throws IOException {
        return found.verify(keys.get(key).getPublic(), new ByteArrayInputStream(message), signature);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // Not known; of another kind of key; without any digest.
                "1.2.3.4, SHA256, rsa",
                "1.2.840.10045.4.3.2, SHA256, rsa",
                "1.2.840.113549.1.1.11, SHA256, ec",
                "1.2.840.113549.1.1.11, SHA256, ed25519",
                "1.3.101.112, SHA512, ec",
                "1.3.101.112, SHA512, ed448",
                "1.3.101.113, SHA512, ed25519",
                "1.2.840.113549.1.1.1, -, rsa",
                "1.2.840.10045.2.1, -, ec",
            })
    void knowsNothingOfOthers(String oid, String digest, String key) {
        assertThat(of(oid, null, digest, key)).isEmpty();
    }

    /** RFC 3279 §2.3.2: they may be those of the CA's key, which is not at hand. */
    @Test
    void checksNothingByADsaKeyWithoutParameters() throws Exception {
        var dsa = SubjectPublicKeyInfo.getInstance(keys.get("dsa").getPublic().getEncoded());
        AlgorithmIdentifier bare = new AlgorithmIdentifier(dsa.getAlgorithm().getAlgorithm());
        byte[] inherits = new SubjectPublicKeyInfo(bare, dsa.parsePublicKey()).getEncoded();
        assertThat(MessageSignature.of(
                        new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.840.10040.4.3")),
                        Optional.of(DigestAlgorithm.SHA1),
                        Providers.publicKey(bare.getAlgorithm().getId(), inherits)))
                .isEmpty();
    }

    /** RFC 4056: absent parameters stand for SHA-1 and a salt of 20 octets. */
    @Test
    void readsTheParametersOfPss() {
        String pss = PKCSObjectIdentifiers.id_RSASSA_PSS.getId();
        assertThat(of(pss, null, "SHA256", "rsa").orElseThrow().name()).isEqualTo("RSA-PSS with SHA-1");
        assertThat(of(pss, new RSASSAPSSparams(), null, "rsa").orElseThrow().standing())
                .isEqualTo(Standing.WEAK);
        assertThat(of(pss, pss("2.16.840.1.101.3.4.2.3", "2.16.840.1.101.3.4.2.1", 20), null, "rsa"))
                .map(MessageSignature::name)
                .contains("RSA-PSS with SHA-512");
        // A digest or salt that nobody uses, and what is no parameters at all.
        assertThat(of(pss, pss("1.2.3", "2.16.840.1.101.3.4.2.1", 20), null, "rsa"))
                .isEmpty();
        assertThat(of(pss, pss("2.16.840.1.101.3.4.2.1", "1.2.3", 20), null, "rsa"))
                .isEmpty();
        assertThat(of(pss, pss("2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.1", -1), null, "rsa"))
                .isEmpty();
        assertThat(of(pss, pss("2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.1", 1 << 20), null, "rsa"))
                .isEmpty();
        assertThat(of(pss, new DEROctetString(MESSAGE), null, "rsa")).isEmpty();
        assertThat(of(pss, DERNull.INSTANCE, null, "rsa")).isEmpty();
        assertThat(of(pss, null, "SHA256", "ec")).isEmpty();
    }

    private static RSASSAPSSparams pss(String digest, String mask, int salt) {
        return new RSASSAPSSparams(
                new AlgorithmIdentifier(new ASN1ObjectIdentifier(digest)),
                new AlgorithmIdentifier(
                        PKCSObjectIdentifiers.id_mgf1, new AlgorithmIdentifier(new ASN1ObjectIdentifier(mask))),
                new ASN1Integer(salt),
                RSASSAPSSparams.DEFAULT_TRAILER_FIELD);
    }

    @ParameterizedTest
    @CsvSource({
        "SOUND, SOUND, SOUND",
        "SOUND, WEAK, WEAK",
        "WORTHLESS, SOUND, WORTHLESS",
        "WEAK, WORTHLESS, WORTHLESS",
    })
    void theWorseOfTwoCounts(Standing one, Standing other, Standing both) {
        assertThat(one.and(other)).isEqualTo(both);
        assertThat(other.and(one)).isEqualTo(both);
    }

    @ParameterizedTest
    @CsvSource({
        "SHA256, sha-256, SOUND, 32",
        "SHA384, sha-384, SOUND, 48",
        "SHA512, sha-512, SOUND, 64",
        "SHA224, sha-224, WEAK, 28",
        "SHA1, sha-1, WEAK, 20",
        "MD5, md5, WORTHLESS, 16",
    })
    void digestsAreKnownByTheirIdentifier(DigestAlgorithm digest, String micalg, Standing standing, int octets) {
        assertThat(DigestAlgorithm.ofOid(digest.oid())).contains(digest);
        assertThat(digest.micalg()).isEqualTo(micalg);
        assertThat(digest.standing()).isEqualTo(standing);
        assertThat(digest.of(MESSAGE)).hasSize(octets);
    }
}
