package org.signet.crypto.lint;

import java.util.Optional;
import org.signet.crypto.x509.CertificateContent;

/** The issuer has a name, and so has the subject of a CA. */
final class IssuerName implements LintRule {
    @Override
    public String citation() {
        return "RFC 5280 §4.1.2.4, §4.1.2.6";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        if (certificate.asn1().getIssuer().size() == 0) {
            return Optional.of("The issuer has no name.");
        }
        return certificate.isCa() && certificate.asn1().getSubject().size() == 0
                ? Optional.of("A CA must have a name.")
                : Optional.empty();
    }
}
