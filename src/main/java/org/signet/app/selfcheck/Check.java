package org.signet.app.selfcheck;

import java.util.List;
import java.util.function.Consumer;
import org.signet.ca.watch.Observation;

/** Looks at one kind of thing. */
public interface Check {
    /** Stable name, which its observations carry. */
    String name();

    /**
     * What it sees now; at least one observation a thing. It may throw: that is told as an observation too.
     *
     * @param progress told what it is busy with, if that takes time
     */
    List<Observation> look(Consumer<String> progress);
}
