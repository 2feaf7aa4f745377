package org.signet.crypto.lint.crl;

import java.util.Optional;
import org.signet.crypto.x509.CrlContent;

/** The algorithm beside the signature is the one within what is signed, octet by octet. */
final class CrlAlgorithmTwice implements CrlRule {
    @Override
    public String citation() {
        return "RFC 5280 §5.1.1.2, §5.1.2.2; S/MIME BR §7.1.3.2";
    }

    @Override
    public Optional<String> problem(CrlContent crl) {
        return crl.outerAlgorithm()
                .filter(outer -> !outer.equals(crl.asn1().getSignature()))
                .map(outer -> "The algorithm beside the signature is not the one in the signed content.");
    }
}
