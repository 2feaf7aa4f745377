package org.signet.crypto.lint.crl;

import java.util.Optional;
import org.signet.crypto.x509.CrlContent;

/** The next CRL comes after this one. */
final class CrlUpdateOrder implements CrlRule {
    @Override
    public String citation() {
        return "RFC 5280 §5.1.2.5, §6.3.3 a";
    }

    @Override
    public Optional<String> problem(CrlContent crl) {
        return crl.nextUpdate()
                .filter(next -> !next.isAfter(crl.thisUpdate()))
                .map(next -> "nextUpdate does not lie after thisUpdate.");
    }
}
