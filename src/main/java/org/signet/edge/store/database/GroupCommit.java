package org.signet.edge.store.database;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.signet.ca.audit.Transactions;
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
 *
 * <p>Where several nodes share the database, a unit has its turn among those of all of them, unless it was given as one that runs beside others. A
 * transaction takes the turn at its beginning only: one that holds rows and then waits could wait in a circle.
 */
public final class GroupCommit implements Transactions, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int MAX_GROUP = 256;
    private static final int OPEN_NANOS = 3_000_000;
    private static final int MAX_WAITING = 4096;

    private final Jdbi jdbi;
    private final Engine.Disk disk;
    private final String chain;
    private final boolean shared;
    private final BlockingQueue<UnitOfWork<?>> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final ThreadLocal<Transaction> current = new ThreadLocal<>();
    private final Thread writer;
    private final UnitOfWork<?> last = new UnitOfWork<>(() -> null, false, false);
    private final LongAdder units = new LongAdder();
    /** What begins the next transaction, since it may not join the one before; the writer's own. */
    private UnitOfWork<?> left;

    private volatile boolean closed;
    private volatile boolean ended;

    /**
     * @param chain that its log's entries belong to
     * @param shared whether other nodes may have other chains, so that the log's end does not keep them apart
     */
    GroupCommit(DataSource source, Engine.Disk disk, String chain, boolean shared) {
        this.jdbi = Database.discreet(source);
        this.disk = disk;
        this.chain = chain;
        this.shared = shared;
        this.writer = new Thread(this::run, "group-commit");
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public <T> T durable(Supplier<T> work) {
        return submit(work, true, shared);
    }

    @Override
    public <T> T ordered(Supplier<T> work) {
        return submit(work, false, shared);
    }

    @Override
    public Transactions beside() {
        return new Transactions() {
            @Override
            public <T> T durable(Supplier<T> work) {
                return submit(work, true, false);
            }

            @Override
            public <T> T ordered(Supplier<T> work) {
                return submit(work, false, false);
            }
        };
    }

    /** The transaction that runs on this thread; null outside. */
    Transaction current() {
        return current.get();
    }

    /** Units of work that were stored so far. */
    public long units() {
        return units.sum();
    }

    /** Disk syncs so far, for measurements. */
    public long syncs() {
        return disk.count();
    }

    private <T> T submit(Supplier<T> work, boolean durable, boolean alone) {
        Transaction outer = current.get();
        if (outer != null) {
            return joined(outer, work);
        }
        UnitOfWork<T> unit = new UnitOfWork<>(work, durable, alone || !shared);
        // A unit that comes while the writer ends is either failed by the writer or taken back here.
        if (closed || !offer(unit) || ended && waiting.remove(unit)) {
            throw closing();
        }
        return unit.await();
    }

    private static <T> T joined(Transaction outer, Supplier<T> work) {
        try {
            return outer.whole(work);
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot undo a change", e);
        }
    }

    private static Unavailable closing() {
        return new Unavailable("The database is closing or far behind; try again later.", null);
    }

    private boolean offer(UnitOfWork<?> unit) {
        try {
            return waiting.offer(unit, 10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run() {
        while (!closed || left != null || !waiting.isEmpty()) {
            try {
                UnitOfWork<?> unit = left == null ? waiting.take() : left;
                left = null;
                if (unit != last) {
                    commit(unit);
                }
            } catch (InterruptedException e) {
                LOG.warn("nobody should interrupt the writer; it goes on");
            } catch (Throwable e) {
                // Whatever it is: a writer that ended would leave every caller waiting.
                LOG.error("a group of changes was not stored: {}", e.toString());
            }
        }
        ended = true;
        List<UnitOfWork<?>> late = new ArrayList<>();
        waiting.drainTo(late);
        late.forEach(unit -> unit.fail(closing()));
    }

    /** One transaction: the first unit, all that wait, and those that come while it is open. */
    private void commit(UnitOfWork<?> first) throws SQLException {
        Group group = new Group();
        group.add(first);
        try {
            disk.demandRoom();
            store(group);
            if (group.durable > 0) {
                disk.sync();
            }
            units.add(group.units.size());
            group.units.forEach(UnitOfWork::answer);
        } catch (Unavailable full) {
            group.units.forEach(unit -> unit.fail(full));
            throw full;
        } catch (SQLException | RuntimeException | Error e) {
            Unavailable broken = new Unavailable(disk.trouble(), e);
            group.units.forEach(unit -> unit.fail(broken));
            throw e;
        }
    }

    private void store(Group group) throws SQLException {
        try (Handle handle = opened(group)) {
            Transaction transaction = new Transaction(handle, chain);
            current.set(transaction);
            try {
                for (UnitOfWork<?> unit = group.units.get(0); unit != null; unit = next(group, transaction)) {
                    if (shared && unit.isAlone()) {
                        transaction.takeTurn();
                    }
                    if (!unit.run(transaction)) {
                        group.units.remove(unit);
                        left = unit;
                        break;
                    }
                    if (!unit.isDurable()) {
                        unit.answer();
                    }
                }
                transaction.commit();
            } catch (SQLException | RuntimeException | Error e) {
                transaction.rollback();
                throw e;
            } finally {
                current.remove();
            }
        }
    }

    /** A connection. If there is none to be had, all that wait for one fail together: in turn, each would wait as long again. */
    private Handle opened(Group group) {
        try {
            return jdbi.open();
        } catch (ConnectionException nobodyThere) {
            waiting.drainTo(group.units);
            throw nobodyThere;
        }
    }

    /** The next unit of this transaction, null to end it. */
    private UnitOfWork<?> next(Group group, Transaction transaction) {
        if (group.units.size() >= MAX_GROUP) {
            return null;
        }
        try {
            UnitOfWork<?> unit = waiting.poll(group.patience(), TimeUnit.NANOSECONDS);
            if (unit == null || unit == last) {
                return null;
            }
            if (shared && unit.isAlone() && !transaction.isInTurn()) {
                left = unit;
                return null;
            }
            group.add(unit);
            return unit;
        } catch (InterruptedException e) {
            return null;
        }
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

    /** The units of one transaction. */
    private static final class Group {
        private final long end = System.nanoTime() + OPEN_NANOS;
        private final List<UnitOfWork<?>> units = new ArrayList<>();
        private int durable;
        private int expected;

        void add(UnitOfWork<?> unit) {
            units.add(unit);
            durable += unit.isDurable() ? 1 : 0;
            expected = Math.max(0, expected + (unit.isDurable() ? -1 : 1));
        }

        /**
         * How long to wait for one more unit, in nanoseconds: an ordered one is mostly followed by a durable one of the same
         * caller within a fraction of a millisecond; so as long as one is expected, a moment, else not at all.
         */
        long patience() {
            return expected > 0 ? end - System.nanoTime() : 0;
        }
    }
}
