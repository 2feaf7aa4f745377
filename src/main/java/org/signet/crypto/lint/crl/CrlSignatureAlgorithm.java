package org.signet.crypto.lint.crl;

import java.util.Optional;
import org.signet.crypto.lint.AlgorithmForm;
import org.signet.crypto.x509.CrlContent;

/** The signature algorithm is one we use, its parameters NULL for RSA and absent for ECDSA. */
final class CrlSignatureAlgorithm implements CrlRule {
    @Override
    public String citation() {
        return "S/MIME BR §7.1.3.2; RFC 4055 §5; RFC 5758 §3.2";
    }

    @Override
    public Optional<String> problem(CrlContent crl) {
        return AlgorithmForm.problem(crl.asn1().getSignature());
    }
}
