package org.signet.ca.audit;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.signet.model.Actor;

/** Has the whole log followed, one run at a time on each node, beside whatever else is done; what was found last is kept for all nodes. */
public final class Verifications {
    /** So long somebody waits for a short log's end. */
    private static final long PATIENCE_MILLIS = 3_000;

    private final AuditLog log;
    private final AuditStore store;
    private final Transactions transactions;
    private final Clock clock;
    private final AtomicReference<Run> current = new AtomicReference<>();

    public Verifications(AuditLog log, AuditStore store, Transactions transactions, Clock clock) {
        this.log = log;
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * How far a run is.
     *
     * @param done the place of the entry that it is at
     * @param all that of the last entry when it began
     */
    public record Progress(long done, long all) {}

    private final class Run extends Thread {
        private final Actor actor;
        private final long all = log.last();
        private volatile long done;

        Run(Actor actor) {
            super("audit-verification");
            setDaemon(true);
            this.actor = actor;
        }

        @Override
        public void run() {
            try {
                AuditLog.Verdict verdict = log.verify(List.of(), entry -> done = entry.place());
                Verification found = new Verification(
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        actor.name(),
                        verdict.written(),
                        verdict.broken());
                transactions.durable(() -> {
                    store.setVerification(found);
                    return null;
                });
            } finally {
                current.set(null);
            }
        }
    }

    public Optional<Verification> latest() {
        return store.verification();
    }

    /** Of the run under way on this node. */
    public Optional<Progress> running() {
        return Optional.ofNullable(current.get()).map(run -> new Progress(run.done, run.all));
    }

    /** Begins a run unless one is under way, and waits a moment for its end. */
    public void begin(Actor actor) {
        Run run = new Run(actor);
        if (!current.compareAndSet(null, run)) {
            return;
        }
        run.start();
        try {
            run.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
