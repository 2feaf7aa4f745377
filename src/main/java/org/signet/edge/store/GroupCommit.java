package org.signet.edge.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
 */
public final class GroupCommit implements Transactions, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int MAX_GROUP = 256;
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
            return waiting.offer(unit, 10, java.util.concurrent.TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run() {
        List<Unit<?>> group = new ArrayList<>();
        while (!closed || !waiting.isEmpty()) {
            try {
                group.clear();
                group.add(waiting.take());
                waiting.drainTo(group, MAX_GROUP - 1);
                commit(group);
            } catch (InterruptedException e) {
                // Only close() interrupts; the loop's condition ends it once nothing waits.
                Thread.interrupted();
            } catch (RuntimeException e) {
                LOG.error("a group of {} changes was not stored", group.size(), e);
                group.forEach(unit -> unit.fail(e));
            }
        }
    }

    private void commit(List<Unit<?>> group) {
        try (Handle handle = jdbi.open()) {
            Connection connection = handle.getConnection();
            connection.setAutoCommit(false);
            current.set(handle);
            try {
                for (Unit<?> unit : group) {
                    unit.run(connection);
                }
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                current.remove();
                connection.setAutoCommit(true);
            }
            if (group.stream().anyMatch(unit -> unit.durable)) {
                disk.sync();
            }
            group.forEach(Unit::answer);
        } catch (SQLException e) {
            throw new IllegalStateException("the database refused a change", e);
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
