package org.signet.edge.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The embedded database in the data folder. A command beside a running server opens the same file through it: H2's mixed
 * mode, bound to loopback and opened by a secret in a file that only the folder's owner can read.
 */
public final class Database implements AutoCloseable {
    private static final int ALREADY_OPEN = 90020;
    private static final String OPTIONS = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
            // Without this H2 loses commits that it acknowledged when its process is killed.
            + ";WRITE_DELAY=0"
            // Room for every statement that an issuance runs, so that none is parsed twice.
            + ";QUERY_CACHE_SIZE=64"
            + ";AUTO_SERVER=TRUE";

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final GroupCommit units;

    private Database(HikariDataSource pool, GroupCommit units) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        this.units = units;
    }

    /** The world is broken: the database cannot be opened. The message says what to do. */
    public static final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Opens or creates the database {@code NAME.mv.db} and brings its schema up to date. */
    public static Database open(Path folder, String name) {
        System.setProperty("h2.bindAddress", "127.0.0.1");
        Path file = folder.toAbsolutePath().resolve(name);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:file:" + file + OPTIONS);
        config.setUsername("signet");
        config.setPassword("");
        config.setMaximumPoolSize(16);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(10_000);
        HikariDataSource pool = null;
        try {
            pool = new HikariDataSource(config);
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(pool)
                    .locations("classpath:db")
                    .load()
                    .migrate();
            return new Database(pool, new GroupCommit(pool, new DiskSync(Path.of(file + ".mv.db"))));
        } catch (FlywayException | com.zaxxer.hikari.pool.HikariPool.PoolInitializationException e) {
            if (pool != null) {
                pool.close();
            }
            throw new Unavailable(explain(e, folder), e);
        }
    }

    private static String explain(Throwable failure, Path folder) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == ALREADY_OPEN) {
                return "The database in " + folder + " is locked by another program; end that program and try again.";
            }
        }
        return "The database in " + folder
                + " cannot be opened. Check that the disk is not full and the folder is yours to write: "
                + failure.getMessage();
    }

    /** Runs a reading on the unit of work in progress on this thread, or on a connection of its own. */
    <T> T with(Function<Handle, T> work) {
        Handle current = units.current();
        return current != null ? work.apply(current) : jdbi.withHandle(work::apply);
    }

    /** Runs a change, which must be part of a unit of work. */
    <T> T change(Function<Handle, T> work) {
        Handle current = units.current();
        if (current == null) {
            throw new IllegalStateException("a change outside of a unit of work");
        }
        return work.apply(current);
    }

    public GroupCommit transactions() {
        return units;
    }

    /** Throws if the database does not answer. */
    public void ping() {
        jdbi.withHandle(handle -> handle.select("select 1").mapTo(Integer.class).one());
    }

    @Override
    public void close() {
        units.close();
        pool.close();
    }
}
