package org.signet.crypto.lint;

import java.util.Optional;
import org.signet.crypto.x509.CertificateContent;

/** Dates until 2049 are UTCTime, later ones GeneralizedTime; both in seconds, in Greenwich time. */
final class ValidityEncoding implements LintRule {
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
        boolean good = TimeForm.isRight(certificate.asn1().getStartDate())
                && TimeForm.isRight(certificate.asn1().getEndDate());
        return good
                ? Optional.empty()
                : Optional.of("A date of the validity is not UTCTime up to 2049 or GeneralizedTime from 2050 on, in"
                        + " seconds and with Z.");
    }
}
