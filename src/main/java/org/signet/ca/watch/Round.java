package org.signet.ca.watch;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * One run through checks.
 *
 * @param checks the names of those that ran, also if they found nothing to look at
 * @param at when it ended
 */
public record Round(Reach reach, Instant at, Set<String> checks, List<Observation> observations) {

    /** How far checks look, which tells how often they can. */
    public enum Reach {
        /** At this machine and its records: every minute. */
        HERE,
        /** As a client, through a network that may be away for a moment: every hour. */
        NETWORK
    }

    public Round {
        checks = Set.copyOf(checks);
        observations = List.copyOf(observations);
    }

    public List<Observation> troubles() {
        return observations.stream()
                .filter(observation -> !observation.isGood())
                .sorted(Comparator.comparing(Observation::level).reversed())
                .toList();
    }

    public Level worst() {
        return observations.stream()
                .map(Observation::level)
                .max(Comparator.naturalOrder())
                .orElse(Level.GOOD);
    }
}
