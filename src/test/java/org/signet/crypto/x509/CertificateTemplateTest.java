package org.signet.crypto.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signet.crypto.policy.KeyType;

/** What a template becomes, as the JDK reads it. */
class CertificateTemplateTest {
    private static final Map<KeyType, Issued> ISSUED = new ConcurrentHashMap<>();

    private static Issued issued(KeyType type) {
        return ISSUED.computeIfAbsent(type, Issued::with);
    }

    static X509Certificate platform(Certificate certificate) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate.der().toArray()));
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyType.class,
            names = {"RSA_2048", "EC_P256", "EC_P384"})
    void caSaysWhatItMust(KeyType type) throws Exception {
        Issued issued = issued(type);
        X509Certificate ca = platform(issued.ca());
        assertThat(ca.getVersion()).isEqualTo(3);
        assertThat(ca.getSerialNumber()).isEqualTo(java.math.BigInteger.ONE.shiftLeft(100));
        assertThat(ca.getBasicConstraints()).isZero();
        assertThat(ca.getKeyUsage()).containsExactly(false, false, false, false, false, true, true, false, false);
        assertThat(ca.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.4");
        assertThat(ca.getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.19", "2.5.29.15", "2.5.29.30");
        assertThat(ca.getNonCriticalExtensionOIDs())
                .containsExactlyInAnyOrder("2.5.29.37", "2.5.29.14", "2.5.29.35", "2.5.29.32");
        assertThat(ca.getSubjectX500Principal()).isEqualTo(ca.getIssuerX500Principal());
        assertThat(ca.getNotBefore()).isEqualTo(Date.from(Issued.FROM));
        assertThat(ca.getNotAfter()).isEqualTo(Date.from(Issued.CA_END));
        assertThat(ca.getPublicKey().getEncoded())
                .isEqualTo(issued.caKey().getPublic().getEncoded());
        ca.verify(ca.getPublicKey());
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyType.class,
            names = {"RSA_2048", "EC_P256", "EC_P384"})
    void leafSaysWhatItMust(KeyType type) throws Exception {
        Issued issued = issued(type);
        X509Certificate leaf = platform(issued.leaf());
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(leaf.getKeyUsage()).containsExactly(true, false, false, false, true, false, false, false, false);
        assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.2");
        assertThat(leaf.getCriticalExtensionOIDs()).containsExactly("2.5.29.15");
        assertThat(leaf.getNonCriticalExtensionOIDs())
                .containsExactlyInAnyOrder(
                        "2.5.29.37",
                        "2.5.29.14",
                        "2.5.29.35",
                        "2.5.29.17",
                        "2.5.29.32",
                        "1.2.840.113549.1.9.15",
                        "2.5.29.31",
                        "1.3.6.1.5.5.7.1.1");
        List<?> first = leaf.getSubjectAlternativeNames().iterator().next();
        assertThat(first.get(0)).isEqualTo(1);
        assertThat(first.get(1)).isEqualTo("ada@example.com");
        assertThat(leaf.getIssuerX500Principal().getEncoded())
                .isEqualTo(platform(issued.ca()).getSubjectX500Principal().getEncoded());
        leaf.verify(issued.caKey().getPublic());
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyType.class,
            names = {"RSA_2048", "EC_P256", "EC_P384"})
    void theJdkFollowsTheChain(KeyType type) throws Exception {
        Issued issued = issued(type);
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(platform(issued.ca()), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(Issued.FROM.plusSeconds(60)));
        java.security.cert.CertPathValidator.getInstance("PKIX")
                .validate(factory.generateCertPath(List.of(platform(issued.leaf()))), parameters);
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyType.class,
            names = {"RSA_2048", "EC_P256", "EC_P384"})
    void weReadTheSame(KeyType type) {
        Issued issued = issued(type);
        Certificate again = Certificate.parse(issued.leaf().der()).orThrow();
        assertThat(again).isEqualTo(issued.leaf());
        assertThat(again.content().der()).isEqualTo(issued.leaf().content().der());
        assertThat(again.signedBy(issued.caKey().getPublic())).isTrue();
        assertThat(again.signedBy(issued.leafKey().getPublic())).isFalse();
        assertThat(again.content().addresses())
                .extracting(Object::toString)
                .containsExactly("ada@example.com", "jürgen@example.com");
        assertThat(again.content().validity().notBefore()).isEqualTo(Issued.FROM);
        assertThat(again.content().validity().notAfter()).isEqualTo(Issued.LEAF_END);
        assertThat(again.content().isCa()).isFalse();
        assertThat(again.content().shortName()).isEqualTo("ada@example.com");
        assertThat(issued.ca().content().isCa()).isTrue();
        assertThat(issued.ca().content().validity().notAfter()).isEqualTo(Issued.CA_END);
        assertThat(issued.ca().content().subject()).startsWith("C=DE, O=Müller");
    }
}
