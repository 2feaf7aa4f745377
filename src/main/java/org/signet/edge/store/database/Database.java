package org.signet.edge.store.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.signet.model.Unavailable;

/** The CA's tables: in a file of the data folder, or on a PostgreSQL server. */
public final class Database implements AutoCloseable {
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final GroupCommit units;
    private final Engine engine;

    private Database(HikariDataSource pool, GroupCommit units, Engine engine) {
        this.engine = engine;
        this.pool = pool;
        this.jdbi = discreet(pool);
        this.units = units;
    }

    /**
     * Its exceptions tell the statement, never the arguments: they may be secrets, and exceptions are logged. PostgreSQL keeps no U+0000: each stands as
     * the replacement character, whichever engine it is, so that a text that holds one is looked for in vain and kept whole but for it.
     */
    static Jdbi discreet(DataSource source) {
        Jdbi jdbi = Jdbi.create(source);
        jdbi.registerArgument(new AbstractArgumentFactory<String>(Types.VARCHAR) {
            @Override
            protected Argument build(String text, ConfigRegistry config) {
                return (position, statement, context) -> statement.setString(position, text.replace('\0', '\uFFFD'));
            }
        });
        jdbi.configure(
                StatementExceptions.class,
                exceptions -> exceptions.setMessageRendering(e ->
                        e.getShortMessage() + " in: " + e.getStatementContext().getRawSql()));
        return jdbi;
    }

    /**
     * Opens or creates the database {@code NAME.mv.db} and brings its schema up to date.
     *
     * @throws Unavailable if it cannot be opened
     */
    public static Database open(Path folder, String name) {
        return open(new H2File(folder, name, true), true, Schema::update);
    }

    /** The same, but refused while another process has it open, and closed to others from then on. */
    public static Database alone(Path folder, String name) {
        return open(new H2File(folder, name, false), true, Schema::update);
    }

    /**
     * Connects to a server's database and brings its schema up to date.
     *
     * @throws Unavailable if that cannot be
     */
    public static Database connect(PostgreSql server) {
        return open(server, true, Schema::update);
    }

    /** The same, where a CA is yet to be moved to. */
    public static Database target(PostgreSql server) {
        return open(server, false, Schema::update);
    }

    /** Where a backup is to be put that was made when that was the last change of the schema. */
    public static Database target(Optional<PostgreSql> server, Path folder, String name, int schema) {
        return open(engine(server, folder, name), false, (of, pool) -> Schema.update(of, pool, schema));
    }

    /** The same, brought up to date, and with a chain of the log for this node. */
    public static Database target(Optional<PostgreSql> server, Path folder, String name) {
        return open(engine(server, folder, name), false, (engine, pool) -> {
            Schema.update(engine, pool);
            discreet(pool).useHandle(handle -> AuditTail.begin(handle, engine.chain()));
        });
    }

    private static Engine engine(Optional<PostgreSql> server, Path folder, String name) {
        return server.isPresent() ? server.get() : new H2File(folder, name, false);
    }

    /** What makes the tables as they must be. */
    private interface Making {
        void update(Engine engine, DataSource pool) throws SQLException;
    }

    /** @param whole whether what was moved there must be there wholly */
    private static Database open(Engine engine, boolean whole, Making schema) {
        HikariConfig config = engine.connections();
        config.setMaximumPoolSize(16);
        config.setMinimumIdle(1);
        HikariDataSource pool = null;
        try {
            pool = new HikariDataSource(config);
            engine.check(pool);
            schema.update(engine, pool);
            if (whole) {
                discreet(pool).useHandle(handle -> begin(handle, engine));
            }
            return new Database(pool, new GroupCommit(pool, engine.disk(), engine.chain(), engine.isShared()), engine);
        } catch (SQLException | FlywayException | HikariPool.PoolInitializationException e) {
            if (pool != null) {
                pool.close();
            }
            throw new Unavailable(engine.explain(e), e);
        } catch (RuntimeException e) {
            if (pool != null) {
                pool.close();
            }
            throw e;
        }
    }

    /** This node takes its place among those that write the log. */
    private static void begin(Handle handle, Engine engine) {
        if (Schema.isBeingFilled(handle)) {
            throw new Unavailable(
                    "A move or a restore into this database was begun and not ended; run \"signet migrate-to\" or"
                            + " \"signet restore\" again.",
                    null);
        }
        AuditTail.begin(handle, engine.chain());
    }

    /** Begins a reading on another thread; what it gives is waited for, and thrown if it fails, when asked for. */
    public <T> Supplier<T> ahead(Supplier<T> reading) {
        CompletableFuture<T> answer = CompletableFuture.supplyAsync(reading);
        return () -> UnitOfWork.await(answer);
    }

    /** Runs a reading on the unit of work in progress on this thread, or on a connection of its own. */
    public <T> T with(Function<Handle, T> work) {
        Transaction current = units.current();
        return current != null ? work.apply(current.handle()) : reached(() -> jdbi.withHandle(work::apply));
    }

    /** Runs a reading whose rows come as they are asked for: PostgreSQL sends them so within a transaction only. */
    public <T> T stream(Function<Handle, T> work) {
        Transaction current = units.current();
        return current != null ? work.apply(current.handle()) : reached(() -> jdbi.inTransaction(work::apply));
    }

    private static <T> T reached(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (RuntimeException e) {
            throw LostConnection.is(e) ? new Unavailable("The database cannot be reached.", e) : e;
        }
    }

    /** Runs readings of which each sees every table as it is at one moment; others go on writing meanwhile. Rows come as they are asked for. */
    public <T> T oneMoment(Function<Handle, T> readings) {
        try (Handle handle = jdbi.open()) {
            rowsAsAsked(handle, true);
            try {
                // The level at which both engines show one moment's rows of every table: H2 at a lower one takes each
                // table's own.
                return handle.inTransaction(TransactionIsolationLevel.SERIALIZABLE, readings::apply);
            } finally {
                rowsAsAsked(handle, false);
            }
        }
    }

    private void rowsAsAsked(Handle handle, boolean asked) {
        if (engine.keepsRows()) {
            handle.execute("set lazy_query_execution " + asked);
        }
    }

    /** Runs a change, which must be part of a unit of work. */
    public <T> T change(Function<Handle, T> work) {
        return work.apply(transaction().handle());
    }

    /**
     * Keeps other nodes that claim the same from going on until the unit of work in progress ends. Nothing outside of one, and where the log's head
     * keeps all others waiting already.
     */
    public void claim(String what) {
        Transaction current = units.current();
        if (current != null) {
            engine.claim(current.handle(), what);
        }
    }

    /** The transaction of the unit of work in progress on this thread. */
    public Transaction transaction() {
        Transaction current = units.current();
        if (current == null) {
            throw new IllegalStateException("a change outside of a unit of work");
        }
        return current;
    }

    /** Whether other nodes may work on it. */
    public boolean isShared() {
        return engine.isShared();
    }

    public GroupCommit transactions() {
        return units;
    }

    /** From now on open until it is closed, also while the process ends. */
    public void keepOpenAtExit() {
        H2File.keepOpenAtExit();
    }

    /** Throws if the database does not take a change. */
    public void ping() {
        units.durable(() -> null);
    }

    @Override
    public void close() {
        units.close();
        pool.close();
    }
}
