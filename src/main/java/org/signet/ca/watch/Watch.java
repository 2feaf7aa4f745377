package org.signet.ca.watch;

import java.util.Comparator;
import java.util.List;

/** Whoever looks after this node's health. */
public interface Watch {
    /** The last round of each reach; empty before the first. */
    List<Round> latest();

    /** Whether a round is under way that somebody asked for. */
    boolean running();

    /** Begins a round of all checks, unless one is under way, and waits a few seconds for its end. */
    void begin();

    /** What was not good at the last look, the worst first. */
    default List<Observation> troubles() {
        return latest().stream()
                .flatMap(round -> round.troubles().stream())
                .sorted(Comparator.comparing(Observation::level).reversed())
                .toList();
    }
}
