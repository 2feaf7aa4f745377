package org.signet.crypto.lint;

import java.util.Optional;
import org.signet.crypto.x509.CertificateContent;

/** Unique identifiers of version 2 are not written: names are never used again. */
final class UniqueIdentifiers implements LintRule {
    @Override
    public String citation() {
        return "RFC 5280 §4.1.2.8";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        return certificate.asn1().getIssuerUniqueId() != null
                        || certificate.asn1().getSubjectUniqueId() != null
                ? Optional.of("The certificate has a unique identifier of issuer or subject.")
                : Optional.empty();
    }
}
