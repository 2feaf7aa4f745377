package org.signet.edge.store.database;

import com.zaxxer.hikari.HikariConfig;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.store.fs.FilePath;
import org.jdbi.v3.core.Handle;
import org.signet.ca.audit.AuditEntry;
import org.signet.model.Unavailable;

/**
 * The embedded database {@code NAME.mv.db} in the data folder. A command beside a running server opens the same file through it: H2's mixed
 * mode, bound to loopback and opened by a secret in a file that only the folder's owner can read.
 *
 * @param shared whether others may have it open too
 */
record H2File(Path folder, String name, boolean shared) implements Engine {
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
            + ";TRACE_LEVEL_FILE=0";

    /**
     * H2 closes its files when the process is told to end, under the feet of requests that are still answered. From now on that is left to
     * {@link Database#close()}; the one way, since H2 refuses its own option for it together with AUTO_SERVER.
     */
    static void keepOpenAtExit() {
        try {
            Field hook = Class.forName("org.h2.engine.OnExitDatabaseCloser").getDeclaredField("INSTANCE");
            hook.setAccessible(true);
            Runtime.getRuntime().removeShutdownHook((Thread) hook.get(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("another H2 than the one this was written for", e);
        }
    }

    @Override
    public HikariConfig connections() {
        System.setProperty("h2.bindAddress", "127.0.0.1");
        // H2 would look for an equal text for each that it reads from a page: a fifth of a look-up among a million
        // people.
        System.setProperty("h2.objectCache", "false");
        FilePath.register(new SteadyFile());
        prepare();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(SCHEME + folder.toAbsolutePath().resolve(name) + OPTIONS + ";CACHE_SIZE=" + cache()
                // Alone: by the same lock file, without which H2 would not see a server; and a large result is read as
                // it is
                // asked for, not kept first.
                + (shared ? ";AUTO_SERVER=TRUE" : ";FILE_LOCK=FILE;LAZY_QUERY_EXECUTION=1"));
        config.setUsername("signet");
        config.setPassword("");
        config.setConnectionTimeout(10_000);
        config.setExceptionOverrideClassName(LostConnection.class.getName());
        return config;
    }

    private Path file() {
        return folder.toAbsolutePath().resolve(name + ".mv.db");
    }

    /**
     * KiB of pages that are kept: a sixteenth of the heap, for they take several times as much as they count; and no more than
     * the index from which a CRL of 100,000 entries is written.
     */
    private static long cache() {
        return Math.min(64 << 10, Runtime.getRuntime().maxMemory() >> 14);
    }

    /** The folder and its file are the owner's alone, since the file with the secret lies in it, and can be written. */
    private void prepare() {
        if (!Files.isDirectory(folder)
                || !Files.isWritable(folder)
                || Files.exists(file()) && !Files.isWritable(file())) {
            throw new Unavailable(
                    "The database in " + folder + " cannot be written by this user. Give the folder and its files to"
                            + " the user that runs Signet.",
                    null);
        }
        try {
            if (Files.getOwner(folder).getName().equals(System.getProperty("user.name"))) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
                if (Files.exists(file())) {
                    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
                }
            }
        } catch (IOException e) {
            throw new Unavailable("The folder " + folder + " cannot be made private: " + e.getMessage(), e);
        }
    }

    @Override
    public DataSource schema(DataSource pool) {
        return pool;
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public void claim(Handle handle, String what) {
        // The log has one chain, and its head is locked.
    }

    @Override
    public String chain() {
        return AuditEntry.Head.MAIN;
    }

    @Override
    public int numbersAhead() {
        return 1_000;
    }

    @Override
    public boolean keepsRows() {
        return shared;
    }

    @Override
    public String noHash() {
        return "cast(X'" + "0".repeat(64) + "' as bytea)";
    }

    @Override
    public void check(DataSource pool) {
        // It is made by us, as we want it.
    }

    @Override
    public Disk disk() {
        return new DiskSync(file());
    }

    @Override
    public String explain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == ALREADY_OPEN) {
                return "The database in " + folder
                        + " is locked by another program, which may be \"signet serve\"; end it and try again.";
            }
            if (cause instanceof SQLException sql && sql.getErrorCode() == FILE_CORRUPTED) {
                return "The database in " + folder
                        + " is damaged. Keep a copy of the folder and restore the newest backup.";
            }
        }
        return "The database in " + folder
                + " cannot be opened. Check that the disk is not full and the folder is yours"
                + " to write; if both are so, it is damaged: restore the newest backup. ("
                + Engine.root(failure).getMessage() + ")";
    }
}
