package org.signet.crypto.lint;

import java.time.Duration;
import java.util.Optional;
import org.signet.crypto.x509.CertificateContent;

/** A mailbox certificate lasts 825 days at most, both end seconds counted. */
final class MailboxLifetime implements LintRule {
    private static final Duration LIMIT = Duration.ofDays(825);

    @Override
    public String citation() {
        return "S/MIME BR §6.3.2";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind == CertificateKind.MAILBOX;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        return certificate.validity().length().compareTo(LIMIT) > 0
                ? Optional.of("The validity is longer than 825 days.")
                : Optional.empty();
    }
}
