package org.signet.crypto.lint;

import java.util.Optional;
import org.signet.crypto.x509.CertificateContent;

/** The validity does not end before it begins. */
final class ValidityOrder implements LintRule {
    @Override
    public String citation() {
        return "RFC 5280 §4.1.2.5";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        return certificate
                        .asn1()
                        .getEndDate()
                        .getDate()
                        .before(certificate.asn1().getStartDate().getDate())
                ? Optional.of("The validity ends before it begins.")
                : Optional.empty();
    }
}
