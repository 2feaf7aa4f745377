package org.signet.ca.watch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: messages that were tried, and that no mail server took. */
public interface UndeliveredStore {
    /**
     * The newest, latest first.
     *
     * @param since those that were given up before are left out
     */
    List<Undelivered> undelivered(Instant since, int limit);

    /** How many of them can still be tried. */
    long stuck();

    /** Empty if it was sent, or there is none of that number. */
    Optional<Undelivered> findUndelivered(long id);

    /**
     * Makes it due now, whether it waits or was given up.
     *
     * @return false if its text is gone
     */
    boolean tryAgain(long id, Instant now);

    /**
     * Ends it, and forgets its text.
     *
     * @return false if that is gone already
     */
    boolean end(long id, Instant now);
}
