package org.signet.edge.http.limit;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The limits that count on all nodes together: those that guard something, as tries at secrets, mails, certificates, and addresses that are looked up. What
 * only spares the machine that does the work is a {@link RateLimit} of each node's own.
 *
 * <p>A node decides by what it knows, at once, and never waits for the database. Once a second it tells of the callers who have taken a quarter of a
 * limit since it last told of them, and learns what they took elsewhere; so a harmless request writes nothing. In between each node lets
 * through what one node may, but that is owed: nobody is let in before it has dripped back, so over the time all nodes let through what one would.
 * While the database is away each node counts alone. Without other nodes nothing is told.
 */
public final class RateLimits {
    private static final Logger LOG = LoggerFactory.getLogger(RateLimits.class);

    private final Optional<? extends Totals> others;
    private final Clock clock;
    private final Map<String, RateLimit> shared = new ConcurrentHashMap<>();
    private boolean alone;

    /** @param others empty where no other node is */
    public RateLimits(Optional<? extends Totals> others, Clock clock) {
        this.others = others;
        this.clock = clock;
    }

    /**
     * As {@link RateLimit}, on all nodes together.
     *
     * @param name by which nodes mean the same one
     */
    public RateLimit shared(String name, int burst, Duration drip) {
        return shared.computeIfAbsent(name, fresh -> new RateLimit(burst, drip, clock));
    }

    /** Tells the other nodes, and learns from them. For one caller, once a second. */
    public void exchange() {
        others.ifPresent(totals -> {
            try {
                shared.forEach((name, limit) -> limit.exchange(name, totals));
                alone = false;
            } catch (RuntimeException e) {
                // Whatever it is, the doors stay open; it is told once, not each second.
                if (!alone) {
                    LOG.warn("limits are counted by this node alone for now: {}", e.toString());
                }
                alone = true;
            }
        });
    }
}
