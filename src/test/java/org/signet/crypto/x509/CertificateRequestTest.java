package org.signet.crypto.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

class CertificateRequestTest {
    private static final KeyPair EC = Csr.ec(256);
    private static final KeyPair RSA = Csr.rsa(2048, 65537);
    private static final byte[] DER = Csr.der(EC);

    private static void reads(byte[] file, KeyPair key) {
        CertificateRequest request = CertificateRequest.parse(file).orThrow();
        assertThat(request.publicKey().getEncoded()).isEqualTo(key.getPublic().getEncoded());
    }

    @Test
    void aCompressedPointIsTheSameKey() throws Exception {
        var compressed = (org.bouncycastle.jce.interfaces.ECPointEncoder)
                KeyFactory.getInstance("EC", new BouncyCastleProvider())
                        .generatePublic(new X509EncodedKeySpec(EC.getPublic().getEncoded()));
        compressed.setPointFormat("COMPRESSED");
        byte[] der = Csr.der(new KeyPair((PublicKey) compressed, EC.getPrivate()));
        assertThat(der).hasSizeLessThan(DER.length);
        assertThat(CertificateRequest.parse(der).orThrow().keyId())
                .isEqualTo(CertificateRequest.parse(DER).orThrow().keyId());
    }

    private static RefusalCode refusal(byte[] file) {
        return CertificateRequest.parse(file).refusal().code();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void readsDer() {
        reads(DER, EC);
        reads(Csr.der(RSA), RSA);
        reads(Csr.der(RSA, RSA, "SHA512withRSA", "1.2.840.113549.1.1.13"), RSA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"})
    void readsPemWithNoiseAroundIt(String label) {
        String pem = Pem.encode(label, Bytes.of(DER));
        reads(text(pem), EC);
        reads(text("\u00ef\u00bb\u00bf" + pem.replace("\n", "\r\n")), EC);
        reads(text("Subject: a request\n\n" + pem + "\nmore text\n"), EC);
        reads(text(pem.strip()), EC);
        reads(text(pem.replace("\n", "\n  ")), EC);
        reads(text(Pem.encode(Pem.CERTIFICATE, Bytes.of((byte) 1)) + pem), EC);
    }

    static Stream<byte[]> noRequests() {
        String body = Base64.getEncoder().encodeToString(DER);
        return Stream.of(
                new byte[0],
                new byte[1],
                text("hello"),
                text(" "),
                text(body),
                text("-----BEGIN CERTIFICATE REQUEST-----"),
                text("-----BEGIN CERTIFICATE REQUEST-----\n-----END CERTIFICATE REQUEST-----"),
                text("-----BEGIN CERTIFICATE REQUEST-----\n" + body + "\n-----END CERTIFICATE-----"),
                text("-----BEGIN CERTIFICATE REQUEST-----\n%%%\n-----END CERTIFICATE REQUEST-----"),
                text(Pem.encode("CERTIFICATE", Bytes.of(DER))),
                text(Pem.encode("PRIVATE KEY", Bytes.of(DER))),
                new byte[] {0x30, (byte) 0x80},
                new byte[] {0x30, (byte) 0x84, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff},
                Arrays.copyOf(DER, DER.length - 1),
                Arrays.copyOf(DER, DER.length + 1),
                Arrays.copyOf(DER, DER.length + 100));
    }

    @ParameterizedTest
    @MethodSource("noRequests")
    void refusesWhatIsNone(byte[] file) {
        assertThat(refusal(file)).isEqualTo(RefusalCode.BAD_REQUEST_FILE);
    }

    @Test
    void refusesOneInsideAnother() {
        ByteArrayOutputStream two = new ByteArrayOutputStream();
        two.writeBytes(DER);
        two.writeBytes(DER);
        assertThat(refusal(two.toByteArray())).isEqualTo(RefusalCode.BAD_REQUEST_FILE);
    }

    @Test
    void refusesASignatureThatIsNotItsOwn() {
        byte[] broken = DER.clone();
        broken[broken.length - 1] ^= 1;
        assertThat(refusal(broken)).isEqualTo(RefusalCode.BAD_SIGNATURE);
        assertThat(refusal(Csr.der(EC, Csr.ec(256), "SHA256withECDSA", "1.2.840.10045.4.3.2")))
                .isEqualTo(RefusalCode.BAD_SIGNATURE);
        assertThat(refusal(Csr.der(EC, RSA, "SHA256withRSA", "1.2.840.113549.1.1.11")))
                .isEqualTo(RefusalCode.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @CsvSource({
        "SHA1withRSA, 1.2.840.113549.1.1.5",
        "MD5withRSA, 1.2.840.113549.1.1.4",
        "SHA256withRSA, 1.2.840.113549.1.1.10",
        "SHA256withRSA, 1.2.840.10045.4.3.2",
        "SHA256withRSA, 1.2.840.113549.1.1.13",
    })
    void refusesWeakAndWrongAlgorithms(String algorithm, String oid) {
        assertThat(refusal(Csr.der(RSA, RSA, algorithm, oid))).isEqualTo(RefusalCode.BAD_SIGNATURE);
    }

    @Test
    void refusesKeysThatMayNotBeCertified() {
        assertThat(refusal(Csr.der(Csr.rsa(1024, 65537)))).isEqualTo(RefusalCode.WEAK_KEY);
        assertThat(refusal(Csr.der(Csr.rsa(2048, 3)))).isEqualTo(RefusalCode.WEAK_KEY);
    }

    @Test
    void readsEd25519() {
        assertThat(CertificateRequest.parse(Csr.der(Csr.generate("Ed25519", 255)))
                        .isOk())
                .isTrue();
    }

    @Test
    void readsNoWishes() {
        reads(Csr.der(EC, Csr.wishes(1)), EC);
        reads(Csr.der(EC, Csr.wishes(400)), EC);
        assertThat(refusal(Csr.der(EC, Csr.wishes(10_000)))).isEqualTo(RefusalCode.TOO_LARGE);
        assertThat(refusal(new byte[CertificateRequest.MAX_OCTETS + 1])).isEqualTo(RefusalCode.TOO_LARGE);
    }

    /** Whatever comes in, what comes out is an answer; and a changed request is never taken for the same key's. */
    @Test
    void survivesMutation() {
        Random random = new Random(20261124);
        byte[] withWishes = Csr.der(EC, Csr.wishes(2));
        byte[] pem = text(Pem.encode(Pem.REQUEST, Bytes.of(withWishes)));
        for (int i = 0; i < 2_000; i++) {
            byte[] mutant = mutate(i % 4 == 3 ? pem : withWishes, random);
            Outcome<CertificateRequest> parsed = CertificateRequest.parse(mutant);
            parsed.run(
                    request -> assertThat(request.publicKey()).isNotNull(),
                    refusal -> assertThat(refusal.detail()).isNotBlank());
        }
    }

    private static byte[] mutate(byte[] original, Random random) {
        byte[] mutant = original.clone();
        for (int change = random.nextInt(3); change >= 0; change--) {
            int at = random.nextInt(mutant.length);
            switch (random.nextInt(4)) {
                case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutant[at] = (byte) random.nextInt(256);
                case 2 -> mutant = Arrays.copyOf(mutant, Math.max(1, at));
                default -> System.arraycopy(mutant, at, mutant, at / 2, Math.min(8, mutant.length - at));
            }
        }
        return mutant;
    }
}
