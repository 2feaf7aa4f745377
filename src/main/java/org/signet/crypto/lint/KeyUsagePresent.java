package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.x509.Extension;
import org.signet.crypto.x509.CertificateContent;

/** keyUsage is there and critical. */
final class KeyUsagePresent implements LintRule {
    @Override
    public String citation() {
        return "RFC 5280 §4.2.1.3; RFC 8550 §4.4.2";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        return certificate
                        .extension(Extension.keyUsage)
                        .filter(Extension::isCritical)
                        .isPresent()
                ? Optional.empty()
                : Optional.of("keyUsage must be there and critical.");
    }
}
