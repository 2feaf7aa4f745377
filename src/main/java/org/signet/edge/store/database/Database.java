package org.signet.edge.store.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.h2.store.fs.FilePath;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.signet.model.Unavailable;

/**
 * The embedded database in the data folder. A command beside a running server opens the same file through it: H2's mixed
 * mode, bound to loopback and opened by a secret in a file that only the folder's owner can read.
 */
public final class Database implements AutoCloseable {
    private static final int ALREADY_OPEN = 90020;
    private static final int FILE_CORRUPTED = 90030;
    private static final String SCHEME = "jdbc:h2:" + SteadyFile.SCHEME + ":";
    private static final String OPTIONS = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
            // Without this H2 loses commits that it acknowledged when its process is killed.
            + ";WRITE_DELAY=0"
            // Larger pages: fewer of them to write at a commit, and each with less around it (measured: 5 % more
            // issuance).
            + ";PAGE_SIZE=16384"
            // Room for every statement that an issuance runs, so that none is parsed twice.
            + ";QUERY_CACHE_SIZE=64"
            // A kept result may be older than what another thread committed a moment ago, and tables would not agree.
            + ";OPTIMIZE_REUSE_RESULTS=0"
            // A writer waits for another process's group, which takes a moment at most.
            + ";LOCK_TIMEOUT=10000"
            // No trace file: it would hold what stands in rows.
            + ";TRACE_LEVEL_FILE=0"
            + ";AUTO_SERVER=TRUE";

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final GroupCommit units;

    private Database(HikariDataSource pool, GroupCommit units) {
        this.pool = pool;
        this.jdbi = discreet(pool);
        this.units = units;
    }

    /** Its exceptions tell the statement, never the arguments: they may be secrets, and exceptions are logged. */
    static Jdbi discreet(DataSource source) {
        Jdbi jdbi = Jdbi.create(source);
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
        System.setProperty("h2.bindAddress", "127.0.0.1");
        // H2 would look for an equal text for each that it reads from a page: a fifth of a look-up among a million
        // people.
        System.setProperty("h2.objectCache", "false");
        FilePath.register(new SteadyFile());
        Path file = folder.toAbsolutePath().resolve(name);
        prepare(folder, Path.of(file + ".mv.db"));
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(SCHEME + file + OPTIONS + ";CACHE_SIZE=" + cache());
        config.setUsername("signet");
        config.setPassword("");
        config.setMaximumPoolSize(16);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(10_000);
        config.setExceptionOverrideClassName(LostConnection.class.getName());
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

    /**
     * KiB of pages that are kept: a sixteenth of the heap, for they take several times as much as they count; and no more than
     * the index from which a CRL of 100,000 entries is written.
     */
    private static long cache() {
        return Math.min(64 << 10, Runtime.getRuntime().maxMemory() >> 14);
    }

    /** The folder is the owner's alone, since the file with the secret lies in it, and can be written. */
    private static void prepare(Path folder, Path file) {
        if (!Files.isDirectory(folder) || !Files.isWritable(folder) || Files.exists(file) && !Files.isWritable(file)) {
            throw new Unavailable(
                    "The database in " + folder + " cannot be written by this user. Give the folder and its files to"
                            + " the user that runs Signet.",
                    null);
        }
        try {
            if (Files.getOwner(folder).getName().equals(System.getProperty("user.name"))) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new Unavailable("The folder " + folder + " cannot be made private: " + e.getMessage(), e);
        }
    }

    private static String explain(Throwable failure, Path folder) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
            if (cause instanceof SQLException sql && sql.getErrorCode() == ALREADY_OPEN) {
                return "The database in " + folder + " is locked by another program; end that program and try again.";
            }
            if (cause instanceof SQLException sql && sql.getErrorCode() == FILE_CORRUPTED) {
                return "The database in " + folder
                        + " is damaged. Keep a copy of the folder and restore the newest backup.";
            }
        }
        return "The database in " + folder
                + " cannot be opened. Check that the disk is not full and the folder is yours"
                + " to write; if both are so, it is damaged: restore the newest backup. (" + root.getMessage() + ")";
    }

    /** Begins a reading on another thread; what it gives is waited for, and thrown if it fails, when asked for. */
    public <T> Supplier<T> ahead(Supplier<T> reading) {
        CompletableFuture<T> answer = CompletableFuture.supplyAsync(reading);
        return () -> UnitOfWork.await(answer);
    }

    /** Runs a reading on the unit of work in progress on this thread, or on a connection of its own. */
    public <T> T with(Function<Handle, T> work) {
        Transaction current = units.current();
        return current != null ? work.apply(current.handle()) : jdbi.withHandle(work::apply);
    }

    /** Runs a change, which must be part of a unit of work. */
    public <T> T change(Function<Handle, T> work) {
        return work.apply(transaction().handle());
    }

    /** The transaction of the unit of work in progress on this thread. */
    public Transaction transaction() {
        Transaction current = units.current();
        if (current == null) {
            throw new IllegalStateException("a change outside of a unit of work");
        }
        return current;
    }

    public GroupCommit transactions() {
        return units;
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
