package org.signet.crypto.lint;

import java.util.Optional;
import org.signet.crypto.policy.KeyPolicy;
import org.signet.crypto.x509.CertificateContent;

/** The public key is one that may be certified: strong enough, well-formed, on its curve. */
final class SubjectKeyStrength implements LintRule {
    @Override
    public String citation() {
        return "S/MIME BR §6.1.5, §6.1.6; NIST SP 800-56A r3 §5.6.2.3";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        return KeyPolicy.objection(certificate.publicKey());
    }
}
