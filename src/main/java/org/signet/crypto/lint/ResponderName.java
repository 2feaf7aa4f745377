package org.signet.crypto.lint;

import java.util.Optional;
import org.signet.crypto.x509.CertificateContent;

/** An OCSP responder has a name of its own: answers may name it, and a client must not take it for the CA. */
final class ResponderName implements LintRule {
    @Override
    public String citation() {
        return "RFC 6960 §4.2.1, §4.2.2.3; RFC 5280 §4.1.2.6";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind == CertificateKind.OCSP_RESPONDER;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        var subject = certificate.asn1().getSubject();
        return subject.size() > 0 && !subject.equals(certificate.asn1().getIssuer())
                ? Optional.empty()
                : Optional.of("An OCSP responder must have a name, and one that is not its issuer's.");
    }
}
