package org.signet.edge.store.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The tables as this program needs them: the scripts in {@code db/}, each run once, in their order. */
final class Schema {
    static final String HISTORY = "flyway_schema_history";
    /** The tables that are not empty when they are made. */
    static final List<String> FILLED = List.of("audit_head", "duty", "turn");

    /** The script of the audit log was worded anew for PostgreSQL, to the same effect: its sum before, and now. */
    private static final int AUDIT_BEFORE = -349850760;

    private static final int AUDIT_NOW = -1619280406;

    private Schema() {}

    static void update(Engine engine, DataSource pool) throws SQLException {
        DataSource source = engine.schema(pool);
        acceptWording(source);
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db")
                .placeholders(Map.of("no_hash", engine.noHash(), "ahead", Integer.toString(engine.numbersAhead())))
                .load()
                .migrate();
    }

    private static void acceptWording(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                ResultSet history = connection.getMetaData().getTables(null, null, HISTORY, null)) {
            if (history.next()) {
                try (Statement statement = connection.createStatement()) {
                    statement.executeUpdate("update \"" + HISTORY + "\" set \"checksum\" = " + AUDIT_NOW
                            + " where \"version\" = '005' and \"checksum\" = " + AUDIT_BEFORE);
                }
            }
        }
    }
}
