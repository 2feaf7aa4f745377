package org.signet.crypto.lint;

import java.time.Duration;
import java.util.Optional;
import org.signet.crypto.x509.CertificateContent;
import org.signet.model.Severity;

/** An OCSP responder's certificate, which nobody can revoke, lasts 30 days at most. The texts say "very short". */
final class ResponderLifetime implements LintRule {
    private static final Duration LIMIT = Duration.ofDays(30);

    @Override
    public String citation() {
        return "RFC 6960 §4.2.2.2.1";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind == CertificateKind.OCSP_RESPONDER;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        return certificate.validity().length().compareTo(LIMIT) > 0
                ? Optional.of("The OCSP responder's certificate is valid for more than 30 days.")
                : Optional.empty();
    }
}
