package org.signet.ca.access;

import java.time.Instant;

/**
 * Wrong passwords in a row, from one side: from a browser that the account knows, or from all others together.
 *
 * @param last when the last of them was; null if there was none
 */
public record Failures(int count, Instant last) {
    public static final Failures NONE = new Failures(0, null);

    private static final int FREE = 5;
    private static final long MAX_WAIT_SECONDS = 900;

    /** Until when no password is looked at: after five failures 2, 4, 8 … seconds, at most a quarter of an hour. */
    public Instant waitUntil() {
        if (last == null || count < FREE) {
            return Instant.MIN;
        }
        return last.plusSeconds(Math.min(MAX_WAIT_SECONDS, 1L << Math.min(20, count - FREE + 1)));
    }

    /** Whether no password is looked at yet. What lies further ahead than any wait was counted by a clock that was wrong. */
    public boolean holdBack(Instant now) {
        return now.isBefore(waitUntil()) && !last.isAfter(now.plusSeconds(MAX_WAIT_SECONDS));
    }

    Failures oneMore(Instant now) {
        return new Failures(count + 1, now);
    }
}
