package org.signet.crypto.lint;

import java.util.Optional;
import org.signet.crypto.x509.CertificateContent;
import org.signet.model.Severity;

/** One requirement on certificates. A catalogue of these is {@link Lint}. */
public interface LintRule {

    /** Stable name, lower case with hyphens: the class's own name. */
    default String code() {
        return getClass().getSimpleName().replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }

    /** Where the requirement stands, for example {@code RFC 5280 §4.1.2.2}. */
    String citation();

    default Severity severity() {
        return Severity.ERROR;
    }

    /** True if the rule speaks of that kind of certificate. */
    boolean appliesTo(CertificateContent certificate, CertificateKind kind);

    /** What is wrong, in one sentence; empty if the rule is kept. */
    Optional<String> problem(CertificateContent certificate);
}
