package org.signet.model;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A validity period, both ends inclusive and in whole seconds (RFC 5280 §4.1.2.5). */
public record Validity(Instant notBefore, Instant notAfter) {
    public Validity {
        notBefore = notBefore.truncatedTo(ChronoUnit.SECONDS);
        notAfter = notAfter.truncatedTo(ChronoUnit.SECONDS);
        if (notAfter.isBefore(notBefore)) {
            throw new IllegalArgumentException("notAfter lies before notBefore");
        }
    }

    public boolean contains(Instant moment) {
        return !moment.isBefore(notBefore) && !moment.isAfter(notAfter);
    }

    /** The length with both end seconds counted, as the S/MIME Baseline Requirements §6.3.2 count it. */
    public Duration length() {
        return Duration.between(notBefore, notAfter).plusSeconds(1);
    }

    /** The same start, ending no later than {@code limit}. */
    public Validity within(Validity limit) {
        return notAfter.isAfter(limit.notAfter) ? new Validity(notBefore, limit.notAfter) : this;
    }
}
