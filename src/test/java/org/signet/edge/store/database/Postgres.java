package org.signet.edge.store.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A PostgreSQL server for the tests of a run, begun by the first that needs it; each makes a database of its own in it. */
public final class Postgres {
    private static final AtomicLong COUNT = new AtomicLong();
    private static EmbeddedPostgres server;
    private static String tables;

    private Postgres() {}

    private static synchronized EmbeddedPostgres server() {
        if (server == null) {
            try {
                // Nothing of it must outlive the run, so nothing is brought to the disk; but where it is measured, it
                // is.
                server = EmbeddedPostgres.builder()
                        .setLocaleConfig("locale", "C")
                        .setLocaleConfig("encoding", "UTF8")
                        .setServerConfig("fsync", Boolean.getBoolean("signet.bench") ? "on" : "off")
                        .setServerConfig("max_connections", "400")
                        // For StatementCosts, which has the plans of statements written; until then none is.
                        .setServerConfig("session_preload_libraries", "auto_explain")
                        .setServerConfig("logging_collector", "on")
                        .setServerConfig("log_destination", "jsonlog")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return server;
    }

    /** The URL of a new, empty database. */
    public static String url() {
        return url(make("template0"));
    }

    /** The same with our tables, which take longer to be made than to be copied. */
    static synchronized String urlWithTables() {
        if (tables == null) {
            String made = make("template0");
            Database.connect(PostgreSql.parse(url(made), Optional.empty(), "main")
                            .orThrow())
                    .close();
            tables = made;
        }
        return url(make(tables));
    }

    private static String make(String template) {
        String name = "test_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
        run("create database " + name + " template " + template);
        return name;
    }

    private static String url(String database) {
        return "postgresql://postgres@localhost:" + server().getPort() + "/" + database;
    }

    /** Has the server's administrator run a statement. */
    static void run(String sql) {
        try (Connection connection = server().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Past the program, in the database of that URL. */
    public static void in(String url, String... statements) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:" + url.replace("postgres@", ""), "postgres", "");
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    public static Database database() {
        return Database.connect(
                PostgreSql.parse(urlWithTables(), Optional.empty(), "main").orThrow());
    }
}
