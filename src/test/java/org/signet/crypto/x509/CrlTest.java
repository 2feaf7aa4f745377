package org.signet.crypto.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CRLReason;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.model.Bytes;
import org.signet.model.RefusalCode;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

class CrlTest {
    private static final Instant NOW = Instant.parse("2026-11-25T08:00:00.987Z");
    private static final Issued ISSUED = Issued.with(KeyType.EC_P256);

    private static SerialNumber serial(long value) {
        return new SerialNumber(BigInteger.valueOf(value));
    }

    private static Crl sign(Issued issued, List<CrlTemplate.Entry> entries) {
        SignatureScheme scheme = SignatureScheme.forKey(issued.caKey().getPublic());
        return Crls.signed(
                template(issued, Optional.empty()),
                entries,
                content -> Providers.sign(scheme, issued.caKey().getPrivate(), content));
    }

    private static CrlTemplate template(Issued issued, Optional<String> point) {
        return new CrlTemplate(
                issued.ca(),
                SignatureScheme.forKey(issued.caKey().getPublic()),
                BigInteger.valueOf(300),
                NOW,
                NOW.plus(Duration.ofDays(7)),
                point);
    }

    @Test
    void lengthsOfEverySizeAreDer() {
        // One octet of length up to 127, two up to 255, three up to 65,535, and one more.
        for (int count : new int[] {1, 2, 3, 5, 6, 1_500, 1_800}) {
            List<CrlTemplate.Entry> entries = new java.util.ArrayList<>();
            for (int i = 1; i <= count; i++) {
                entries.add(new CrlTemplate.Entry(serial(i), NOW, RevocationReason.SUPERSEDED));
            }
            Crl crl = sign(ISSUED, entries);
            assertThat(crl.serials()).hasSize(count);
            assertThat(crl.signedBy(ISSUED.caKey().getPublic())).isTrue();
            assertThat(org.signet.crypto.lint.crl.CrlLint.check(crl.content())).isEmpty();
        }
    }

