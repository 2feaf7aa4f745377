package org.signet.crypto.lint;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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

    /**
     * The day, in UTC, since which the requirement holds: what was signed before is not judged by it. That of the publication
     * which the citation names first, unless a later edition brought it.
     */
    default LocalDate effective() {
        return Publication.cited(citation()).effective();
    }

    /** Whether the requirement held already when something was signed. */
    default boolean inForce(Instant signed) {
        return !signed.isBefore(effective().atStartOfDay(ZoneOffset.UTC).toInstant());
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
