package org.signet.crypto.lint.crl;

import java.util.Optional;
import org.signet.crypto.lint.Rule;
import org.signet.crypto.x509.CrlContent;

/** One requirement on a CRL as a whole. A catalogue of these is {@link CrlLint}. */
interface CrlRule extends Rule {

    /** True if the rule speaks of CRLs about such certificates. */
    default boolean appliesTo(CrlScope scope) {
        return true;
    }

    /** What is wrong, in one sentence; empty if the rule is kept. */
    Optional<String> problem(CrlContent crl);
}
