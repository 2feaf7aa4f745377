package org.signet.edge.store.database;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;

/**
 * Which node does what is done once for all: CRLs, mail, reminders. It renews its claim while it lives; a node that is dead or cut off loses it, and
 * any other takes it. For a moment after a pause two may believe that it is theirs, so what they do must bear being done twice.
 */
public final class Duty implements AutoCloseable {
    /** So long after its last sign a node has lost it. */
    static final Duration LEASE = Duration.ofSeconds(20);

    /** A third of the lease, so that one lost attempt costs nothing. */
    public static final long RENEWAL_SECONDS = 6;

    /** Seconds by the database's clock. */
    private static final String NOW = "cast(extract(epoch from current_timestamp) as bigint)";

    private final Database database;
    private final String holder;
    private volatile long until = System.nanoTime();

    /** @param holder of this process alone */
    public Duty(Database database, String holder) {
        this.database = database;
        this.holder = holder;
    }

    /** Claims it, or claims it further. */
    public void renew() {
        long from = System.nanoTime();
        boolean ours = database.transactions().ordered(() -> database.change(this::claim));
        until = ours ? from + LEASE.toNanos() : from;
    }

    private boolean claim(Handle handle) {
        return handle.execute(
                        "update duty set holder = ?, until = " + NOW + " + ? where id = 1 and (holder = ? or until <= "
                                + NOW + ")",
                        holder,
                        LEASE.toSeconds(),
                        holder)
                == 1;
    }

    /** Whether this node is to do it now. */
    public boolean isOurs() {
        // A second less than the database allows: somebody else may count from when the claim arrived.
        return until - System.nanoTime() > TimeUnit.SECONDS.toNanos(1);
    }

    /** Another may take it at once. */
    @Override
    public void close() {
        if (isOurs()) {
            until = System.nanoTime();
            database.transactions()
                    .ordered(() -> database.change(
                            handle -> handle.execute("update duty set until = 0 where id = 1 and holder = ?", holder)));
        }
    }
}
