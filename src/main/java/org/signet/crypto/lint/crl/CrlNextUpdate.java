package org.signet.crypto.lint.crl;

import java.util.Optional;
import org.signet.crypto.x509.CrlContent;

/** A CRL says when the next one comes; without that, clients may hold it for ever. */
final class CrlNextUpdate implements CrlRule {
    @Override
    public String citation() {
        return "RFC 5280 §5.1.2.5";
    }

    @Override
    public Optional<String> problem(CrlContent crl) {
        return crl.nextUpdate().isPresent() ? Optional.empty() : Optional.of("There is no nextUpdate.");
    }
}
