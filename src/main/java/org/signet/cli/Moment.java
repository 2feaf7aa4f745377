package org.signet.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A moment as people read it: UTC, to the second. */
final class Moment {
    private Moment() {}

    static String text(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
