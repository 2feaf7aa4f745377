package org.signet.crypto.smime.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signet.crypto.smime.People.ADA;
import static org.signet.crypto.smime.People.BOB;
import static org.signet.crypto.smime.People.CAROL;
import static org.signet.crypto.smime.People.DAVE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.crypto.keys.DecryptionKey;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.policy.KeyAgreementScheme;
import org.signet.crypto.policy.KeyTransport;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.smime.EnvelopeForge;
import org.signet.crypto.smime.People;
import org.signet.crypto.smime.writing.Encryption;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateTemplate.KeyUsageBit;
import org.signet.model.Bytes;
import org.signet.model.SizedOctets;
import org.signet.model.StoredOctets;

class EnvelopedDataTest {
    private static final byte[] CONTENT =
            "Content-Type: text/plain\r\n\r\nThe safe is behind the picture.\r\n".getBytes(StandardCharsets.UTF_8);

    /** Of a kind that only others certify. */
    private record AgreementKey(KeyPair pair) implements DecryptionKey {
        static AgreementKey x25519() {
            try {
                return new AgreementKey(KeyPairGenerator.getInstance("X25519", Providers.containers())
                        .generateKeyPair());
            } catch (java.security.GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        Certificate certificate() {
            return People.ROOT.certify(
                    pair.getPublic(), draft -> draft.usage(java.util.Set.of(KeyUsageBit.KEY_AGREEMENT)));
        }

        @Override
        public PublicKey publicKey() {
            return pair.getPublic();
        }

        @Override
        public Optional<byte[]> decrypt(KeyTransport transport, byte[] encrypted) {
            return Optional.empty();
        }

        @Override
        public Optional<byte[]> agree(PublicKey other) {
            return KeyAgreementScheme.agree(pair.getPrivate(), other);
        }

        @Override
        public void close() {}
    }

    private static Decryption read(byte[] message) throws IOException {
        StoredOctets octets = StoredOctets.of(Bytes.of(message));
        CmsType type = CmsType.ofOid(ContentInfo.type(octets)).orElseThrow();
        return Decryption.of(EnvelopedData.read(octets, type));
    }

    private static byte[] open(byte[] message, DecryptionKey key, Certificate certificate) throws IOException {
        Decryption decryption = read(message);
        Recipient mine = decryption.envelope().recipients().stream()
                .filter(recipient -> recipient.fits(certificate))
                .findFirst()
                .orElseThrow();
        byte[] contentKey =
                decryption.contentKey(mine, key, People.RANDOM).orElseThrow(() -> new AssertionError("no key"));
        try (InputStream in = decryption.plaintext(contentKey).open()) {
            return in.readAllBytes();
        }
    }

    private static byte[] openByAda(byte[] message) throws IOException {
        return open(message, ADA.key(), ADA.certificate());
    }

    @ParameterizedTest
    @EnumSource(
            value = ContentCipher.class,
            names = {"AES.*"},
            mode = EnumSource.Mode.MATCH_ALL)
    void opensForEachRecipient(ContentCipher cipher) throws IOException {
        AgreementKey frank = AgreementKey.x25519();
        Certificate franks = frank.certificate();
        for (KeyTransport transport : List.of(KeyTransport.PKCS1, KeyTransport.OAEP)) {
            byte[] message = new Encryption(cipher, transport, People.RANDOM)
                    .encrypt(
                            SizedOctets.of(CONTENT),
                            List.of(
                                    ADA.certificate(),
                                    BOB.certificate(),
                                    CAROL.certificate(),
                                    DAVE.certificate(),
                                    franks))
                    .toArray();
            assertThat(message).isEqualTo(ASN1Primitive.fromByteArray(message).getEncoded(ASN1Encoding.DER));
            for (var person : List.of(ADA, BOB, CAROL, DAVE)) {
                assertThat(open(message, person.key(), person.certificate())).isEqualTo(CONTENT);
            }
            assertThat(open(message, frank, franks)).isEqualTo(CONTENT);
            assertThat(read(message).cipher()).isEqualTo(cipher);
            assertThat(read(message).tagOctets()).isEqualTo(cipher.isAuthenticated() ? 16 : 0);
            assertThat(read(message).envelope().recipients())
                    .extracting(Recipient::method)
                    .contains(transport.text(), "ECDH with HKDF SHA-256, " + 8 * cipher.keyOctets() + " bit wrap");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 65_535, 65_536, 65_537, 131_072, 300_001})
    void keepsEveryLength(int length) throws IOException {
        byte[] content = new byte[length];
        new java.util.Random(length).nextBytes(content);
        for (ContentCipher cipher : List.of(ContentCipher.AES_256_CBC, ContentCipher.AES_256_GCM)) {
            byte[] message = EnvelopeForge.encrypt(content, cipher, KeyTransport.PKCS1, BOB);
            assertThat(open(message, BOB.key(), BOB.certificate())).isEqualTo(content);
        }
    }

    private static AlgorithmIdentifier gcm(EnvelopeForge of, int nonce, int tag) {
        return new AlgorithmIdentifier(
                new ASN1ObjectIdentifier(ContentCipher.AES_256_GCM.oid()), new DERSequence(new ASN1Encodable[] {
                    new DEROctetString(Arrays.copyOf(nonceOf(of), nonce)), new ASN1Integer(tag)
                }));
    }

    private static byte[] nonceOf(EnvelopeForge of) {
        var info = org.bouncycastle.asn1.ASN1Sequence.getInstance(of.field(2));
        return GCMParameters.getInstance(
                        AlgorithmIdentifier.getInstance(info.getObjectAt(1)).getParameters())
                .getNonce();
    }

    private static EnvelopeForge sealed() {
        return EnvelopeForge.of(CONTENT, ContentCipher.AES_256_GCM, ADA, BOB);
    }

    private static byte[] shortened(int octets, int said) {
        EnvelopeForge forge = sealed();
        return forge.cipher(gcm(forge, 12, said))
                .change(
                        EnvelopeForge.TAG,
                        tag -> new DEROctetString(
                                Arrays.copyOf(ASN1OctetString.getInstance(tag).getOctets(), octets)))
                .der();
    }

    /** Twelve octets still protect (NIST SP 800-38D appendix C); what is said and what is there must be the same. */
    @ParameterizedTest
    @ValueSource(ints = {12, 13, 14, 15, 16})
    void readsTagsThatAreLongEnough(int octets) throws IOException {
        assertThat(openByAda(shortened(octets, octets))).isEqualTo(CONTENT);
    }

    @ParameterizedTest
    @CsvSource({"4, 4", "8, 8", "11, 11", "4, 16", "16, 4", "12, 16", "16, 12", "0, 0", "0, 16", "17, 17"})
    void refusesTagsThatProtectNothing(int octets, int said) {
        assertThatThrownBy(() -> openByAda(shortened(octets, said))).isInstanceOf(MalformedCms.class);
    }

    static Stream<Arguments> misplaced() {
        var gcmOid = new ASN1ObjectIdentifier(ContentCipher.AES_256_GCM.oid());
        var cbcOid = new ASN1ObjectIdentifier(ContentCipher.AES_256_CBC.oid());
        return Stream.of(
                row(
                        "GCM where no tag is",
                        "must stand in an AuthEnvelopedData",
                        () -> sealed().type(CmsType.ENVELOPED_DATA).der()),
                row(
                        "CBC where a tag is",
                        "has no tag",
                        () -> sealed().cipher(new AlgorithmIdentifier(cbcOid, new DEROctetString(new byte[16])))
                                .der()),
                row("nonce of 8", "nonce", () -> {
                    EnvelopeForge forge = sealed();
                    return forge.cipher(gcm(forge, 8, 16)).der();
                }),
                row("nonce of 16", "nonce", () -> {
                    EnvelopeForge forge = sealed();
                    return forge.cipher(gcm(forge, 16, 16)).der();
                }),
                row(
                        "no parameters of GCM",
                        "parameters",
                        () -> sealed().cipher(new AlgorithmIdentifier(gcmOid)).der()),
                row(
                        "other parameters of GCM",
                        "parameters",
                        () -> sealed().cipher(new AlgorithmIdentifier(gcmOid, DERNull.INSTANCE))
                                .der()),
                row(
                        "vector of 8",
                        "initialisation vector",
                        () -> boxed().cipher(new AlgorithmIdentifier(cbcOid, new DEROctetString(new byte[8])))
                                .der()),
                row(
                        "no parameters of CBC",
                        "parameters",
                        () -> boxed().cipher(new AlgorithmIdentifier(cbcOid)).der()),
                row(
                        "a cipher that nobody knows",
                        "not known here: 1.2.3.4",
                        () -> boxed().cipher(new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.3.4")))
                                .der()),
                row("no cipher", "", () -> boxed().cipher(DERNull.INSTANCE).der()),
                row(
                        "no tag",
                        "",
                        () -> sealed().change(EnvelopeForge.TAG, tag -> DERNull.INSTANCE)
                                .der()),
                row(
                        "recipients that are none",
                        "recipient",
                        () -> boxed().change(EnvelopeForge.RECIPIENTS, set -> new DERSet(DERNull.INSTANCE))
                                .der()));
    }

    private static EnvelopeForge boxed() {
        return EnvelopeForge.of(CONTENT, ContentCipher.AES_256_CBC, ADA);
    }

    private static Arguments row(String what, String why, Supplier<byte[]> message) {
        return Arguments.of(what, why, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misplaced")
    void refusesWhatDoesNotBelongTogether(String what, String why, Supplier<byte[]> message) {
        assertThatThrownBy(() -> openByAda(message.get()))
                .isInstanceOf(MalformedCms.class)
                .hasMessageContaining(why);
    }

    @Test
    void readsAThousandRecipientsAndNoMore() throws IOException {
        EnvelopeForge forge = EnvelopeForge.of(CONTENT, ContentCipher.AES_256_CBC, BOB);
        ASN1Encodable one =
                ASN1Set.getInstance(forge.field(EnvelopeForge.RECIPIENTS)).getObjectAt(0);
        for (int count : new int[] {1000, 1001}) {
            ASN1EncodableVector all = new ASN1EncodableVector();
            for (int i = 0; i < count; i++) {
                all.add(one);
            }
            byte[] message = forge.change(EnvelopeForge.RECIPIENTS, old -> new DERSet(all))
                    .der();
            if (count == 1000) {
                assertThat(read(message).envelope().recipients()).hasSize(count);
            } else {
                assertThatThrownBy(() -> read(message))
                        .isInstanceOf(MalformedCms.class)
                        .hasMessageContaining("more than 1000");
            }
        }
    }
}
