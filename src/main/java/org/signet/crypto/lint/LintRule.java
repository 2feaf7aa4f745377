package org.signet.crypto.lint;

import java.util.Optional;
import org.signet.crypto.x509.CertificateContent;

/** One requirement on certificates. A catalogue of these is {@link Lint}. */
public interface LintRule extends Rule {

    /** True if the rule speaks of that kind of certificate. */
    boolean appliesTo(CertificateContent certificate, CertificateKind kind);

    /** What is wrong, in one sentence; empty if the rule is kept. */
    Optional<String> problem(CertificateContent certificate);
}
