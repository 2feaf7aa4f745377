package org.signet.crypto.lint;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.signet.model.Finding;
import org.signet.model.Severity;

/** A requirement, whatever it is a requirement on. */
public interface Rule {

    /** Stable name, lower case with hyphens: the class's own name. */
    default String code() {
        return getClass().getSimpleName().replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** Where the requirement stands, for example {@code RFC 5280 §4.1.2.2}. */
    String citation();

    default Severity severity() {
        return Severity.ERROR;
    }

    /** What the look found, as a finding of this rule. What cannot be read at all is an error, whatever the rule's severity. */
    default Optional<Finding> finding(Supplier<Optional<String>> look) {
        try {
            return look.get().map(problem -> new Finding(severity(), code(), citation(), problem));
        } catch (RuntimeException malformed) {
            return Optional.of(
                    new Finding(Severity.ERROR, code(), citation(), "What this rule looks at is malformed."));
        }
    }
}
