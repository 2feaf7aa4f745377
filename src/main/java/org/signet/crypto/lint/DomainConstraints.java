package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.x509.Extension;
import org.signet.crypto.x509.CertificateContent;
import org.signet.model.Severity;

/** An issuing CA is limited to the company's mail domains, and critically so. */
final class DomainConstraints implements LintRule {
    @Override
    public String citation() {
        return "RFC 5280 §4.2.1.10; S/MIME BR §7.1.2.2 f, §7.1.5";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind == CertificateKind.ISSUING_CA;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        Optional<Extension> constraints = certificate.extension(Extension.nameConstraints);
        if (constraints.isEmpty()) {
            return Optional.of("The issuing CA is not limited to mail domains.");
        }
        return constraints.get().isCritical()
                ? Optional.empty()
                : Optional.of("The name constraints are not critical.");
    }
}
