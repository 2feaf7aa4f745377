package org.signet.crypto.lint;

import java.util.Optional;
import org.signet.crypto.x509.CertificateContent;

/** What is signed is DER: encoded again, it gives the same octets. */
final class DistinguishedEncoding implements LintRule {
    @Override
    public String citation() {
        return "RFC 5280 §4.1";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        return Octets.areDer(certificate.der().toArray(), certificate.asn1())
                ? Optional.empty()
                : Optional.of("The certificate's content is not in DER.");
    }
}
