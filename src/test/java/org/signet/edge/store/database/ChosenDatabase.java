package org.signet.edge.store.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The engine that a run of the tests is about: H2, or PostgreSQL with {@code -Dsignet.database=postgresql}. What a port promises holds on both, so its
 * tests do not say which.
 */
public final class ChosenDatabase {
    private static final Map<Path, String> URLS = new ConcurrentHashMap<>();

    private ChosenDatabase() {}

    public static boolean isPostgreSql() {
        return "postgresql".equals(System.getProperty("signet.database"));
    }

    /** These tables were moved there. */
    public static void moved(Path folder, String name, String url) {
        URLS.put(place(folder, name), url);
    }

    private static Path place(Path folder, String name) {
        return folder.resolve(name).toAbsolutePath();
    }

    /** Past the program, as whoever has the database can. */
    public static Connection connection(Path folder, String name) throws SQLException {
        return isPostgreSql()
                ? DriverManager.getConnection(
                        "jdbc:" + URLS.get(place(folder, name)).replace("postgres@", ""), "postgres", "")
                : DriverManager.getConnection(
                        "jdbc:h2:async:" + place(folder, name)
                                + ";AUTO_SERVER=TRUE;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE",
                        "signet",
                        "");
    }

    /** As {@link Database#open}; on PostgreSQL the same folder and name mean the same database. */
    public static Database open(Path folder, String name) {
        return isPostgreSql()
                ? Database.connect(PostgreSql.parse(
                                URLS.computeIfAbsent(place(folder, name), place -> Postgres.urlWithTables()),
                                Optional.empty(),
                                "main")
                        .orThrow())
                : Database.open(folder, name);
    }
}
