package org.signet.edge.store.database;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.signet.model.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that one caller had done in a transaction that it may share with others, and the answer it waits for. */
final class UnitOfWork<T> {
    private static final Logger LOG = LoggerFactory.getLogger(UnitOfWork.class);

    private final Supplier<T> work;
    private final boolean durable;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private T value;
    private Throwable failure;

    UnitOfWork(Supplier<T> work, boolean durable) {
        this.work = work;
        this.durable = durable;
    }

    /** Whether its caller waits for the disk. */
    boolean isDurable() {
        return durable;
    }

    void run(Transaction transaction) throws SQLException {
        try {
            value = transaction.whole(work);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
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

    /** The answer; what went wrong with the work itself is logged, where the caller's name for it is known. */
    T await() {
        try {
            return await(answer);
        } finally {
            if (failure != null && !(failure instanceof RefusedException)) {
                LOG.warn("a change was undone: {}", failure.toString());
            }
        }
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
