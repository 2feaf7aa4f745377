package org.signet.ca.watch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: what is not good now, and what was told of it; shared by all nodes, so that none tells it again. */
public interface AlarmStore {
    List<Standing> all();

    void save(Standing standing);

    void delete(Subject subject);

    /**
     * Something that is not good, or was not at the last look but one.
     *
     * @param bad in how many rounds in a row it was not good; counted to two
     * @param good in how many rounds in a row it was good again; counted to two
     * @param told when it was mailed last, and as how bad; empty if it was not yet
     */
    record Standing(Subject subject, Level level, Instant since, int bad, int good, Optional<Told> told) {}

    record Told(Instant at, Level level) {}
}
