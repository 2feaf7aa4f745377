package org.signet.edge.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.signet.ca.audit.Transactions;
import org.signet.model.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs units of work one after the other on one connection, and commits all that wait as one: they share the commit and
 * the disk sync. Each has a savepoint of its own, so one that fails takes nothing with it. While a group is on its way to
 * the disk the next one gathers; so the group grows with the load and a lone caller does not wait for others.
 *
 * <p>An ordered unit is answered before the commit. Whatever follows from it can only be stored in the same transaction or
 * a later one, so if it is lost, all that follows from it is lost too, before anybody was answered.
 */
public final class GroupCommit implements Transactions, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int MAX_GROUP = 256;
    private static final int OPEN_MILLIS = 3;
    private static final int MAX_WAITING = 4096;

    private final Jdbi jdbi;
    private final DiskSync disk;
    private final BlockingQueue<Unit<?>> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final ThreadLocal<Handle> current = new ThreadLocal<>();
    private final Thread writer;
    private volatile boolean closed;

    GroupCommit(DataSource source, DiskSync disk) {
        this.jdbi = Jdbi.create(source);
        this.disk = disk;
        this.writer = new Thread(this::run, "group-commit");
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public <T> T durable(Supplier<T> work) {
        return submit(new Unit<>(work, true));
    }

    @Override
    public <T> T ordered(Supplier<T> work) {
        return submit(new Unit<>(work, false));
    }

    /** The handle of the unit of work that runs on this thread; null outside. */
    Handle current() {
        return current.get();
    }

    /** Disk syncs so far, for measurements. */
    public long syncs() {
        return disk.count();
    }

    private <T> T submit(Unit<T> unit) {
        if (current.get() != null) {
            return unit.work.get();
        }
        if (closed || !offer(unit)) {
            throw new IllegalStateException("the store is closing or far behind; try again later");
        }
        try {
            return unit.answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private boolean offer(Unit<?> unit) {
        try {
            return waiting.offer(unit, 10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run() {
        while (!closed || !waiting.isEmpty()) {
            try {
                commit(waiting.take());
            } catch (InterruptedException e) {
                // Only close() interrupts; the loop's condition ends it once nothing waits.
                Thread.interrupted();
            } catch (RuntimeException | SQLException e) {
                LOG.error("a group of changes was not stored", e);
            }
        }
    }

    /** One transaction: the first unit, all that wait, and those that come while it is open. */
    private void commit(Unit<?> first) throws SQLException {
        List<Unit<?>> group = new ArrayList<>();
        try (Handle handle = jdbi.open()) {
            Connection connection = handle.getConnection();
            connection.setAutoCommit(false);
            current.set(handle);
            try {
                for (Unit<?> unit = first; unit != null; unit = next(group)) {
                    unit.run(connection);
                    if (unit.durable) {
                        group.add(unit);
                    } else {
                        unit.answer();
                    }
                }
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                current.remove();
                connection.setAutoCommit(true);
            }
            if (!group.isEmpty()) {
                disk.sync();
            }
            group.forEach(Unit::answer);
        } catch (SQLException | RuntimeException e) {
            IllegalStateException broken = new IllegalStateException("the store did not take a change", e);
            group.forEach(unit -> unit.fail(broken));
            throw e;
        }
    }

    /**
     * The next unit of this transaction, null to end it: at once where a durable unit waits for its answer and no other
     * unit is there, else after a moment in which the durable unit that mostly follows an ordered one may come.
     */
    private Unit<?> next(List<Unit<?>> group) {
        if (group.size() >= MAX_GROUP) {
            return null;
        }
        try {
            return group.isEmpty() ? waiting.poll(OPEN_MILLIS, TimeUnit.MILLISECONDS) : waiting.poll();
        } catch (InterruptedException e) {
            return null;
        }
    }

    @Override
    public void close() {
        closed = true;
        writer.interrupt();
        try {
            writer.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Unit<T> {
        private final Supplier<T> work;
        private final boolean durable;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private T value;
        private RuntimeException failure;

        Unit(Supplier<T> work, boolean durable) {
            this.work = work;
            this.durable = durable;
        }

        void run(Connection connection) throws SQLException {
            var before = connection.setSavepoint();
            try {
                value = work.get();
            } catch (RefusedException e) {
                connection.rollback(before);
                failure = e;
            } catch (RuntimeException e) {
                connection.rollback(before);
                failure = e;
                LOG.warn("a change was undone: {}", e.toString());
            }
        }

        void answer() {
            if (failure == null) {
                answer.complete(value);
            } else {
                answer.completeExceptionally(failure);
            }
        }

        void fail(RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }
}
