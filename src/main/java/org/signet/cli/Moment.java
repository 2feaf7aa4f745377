package org.signet.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.TypeConversionException;

/** A moment as people read it: UTC, to the second. */
final class Moment {
    private Moment() {}

    /** A moment that was given: a date, whose first second it is, or a date with a time, in UTC. */
    record Given(Instant moment) {
        static Given parse(String text) {
            try {
                return new Given(
                        text.length() <= "2026-01-31".length()
                                ? LocalDate.parse(text)
                                        .atStartOfDay(ZoneOffset.UTC)
                                        .toInstant()
                                : Instant.parse(text));
            } catch (DateTimeException e) {
                throw new TypeConversionException(
                        "a moment is written as 2026-01-31 or 2026-01-31T12:00:00Z, not " + text + ".");
            }
        }
    }

    static String text(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
