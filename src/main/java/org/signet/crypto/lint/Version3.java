package org.signet.crypto.lint;

import java.util.Optional;
import org.signet.crypto.x509.CertificateContent;

/** A certificate is of version 3: only that version carries extensions. */
final class Version3 implements LintRule {
    @Override
    public String citation() {
        return "RFC 5280 §4.1.2.1; S/MIME BR §7.1.1";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        int version = certificate.asn1().getVersionNumber();
        return version == 3 ? Optional.empty() : Optional.of("The certificate is of version " + version + ", not 3.");
    }
}
