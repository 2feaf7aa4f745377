package org.signet.crypto.lint.crl;

import java.util.Optional;
import org.signet.crypto.lint.Octets;
import org.signet.crypto.x509.CrlContent;

/** What is signed is DER: encoded again, it gives the same octets. */
final class CrlEncoding implements CrlRule {
    @Override
    public String citation() {
        return "RFC 5280 §5.1.1.3; X.690 §10";
    }

    @Override
    public Optional<String> problem(CrlContent crl) {
        return Octets.areDer(crl.der().toArray(), crl.asn1())
                ? Optional.empty()
                : Optional.of("The CRL's content is not in DER.");
    }
}
