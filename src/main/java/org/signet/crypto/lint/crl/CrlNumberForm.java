package org.signet.crypto.lint.crl;

import java.math.BigInteger;
import java.util.Optional;
import org.signet.crypto.x509.CrlContent;

/** The CRL has a number, not negative and of at most 20 octets, so that clients know which of two is newer. */
final class CrlNumberForm implements CrlRule {
    private static final int OCTETS = 20;

    @Override
    public String citation() {
        return "RFC 5280 §5.2.3";
    }

    @Override
    public Optional<String> problem(CrlContent crl) {
        if (crl.number().isEmpty()) {
            return Optional.of("There is no cRLNumber.");
        }
        BigInteger number = crl.number().get();
        return number.signum() >= 0 && number.toByteArray().length <= OCTETS
                ? Optional.empty()
                : Optional.of("The cRLNumber is negative or has more than 20 octets.");
    }
}
