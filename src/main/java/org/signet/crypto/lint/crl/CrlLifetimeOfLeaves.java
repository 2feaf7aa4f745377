package org.signet.crypto.lint.crl;

import java.time.Period;
import java.util.Optional;
import org.signet.crypto.x509.CrlContent;

/** A CRL that tells of people's certificates is valid for ten days at most. */
final class CrlLifetimeOfLeaves implements CrlRule {
    @Override
    public String citation() {
        return "S/MIME BR §4.9.7";
    }

    @Override
    public boolean appliesTo(CrlScope scope) {
        return scope == CrlScope.LEAVES;
    }

    @Override
    public Optional<String> problem(CrlContent crl) {
        return CrlLifetime.lastsBeyond(crl, Period.ofDays(10))
                ? Optional.of("The CRL is valid for more than ten days.")
                : Optional.empty();
    }
}
