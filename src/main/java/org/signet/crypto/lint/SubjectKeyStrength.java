package org.signet.crypto.lint;

import java.util.Optional;
import org.signet.crypto.policy.KeyPolicy;
import org.signet.crypto.x509.CertificateContent;

/** The subject's key is of a kind and size that may be certified. */
final class SubjectKeyStrength implements LintRule {
    @Override
    public String citation() {
        return "S/MIME BR §6.1.5, §6.1.6";
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