    @Test
    void aShardNamesItsDistributionPointCriticallyAndAnEntryWhenItsKeyWasLost() throws Exception {
        Instant lost = Instant.parse("2026-11-20T08:00:00Z");
        Crl crl = Crls.signed(
                template(ISSUED, Optional.of("http://pki.example.com/crl/issuing-1.3.crl")),
                List.of(new CrlTemplate.Entry(serial(9), NOW, RevocationReason.KEY_COMPROMISE, Optional.of(lost))),
                content -> Providers.sign(
                        SignatureScheme.ECDSA_SHA256, ISSUED.caKey().getPrivate(), content));
        X509CRL platform = platform(crl);
        assertThat(platform.getCriticalExtensionOIDs()).containsExactly("2.5.29.28");
        assertThat(new String(platform.getExtensionValue("2.5.29.28"), java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("http://pki.example.com/crl/issuing-1.3.crl");
        assertThat(platform.getRevokedCertificate(BigInteger.valueOf(9)).getNonCriticalExtensionOIDs())
                .contains("2.5.29.24", "2.5.29.21");
        assertThat(crl.content().revocations().get(serial(9)).invalidity()).contains(lost);
    }

    private static X509CRL platform(Crl crl) throws Exception {
        return (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(crl.der().toArray()));
    }

    private static List<CrlTemplate.Entry> entries() {
        List<CrlTemplate.Entry> entries = new java.util.ArrayList<>();
        for (RevocationReason reason : RevocationReason.values()) {
            entries.add(new CrlTemplate.Entry(serial(0x100 + reason.value()), NOW, reason));
        }
        return entries;
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyType.class,
            names = {"RSA_2048", "EC_P256", "EC_P384"})
    void theJdkReadsIt(KeyType type) throws Exception {
        Issued issued = Issued.with(type);
        X509CRL crl = platform(sign(issued, entries()));
        crl.verify(issued.caKey().getPublic());
        assertThat(crl.getVersion()).isEqualTo(2);
        assertThat(crl.getIssuerX500Principal().getEncoded())
                .isEqualTo(CertificateTemplateTest.platform(issued.ca())
                        .getSubjectX500Principal()
                        .getEncoded());
        assertThat(crl.getThisUpdate()).isEqualTo(Date.from(Instant.parse("2026-11-25T08:00:00Z")));
        assertThat(crl.getNextUpdate()).isEqualTo(Date.from(Instant.parse("2026-12-02T08:00:00Z")));
        assertThat(crl.getCriticalExtensionOIDs()).isEmpty();
        assertThat(crl.getNonCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.35", "2.5.29.20");
        assertThat(crl.getRevokedCertificates()).hasSize(RevocationReason.values().length);
    }

    @Test
    void reasonsAreWrittenExceptTheOneThatSaysNothing() throws Exception {
        X509CRL crl = platform(sign(ISSUED, entries()));
        for (RevocationReason reason : RevocationReason.values()) {
            var entry = crl.getRevokedCertificate(BigInteger.valueOf(0x100 + reason.value()));
            CRLReason read = entry.getRevocationReason();
            if (reason == RevocationReason.UNSPECIFIED) {
                assertThat(entry.hasExtensions()).isFalse();
            } else {
                assertThat(read.ordinal()).isEqualTo(reason.value());
            }
        }
    }

    @Test
    void namesTheKeyThatSignedIt() throws Exception {
        byte[] extension = platform(sign(ISSUED, List.of())).getExtensionValue("2.5.29.35");
        byte[] id = AuthorityKeyIdentifier.getInstance(
                        ASN1OctetString.getInstance(extension).getOctets())
                .getKeyIdentifierOctets();
        assertThat(ISSUED.ca().content().subjectKeyIdentifier()).contains(Bytes.of(id));
    }

    @Test
    void emptyOneHasNoList() throws Exception {
        Crl crl = sign(ISSUED, List.of());
        assertThat(crl.serials()).isEmpty();
        assertThat(platform(crl).getRevokedCertificates()).isNull();
    }

    @Test
    void weReadTheSame() {
        Crl crl = Crl.parse(sign(ISSUED, entries()).der()).orThrow();
        assertThat(crl.number()).contains(BigInteger.valueOf(300));
        assertThat(crl.nextUpdate()).contains(Instant.parse("2026-12-02T08:00:00Z"));
        assertThat(crl.serials()).contains(serial(0x101)).hasSize(RevocationReason.values().length);
        assertThat(crl.signedBy(ISSUED.caKey().getPublic())).isTrue();
        assertThat(crl.signedBy(ISSUED.leafKey().getPublic())).isFalse();
    }

    @Test
    void whatIsNoneIsRefused() {
        byte[] der = sign(ISSUED, entries()).der().toArray();
        for (byte[] wrong : new byte[][] {
            {},
            {0x30, 0},
            Arrays.copyOf(der, der.length + 1),
            Arrays.copyOf(der, der.length - 1),
            ISSUED.ca().der().toArray()
        }) {
            assertThat(Crl.parse(Bytes.of(wrong)).refusal().code()).isEqualTo(RefusalCode.BAD_INPUT);
        }
    }

    @Test
    void survivesMutation() {
        byte[] der = sign(ISSUED, entries()).der().toArray();
        Random random = new Random(5280);
        for (int i = 0; i < 5_000; i++) {
            byte[] mutant = der.clone();
            mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
            Crl.parse(Bytes.of(mutant))
                    .run(
                            CrlTest::askAll,
                            refusal -> assertThat(refusal.detail()).isNotBlank());
        }
    }

    private static void askAll(Crl crl) {
        assertThat(crl.thisUpdate()).isNotNull();
        assertThat(crl.nextUpdate()).isNotNull();
        assertThat(crl.number()).isNotNull();
        assertThat(crl.serials()).isNotNull();
        crl.signedBy(ISSUED.caKey().getPublic());
    }
}
