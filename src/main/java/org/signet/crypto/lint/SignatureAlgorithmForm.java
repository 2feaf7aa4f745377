package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.CertificateContent;

/** The signature algorithm is one we use, its parameters NULL for RSA and absent for ECDSA. */
final class SignatureAlgorithmForm implements LintRule {
    @Override
    public String citation() {
        return "S/MIME BR §7.1.3.2; RFC 4055 §5; RFC 5758 §3.2";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        AlgorithmIdentifier algorithm = certificate.asn1().getSignature();
        Optional<SignatureScheme> scheme =
                SignatureScheme.ofOid(algorithm.getAlgorithm().getId());
        if (scheme.isEmpty()) {
            return Optional.of("The signature algorithm is not RSA or ECDSA with SHA-256, SHA-384 or SHA-512.");
        }
        boolean right = scheme.get().isRsa()
                ? DERNull.INSTANCE.equals(algorithm.getParameters())
                : algorithm.getParameters() == null;
        return right ? Optional.empty() : Optional.of("The signature algorithm's parameters are not as they must be.");
    }
}
