package org.signet.app.selfcheck;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.signet.ca.watch.Round.Reach;

/**
 * When to look through the network: every hour, not at the same minute on every node; again soon after something was not
 * good, so that a second look tells what lasts from what passed.
 */
public final class Sweeps {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration AGAIN = Duration.ofMinutes(5);
    private static final int JITTER_SECONDS = 600;

    private final Rounds rounds;
    private final Clock clock;
    private final SecureRandom random;
    private Instant next;

    public Sweeps(Rounds rounds, Clock clock, SecureRandom random) {
        this.rounds = rounds;
        this.clock = clock;
        this.random = random;
        // Not while the server and what stands before it still start.
        this.next = clock.instant().plusSeconds(30);
    }

    /** Looks if it is time. */
    public synchronized void tick() {
        Instant now = clock.instant();
        // A turn that lies further ahead than any does was set by a clock that was wrong.
        if (now.isBefore(next) && !next.isAfter(now.plus(HOUR).plusSeconds(JITTER_SECONDS))) {
            return;
        }
        rounds.onSchedule(Reach.NETWORK);
        boolean good = rounds.latest().stream()
                .filter(round -> round.reach() == Reach.NETWORK)
                .allMatch(round -> round.troubles().isEmpty());
        next = clock.instant().plus(good ? HOUR : AGAIN).plusSeconds(good ? random.nextInt(JITTER_SECONDS) : 0);
    }
}
