package org.signet.crypto.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.crypto.policy.KeyType;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

class CertificateTest {
    private static final Issued ISSUED = Issued.with(KeyType.EC_P256);
    private static final byte[] DER = ISSUED.leaf().der().toArray();

    static Stream<byte[]> noCertificates() {
        return Stream.of(
                new byte[0],
                new byte[] {0x30},
                new byte[] {0x30, (byte) 0x80},
                new byte[] {0x30, (byte) 0x80, 0, 0},
                new byte[] {0x30, (byte) 0x84, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff},
                new byte[] {5, 0},
                Arrays.copyOf(DER, DER.length - 1),
                Arrays.copyOf(DER, DER.length + 1),
                Csr.der(Csr.ec(256)));
    }

    @ParameterizedTest
    @MethodSource("noCertificates")
    void refusesWhatIsNone(byte[] der) {
        assertThat(Certificate.parse(Bytes.of(der)).refusal().code()).isEqualTo(RefusalCode.BAD_INPUT);
    }

    @Test
    void refusesGiants() {
        assertThat(Certificate.parse(Bytes.of(new byte[70_000])).refusal().code())
                .isEqualTo(RefusalCode.TOO_LARGE);
    }

    @Test
    void readsFilesOfSeveral() {
        String pem = "Root:\r\n" + ISSUED.ca().pem().replace("\n", "\r\n") + "text\n"
                + ISSUED.leaf().pem();
        assertThat(Certificate.parseFile(pem.getBytes(StandardCharsets.UTF_8)).orThrow())
                .containsExactly(ISSUED.ca(), ISSUED.leaf());
        assertThat(Certificate.parseFile(DER).orThrow()).containsExactly(ISSUED.leaf());
        assertThat(Certificate.parseFile("none".getBytes(StandardCharsets.UTF_8))
                        .isOk())
                .isFalse();
    }

    /** §4.1.1.2: both places name the same algorithm, else the outer one could be changed unsigned. */
    @Test
    void outerAlgorithmMustBeTheSignedOne() throws Exception {
        ASN1Sequence whole = ASN1Sequence.getInstance(DER);
        AlgorithmIdentifier other = new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.840.10045.4.3.3"));
        byte[] changed =
                new DERSequence(new ASN1Encodable[] {whole.getObjectAt(0), other, whole.getObjectAt(2)}).getEncoded();
        assertThat(Certificate.parse(Bytes.of(changed))
                        .orThrow()
                        .signedBy(ISSUED.caKey().getPublic()))
                .isFalse();
    }

    /** A length written longer than it need be: the octets differ from those that were signed. */
    @Test
    void signatureCoversTheOctetsAsTheyCame() {
        int tbs = DER[1] == (byte) 0x82 ? 4 : 3;
        assertThat(DER[tbs + 1]).isEqualTo((byte) 0x82);
        ByteArrayOutputStream longer = new ByteArrayOutputStream();
        int length = (DER[2] & 0xff) << 8 | DER[3] & 0xff;
        longer.writeBytes(new byte[] {0x30, (byte) 0x82, (byte) ((length + 1) >> 8), (byte) (length + 1)});
        longer.writeBytes(new byte[] {0x30, (byte) 0x83, 0});
        longer.write(DER, tbs + 2, DER.length - tbs - 2);
        Certificate.parse(Bytes.of(longer.toByteArray()))
                .run(
                        parsed -> assertThat(parsed.signedBy(ISSUED.caKey().getPublic()))
                                .isFalse(),
                        refusal -> assertThat(refusal.code()).isEqualTo(RefusalCode.BAD_INPUT));
    }

    /** Whatever parses can be asked for everything it says. */
    @Test
    void survivesMutation() {
        Random random = new Random(5280);
        for (int i = 0; i < 5_000; i++) {
            byte[] mutant = DER.clone();
            for (int change = random.nextInt(3); change >= 0; change--) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
            }
            Outcome<Certificate> parsed = Certificate.parse(Bytes.of(mutant));
            parsed.run(
                    CertificateTest::askAll,
                    refusal -> assertThat(refusal.detail()).isNotBlank());
        }
    }

    private static void askAll(Certificate certificate) {
        CertificateContent content = certificate.content();
        assertThat(certificate).asString().isNotBlank();
        assertThat(content.addresses()).isNotNull();
        assertThat(content.subject()).isNotNull();
        assertThat(content.issuer()).isNotNull();
        assertThat(content.shortName()).isNotNull();
        assertThat(content.validity()).isNotNull();
        assertThat(content.subjectKeyIdentifier()).isNotNull();
        assertThat(content.keyId()).isNotNull();
        content.isCa();
        certificate.signedBy(ISSUED.caKey().getPublic());
    }

    @Test
    void bundlesAreReadByTheJdk() throws Exception {
        CertificateBundle bundle = new CertificateBundle(List.of(ISSUED.leaf(), ISSUED.ca()));
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        byte[][] files = {bundle.pkcs7().toArray(), bundle.pem().getBytes(StandardCharsets.US_ASCII)};
        for (byte[] file : files) {
            assertThat(factory.generateCertificates(new ByteArrayInputStream(file)))
                    .extracting(c -> Bytes.of(c.getEncoded()))
                    .containsExactlyInAnyOrder(ISSUED.leaf().der(), ISSUED.ca().der());
        }
        assertThat(factory.generateCertPath(new ByteArrayInputStream(files[0]), "PKCS7")
                        .getCertificates())
                .hasSize(2);
    }
}
