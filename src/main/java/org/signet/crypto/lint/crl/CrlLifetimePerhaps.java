package org.signet.crypto.lint.crl;

import java.time.Period;
import java.util.Optional;
import org.signet.crypto.x509.CrlContent;
import org.signet.model.Severity;

/** A CRL that does not say whose certificates it tells of and is valid for more than ten days is good for CAs alone. */
final class CrlLifetimePerhaps implements CrlRule {
    @Override
    public String citation() {
        return "S/MIME BR §4.9.7";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public boolean appliesTo(CrlScope scope) {
        return scope == CrlScope.UNKNOWN;
    }

    @Override
    public Optional<String> problem(CrlContent crl) {
        return CrlLifetime.lastsBeyond(crl, Period.ofDays(10))
                ? Optional.of(
                        "More than ten days of validity are too many, unless the CRL tells of CA certificates only.")
                : Optional.empty();
    }
}
