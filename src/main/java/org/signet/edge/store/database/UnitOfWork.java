package org.signet.edge.store.database;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.signet.model.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that one caller had done in a transaction that it may share with others, and the answer it waits for. */
final class UnitOfWork<T> {
    private static final Logger LOG = LoggerFactory.getLogger(UnitOfWork.class);

    /** SQL states of what another node did or does at the same moment: a key that is taken, a circle of waiting. */
    private static final Set<String> CONFLICTS = Set.of("23505", "40P01", "40001");

    private final Supplier<T> work;
    private final boolean durable;
    private boolean alone;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private T value;
    private Throwable failure;

    /** @param alone whether no other node may be at such a unit meanwhile */
    UnitOfWork(Supplier<T> work, boolean durable, boolean alone) {
        this.work = work;
        this.durable = durable;
        this.alone = alone;
    }

    boolean isAlone() {
        return alone;
    }

    /** Whether its caller waits for the disk. */
    boolean isDurable() {
        return durable;
    }

    /** @return whether it came to an end; else it is to be run again, alone */
    boolean run(Transaction transaction) throws SQLException {
        try {
            value = transaction.whole(work);
        } catch (RefusedException e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            if (!alone && isConflict(e)) {
                alone = true;
                return false;
            }
            failure = e;
            LOG.warn("a change was undone: {}", e.toString());
        }
        return true;
    }

    private static boolean isConflict(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && CONFLICTS.contains(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** Tells the caller how its work ended. */
    void answer() {
        if (failure == null) {
            answer.complete(value);
        } else {
            answer.completeExceptionally(failure);
        }
    }

    void fail(Throwable e) {
        answer.completeExceptionally(e);
    }

    T await() {
        return await(answer);
    }

    /** The answer; what went wrong is thrown as it was. */
    static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
