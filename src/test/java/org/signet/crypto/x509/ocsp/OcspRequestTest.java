package org.signet.crypto.x509.ocsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.NameDigest;
import org.signet.model.Bytes;
import org.signet.model.RefusalCode;

class OcspRequestTest {
    private static final Asked ASKED = Asked.with(KeyType.EC_P256);
    private static final String NONCE = "1.3.6.1.5.5.7.48.1.2";

    private static Bytes nonce(int octets) {
        byte[] nonce = new byte[octets];
        new Random(octets).nextBytes(nonce);
        return Bytes.of(nonce);
    }

    private static Bytes der(ASN1Encodable value) {
        return Bytes.of(CertId.encoded(value));
    }

    private static ASN1Encodable request(ASN1Encodable... tbs) {
        return new DERSequence(new DERSequence(tbs));
    }

    private static ASN1Encodable list(int count) throws IOException {
        ASN1Encodable id = ASN1Primitive.fromByteArray(
                ASKED.request(Optional.empty()).ids().get(0).der().toArray());
        return new DERSequence(Collections.nCopies(count, new DERSequence(id)).toArray(ASN1Encodable[]::new));
    }

    private static ASN1Encodable extension(String oid, boolean critical, byte[] value) {
        return new DERTaggedObject(
                true, 2, new Extensions(new Extension(new ASN1ObjectIdentifier(oid), critical, value)));
    }

    @ParameterizedTest
    @EnumSource(NameDigest.class)
    void bouncyCastleReadsWhatIsAsked(NameDigest digest) throws Exception {
        Bytes nonce = nonce(32);
        OCSPReq read = new OCSPReq(OcspRequest.forCertificate(ASKED.leaf(), ASKED.ca(), Optional.of(nonce), digest)
                .encode()
                .toArray());
        assertThat(read.getRequestList()).hasSize(1);
        CertificateID id = read.getRequestList()[0].getCertID();
        assertThat(id.getSerialNumber()).isEqualTo(BigInteger.valueOf(0x4711));
        assertThat(id.matchesIssuer(
                        new JcaX509CertificateHolder(platformCa()), new JcaDigestCalculatorProviderBuilder().build()))
                .isTrue();
        assertThat(read.getExtension(new ASN1ObjectIdentifier(NONCE)).getParsedValue())
                .isEqualTo(new DEROctetString(nonce.toArray()));
    }

