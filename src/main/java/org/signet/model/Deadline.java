package org.signet.model;

import java.time.Duration;
import java.time.Instant;

/**
 * When something that holds for a time ends: a session, a mailed link.
 *
 * @param span for how long it holds from its beginning, at most
 */
public record Deadline(Instant end, Duration span) {
    /** By which the clocks of two nodes may differ. */
    private static final Duration SLACK = Duration.ofMinutes(5);

    /** Whether it holds then. What ends later than anything that begins then was begun by a clock that was wrong, and would hold for too long. */
    public boolean holds(Instant now) {
        return now.isBefore(end) && !end.isAfter(latest(now, span));
    }

    /** The latest end of what holds so long and began by then. */
    public static Instant latest(Instant now, Duration span) {
        return now.plus(span).plus(SLACK);
    }
}
