package org.signet.app.retention;

import java.util.function.Supplier;
import org.signet.ca.audit.Transactions;

/** Has something done before each unit of work and when it is stored: what throws there is a process that dies. */
record Around(Transactions next, Runnable before, Runnable after) implements Transactions {

    @Override
    public <T> T durable(Supplier<T> work) {
        before.run();
        T done = next.durable(work);
        after.run();
        return done;
    }

    @Override
    public <T> T ordered(Supplier<T> work) {
        return durable(work);
    }
}