    private static java.security.cert.X509Certificate platformCa() throws Exception {
        return (java.security.cert.X509Certificate) java.security.cert.CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new java.io.ByteArrayInputStream(ASKED.ca().der().toArray()));
    }

    @Test
    void whatBouncyCastleAsksIsRead() throws Exception {
        CertificateID id = new CertificateID(
                new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
                new JcaX509CertificateHolder(platformCa()),
                BigInteger.valueOf(0x4711));
        byte[] asked = new OCSPReqBuilder().addRequest(id).build().getEncoded();
        OcspRequest read = OcspRequest.parse(Bytes.of(asked)).orThrow();
        assertThat(read.ids()).hasSize(1);
        assertThat(read.ids().get(0).names(ASKED.leaf(), ASKED.ca())).isTrue();
        assertThat(read.ids().get(0).names(ASKED.responder(), ASKED.ca())).isFalse();
        assertThat(read.ids().get(0).names(ASKED.leaf(), ASKED.leaf())).isFalse();
        assertThat(read.ids().get(0).der())
                .isEqualTo(Bytes.of(id.toASN1Primitive().getEncoded()));
        assertThat(read.nonce()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 32, 128})
    void itComesBackAsItWent(int octets) {
        OcspRequest request = ASKED.request(Optional.of(nonce(octets)));
        assertThat(OcspRequest.parse(request.encode()).orThrow()).isEqualTo(request);
    }

    @Test
    void versionNameAndAnUnreadSignatureMayStandAround() throws IOException {
        ASN1Encodable name = new DERTaggedObject(
                true,
                1,
                new org.bouncycastle.asn1.x509.GeneralName(
                        org.bouncycastle.asn1.x509.GeneralName.rfc822Name, "ada@example.com"));
        ASN1Encodable version = new DERTaggedObject(true, 0, new ASN1Integer(0));
        ASN1Encodable tbs =
                new DERSequence(new ASN1Encodable[] {version, name, list(2), extension(NONCE, true, inner(5))});
        ASN1Encodable signature = new DERTaggedObject(true, 0, new DERSequence());
        OcspRequest read = OcspRequest.parse(der(new DERSequence(new ASN1Encodable[] {tbs, signature})))
                .orThrow();
        assertThat(read.ids()).hasSize(2);
        assertThat(read.nonce()).contains(nonce(5));
    }

    private static byte[] inner(int octets) {
        return CertId.encoded(new DEROctetString(nonce(octets).toArray()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void upToAHundredAreAskedForAtOnce(int count) throws IOException {
        assertThat(OcspRequest.parse(der(request(list(count)))).orThrow().ids()).hasSize(count);
    }

    @Test
    void malformedOnesAreRefused() throws IOException {
        ASN1Encodable one = list(1);
        byte[] id = ASKED.request(Optional.empty()).ids().get(0).der().toArray();
        ASN1Sequence certId = ASN1Sequence.getInstance(id);
        ASN1Encodable withParameters = new DERSequence(new ASN1Encodable[] {
            new DERSequence(new ASN1Encodable[] {
                new ASN1ObjectIdentifier(NameDigest.SHA256.oid()), new DEROctetString(new byte[9])
            }),
            certId.getObjectAt(1),
            certId.getObjectAt(2),
            certId.getObjectAt(3)
        });
        List<Bytes> malformed = List.of(
                Bytes.of(),
                Bytes.of((byte) 5, (byte) 0),
                Bytes.ofHex("3000"),
                Bytes.ofHex("30023000"),
                der(request()),
                der(request(list(0))),
                der(request(list(101))),
                der(request(one, one)),
                der(request(one, DERNull.INSTANCE)),
                der(request(new DERTaggedObject(true, 0, new ASN1Integer(1)), one)),
                der(request(new DERSequence(new DERSequence(withParameters)))),
                der(request(one, extension(NONCE, false, inner(0)))),
                der(request(one, extension(NONCE, false, inner(129)))),
                der(request(one, extension(NONCE, false, new byte[] {1, 2, 3}))),
                der(request(one, extension("1.3.6.1.5.5.7.48.1.4", true, new byte[] {5, 0}))),
                Bytes.of(Arrays.copyOf(ASKED.request(Optional.empty()).encode().toArray(), 300)),
                der(nested(63)),
                deep(20_000));
        for (Bytes each : malformed) {
            assertThat(OcspRequest.parse(each).refusal().code()).as(each.hex()).isEqualTo(RefusalCode.BAD_INPUT);
        }
    }

    private static ASN1Encodable nested(int depth) {
        ASN1Encodable inner = DERNull.INSTANCE;
        for (int i = 0; i < depth; i++) {
            inner = new DERSequence(inner);
        }
        return inner;
    }

    /** As many open sequences of indefinite length, never closed. */
    private static Bytes deep(int depth) {
        byte[] octets = new byte[2 * depth];
        for (int i = 0; i < octets.length; i += 2) {
            octets[i] = 0x30;
            octets[i + 1] = (byte) 0x80;
        }
        return Bytes.of(octets);
    }

    @Test
    void tenThousandQuestionsAreTooLarge() throws IOException {
        assertThat(OcspRequest.parse(der(request(list(10_000)))).refusal().code())
                .isEqualTo(RefusalCode.TOO_LARGE);
        assertThat(OcspRequest.parse(der(request(list(600)))).refusal().code()).isEqualTo(RefusalCode.BAD_INPUT);
    }

    @Test
    void changedOctetsAreReadOrRefused() {
        Random random = new Random(6960);
        byte[] original = ASKED.request(Optional.of(nonce(32))).encode().toArray();
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            read += OcspRequest.parse(Bytes.of(Asked.mutated(original, random)))
                    .fold(
                            request -> {
                                // Whatever it is now, it can be repeated in an answer.
                                request.ids()
                                        .forEach(id -> assertThat(id.names(ASKED.leaf(), ASKED.ca()))
                                                .isEqualTo(id.equals(ASKED.request(Optional.empty())
                                                        .ids()
                                                        .get(0))));
                                return 1;
                            },
                            refusal -> 0);
        }
        assertThat(read).isBetween(1_000, 19_000);
    }
}
