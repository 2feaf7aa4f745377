package org.signet.edge.store.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.jdbi.v3.core.Handle;

/** The tables as this program needs them: the scripts in {@code db/}, each run once, in their order. */
public final class Schema {
    public static final String HISTORY = "flyway_schema_history";
    /** The table that is there while rows are put into all others: no server may begin on half of them. */
    public static final String MARK = "relocation";

    /** The tables that are not empty when they are made. */
    public static final List<String> FILLED = List.of("audit_head", "duty", "turn");

    /** The number of the last script in {@code db/}. */
    static final int NEWEST = 44;

    /** The script of the audit log was worded anew for PostgreSQL, to the same effect: its sum before, and now. */
    private static final int AUDIT_BEFORE = -349850760;

    private static final int AUDIT_NOW = -1619280406;

    private Schema() {}

    /** Whether rows are being put into that database from elsewhere, and not all of them are there yet. */
    public static boolean isBeingFilled(Database database) {
        return database.with(Schema::isBeingFilled);
    }

    static boolean isBeingFilled(Handle handle) {
        return handle.select("select count(*) from information_schema.tables where table_name = ?", MARK)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    static void update(Engine engine, DataSource pool) throws SQLException {
        // To look for scripts and to compare their sums takes a fifth of a start.
        if (!isNewest(pool)) {
            update(engine, pool, MigrationVersion.LATEST);
        }
    }

    /** Whether every script was run, the last one too, and none failed half way. */
    private static boolean isNewest(DataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            if (!hasHistory(connection)) {
                return false;
            }
            int newest = 0;
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "select \"version\", \"success\" from \"" + HISTORY + "\" where \"version\" is not null")) {
                while (rows.next()) {
                    if (!rows.getBoolean(2)) {
                        return false;
                    }
                    newest = Math.max(newest, rows.getInt(1));
                }
            }
            return newest == NEWEST;
        }
    }

    private static boolean hasHistory(Connection connection) throws SQLException {
        try (ResultSet history = connection.getMetaData().getTables(null, null, HISTORY, null)) {
            return history.next();
        }
    }

    /** As it was after that change, or the last one that this program knows: for rows from before later ones, which are then run on them. */
    static void update(Engine engine, DataSource pool, int last) throws SQLException {
        MigrationVersion wanted = MigrationVersion.fromVersion(Integer.toString(last));
        MigrationInfo[] known = flyway(engine, engine.schema(pool), MigrationVersion.LATEST)
                .info()
                .all();
        MigrationVersion newest = known[known.length - 1].getVersion();
        update(engine, pool, wanted.compareTo(newest) > 0 ? MigrationVersion.LATEST : wanted);
    }

    /** The number of the last change. */
    public static int version(Handle handle) {
        return handle
                .select("select \"version\" from \"" + HISTORY + "\" where \"version\" is not null")
                .mapTo(Integer.class)
                .stream()
                .max(Integer::compare)
                .orElse(0);
    }

    private static void update(Engine engine, DataSource pool, MigrationVersion target) throws SQLException {
        DataSource source = engine.schema(pool);
        acceptWording(source);
        flyway(engine, source, target).migrate();
    }

    private static Flyway flyway(Engine engine, DataSource source, MigrationVersion target) {
        return Flyway.configure(Database.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db")
                .target(target)
                .placeholders(Map.of("no_hash", engine.noHash(), "ahead", Integer.toString(engine.numbersAhead())))
                .load();
    }

    private static void acceptWording(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            if (hasHistory(connection)) {
                try (Statement statement = connection.createStatement()) {
                    statement.executeUpdate("update \"" + HISTORY + "\" set \"checksum\" = " + AUDIT_NOW
                            + " where \"version\" = '005' and \"checksum\" = " + AUDIT_BEFORE);
                }
            }
        }
    }
}
