package org.signet.crypto.lint;

import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.signet.crypto.policy.KeyPolicy;
import org.signet.crypto.x509.CertificateContent;

/** The key's algorithm identifier is exact to the octet, RSA with NULL and EC by the name of its curve, and a point is
 * uncompressed. */
final class PublicKeyEncoding implements LintRule {
    private static final int UNCOMPRESSED = 4;

    @Override
    public String citation() {
        return "S/MIME BR §7.1.3.1; RFC 5480 §2.1.1, §2.2; RFC 8410 §3";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        SubjectPublicKeyInfo info = certificate.asn1().getSubjectPublicKeyInfo();
        AlgorithmIdentifier algorithm = info.getAlgorithm();
        if (certificate.publicKey() instanceof RSAPublicKey) {
            return DERNull.INSTANCE.equals(algorithm.getParameters())
                    ? Optional.empty()
                    : Optional.of("The RSA key's algorithm lacks its NULL parameters.");
        }
        if (KeyPolicy.isEd25519(certificate.publicKey())) {
            return algorithm.getParameters() == null
                    ? Optional.empty()
                    : Optional.of("The Ed25519 key's algorithm has parameters.");
        }
        if (!(algorithm.getParameters() instanceof ASN1ObjectIdentifier)) {
            return Optional.of("The EC key does not name its curve.");
        }
        return info.getPublicKeyData().getOctets()[0] == UNCOMPRESSED
                ? Optional.empty()
                : Optional.of("The EC key's point is compressed; some mail clients cannot read it.");
    }
}
