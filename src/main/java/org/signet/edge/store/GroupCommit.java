package org.signet.edge.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
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
import org.signet.model.Unavailable;
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
    private final Unit<?> last = new Unit<>(() -> null, false);
    private volatile boolean closed;
    private volatile boolean ended;

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
        Handle outer = current.get();
        if (outer != null) {
            return inner(outer.getConnection(), unit.work);
        }
        // A unit that comes while the writer ends is either failed by the writer or taken back here.
        if (closed || !offer(unit) || ended && waiting.remove(unit)) {
            throw closing();
        }
        try {
            return unit.answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static IllegalStateException closing() {
        return new IllegalStateException("the store is closing or far behind; try again later");
    }

    private static <T> T inner(Connection connection, Supplier<T> work) {
        try {
            return whole(connection, work);
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot undo a change", e);
        }
    }

    /** Runs the work; what it changed is undone if it throws. */
    private static <T> T whole(Connection connection, Supplier<T> work) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            undo(connection, before, e);
            throw e;
        }
    }

    private static void undo(Connection connection, Savepoint before, Throwable because) throws SQLException {
        try {
            connection.rollback(before);
        } catch (SQLException e) {
            e.addSuppressed(because);
            throw e;
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
                LOG.warn("nobody should interrupt the writer; it goes on");
            } catch (Throwable e) {
                // Whatever it is: a writer that ended would leave every caller waiting.
                LOG.error("a group of changes was not stored", e);
            }
        }
        ended = true;
        List<Unit<?>> late = new ArrayList<>();
        waiting.drainTo(late);
        late.forEach(unit -> unit.fail(closing()));
    }

    /** One transaction: the first unit, all that wait, and those that come while it is open. */
    private void commit(Unit<?> first) throws SQLException {
        List<Unit<?>> group = new ArrayList<>();
        group.add(first);
        try (Handle handle = jdbi.open()) {
            Connection connection = handle.getConnection();
            connection.setAutoCommit(false);
            current.set(handle);
            try {
                lock(handle);
                runAll(group, connection);
                connection.commit();
            } catch (SQLException | RuntimeException | Error e) {
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
        } catch (SQLException | RuntimeException | Error e) {
            Unavailable broken = new Unavailable("The database did not take a change; is its disk full?", e);
            group.forEach(unit -> unit.fail(broken));
            throw e;
        }
    }

    /** Runs the first unit and those that come; ordered ones are answered at once. */
    private void runAll(List<Unit<?>> group, Connection connection) throws SQLException {
        for (Unit<?> unit = group.get(0); unit != null; unit = next(group)) {
            unit.run(connection);
            if (!unit.durable) {
                unit.answer();
            }
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
        boolean answerWaits = group.stream().anyMatch(unit -> unit.durable);
        try {
            Unit<?> unit = answerWaits ? waiting.poll() : waiting.poll(OPEN_MILLIS, TimeUnit.MILLISECONDS);
            if (unit != null) {
                group.add(unit);
            }
            return unit;
        } catch (InterruptedException e) {
            return null;
        }
    }

    /**
     * One writer at a time, among processes too: a look before a change still holds when the change is made, and groups,
     * whose units touch rows in any order, never wait for each other in a circle.
     */
    private static void lock(Handle handle) {
        handle.select("select id from audit_head where id = 1 for update")
                .mapTo(Integer.class)
                .one();
    }

    @Override
    public void close() {
        closed = true;
        // Wakes a writer that waits. It is not interrupted: that would close the file under the database's feet.
        waiting.offer(last);
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
        private Throwable failure;

        Unit(Supplier<T> work, boolean durable) {
            this.work = work;
            this.durable = durable;
        }

        void run(Connection connection) throws SQLException {
            try {
                value = whole(connection, work);
            } catch (RefusedException e) {
                failure = e;
            } catch (RuntimeException | Error e) {
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

        void fail(Throwable e) {
            answer.completeExceptionally(e);
        }
    }
}
