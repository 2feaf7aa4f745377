package org.signet.crypto.lint;

import java.util.Optional;
import org.signet.crypto.x509.CertificateContent;

/** Extensions need version 3. */
final class Version3 implements LintRule {
    @Override
    public String citation() {
        return "RFC 5280 §4.1.2.1";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        return certificate.asn1().getVersionNumber() == 3
                ? Optional.empty()
                : Optional.of("The version is not 3, but there are extensions.");
    }
}
