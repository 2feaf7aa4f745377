package org.signet.crypto.lint.crl;

import java.util.Optional;
import org.signet.crypto.x509.CrlContent;

/** A CRL is of version 2: only that version carries extensions. */
final class CrlVersion implements CrlRule {
    @Override
    public String citation() {
        return "RFC 5280 §5.1.2.1";
    }

    @Override
    public Optional<String> problem(CrlContent crl) {
        int version = crl.asn1().getVersionNumber();
        return version == 2 ? Optional.empty() : Optional.of("The CRL is of version " + version + ", not 2.");
    }
}
