package org.signet.crypto.lint;

import java.util.Optional;
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
        return AlgorithmForm.problem(certificate.asn1().getSignature());
    }
}
