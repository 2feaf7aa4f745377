package org.signet.ca.audit;

import java.util.function.Supplier;
import org.signet.model.Outcome;
import org.signet.model.RefusedException;

/**
 * Port: runs units of work against the store, each whole or not at all, one after the other, on all nodes. A unit that throws is undone
 * and its exception reaches the caller. A unit begun inside another joins it. Units must be short: no signing, hashing of
 * passwords or network in them.
 */
public interface Transactions {

    /** Runs the work and returns when its change is on disk: it survives the process and the power. */
    <T> T durable(Supplier<T> work);

    /**
     * Runs the work and returns when its change stands before every later one: no later change is ever stored without it.
     * For what must be known before, but is not yet answered: the intent to sign.
     */
    <T> T ordered(Supplier<T> work);

    /**
     * The same for work that need not wait for its turn among several nodes: whatever two nodes must not both do there is kept from them by the keys
     * of its rows, and nothing that it looks at decides otherwise. Where that stops it, it is done again in its turn, so it must bear being begun twice.
     */
    default Transactions beside() {
        return this;
    }

    /** As {@link #durable}, with a {@link RefusedException} of the work as a refused outcome. */
    default <T> Outcome<T> attempt(Supplier<T> work) {
        try {
            return Outcome.ok(durable(work));
        } catch (RefusedException e) {
            return Outcome.refused(e.refusal());
        }
    }
}
