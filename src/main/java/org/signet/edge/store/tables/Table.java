package org.signet.edge.store.tables;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.signet.edge.store.database.Schema;

/**
 * A table of the schema, as the database tells it.
 *
 * @param key the columns of its primary key; empty if it has none
 */
record Table(String name, List<String> columns, List<String> key) {
    /** Of the log's entries, numbered by a sequence of its own. */
    private static final String PLACE = "place";

    String select() {
        return "select " + String.join(", ", columns) + " from " + name;
    }

    String insert() {
        return "insert into " + name + " (" + String.join(", ", columns) + ") values ("
                + columns.stream().map(column -> "?").collect(Collectors.joining(", ")) + ")";
    }

    long count(Handle handle) {
        return handle.select("select count(*) from " + name).mapTo(Long.class).one();
    }

    /** What is numbered by the database goes on behind the last number. */
    void numberOn(Handle to) throws SQLException {
        if (columns.contains(PLACE)) {
            to.execute("alter sequence audit_place restart with " + (last(to, PLACE) + 1));
        }
        try (ResultSet columns = to.getConnection().getMetaData().getColumns(null, "public", name, null)) {
            while (columns.next()) {
                if ("YES".equals(columns.getString("IS_AUTOINCREMENT"))) {
                    String column = columns.getString("COLUMN_NAME");
                    long last = last(to, column);
                    to.execute("alter table " + name + " alter column " + column + " restart with " + (last + 1));
                }
            }
        }
    }

    private long last(Handle to, String column) {
        return to.select("select coalesce(max(" + column + "), 0) from " + name)
                .mapTo(Long.class)
                .one();
    }

    /** Those that others refer to first. */
    static List<Table> all(Handle handle) throws SQLException {
        DatabaseMetaData data = handle.getConnection().getMetaData();
        Set<String> ordered = new LinkedHashSet<>();
        for (String name : names(data)) {
            place(data, name, ordered);
        }
        List<Table> tables = new ArrayList<>();
        for (String name : ordered) {
            tables.add(new Table(
                    name,
                    strings(data.getColumns(null, "public", name, null), "COLUMN_NAME"),
                    key(data.getPrimaryKeys(null, "public", name))));
        }
        return tables;
    }

    private static List<String> names(DatabaseMetaData data) throws SQLException {
        // Base tables are called so by H2 and TABLE by PostgreSQL.
        return strings(data.getTables(null, "public", null, new String[] {"TABLE", "BASE TABLE"}), "TABLE_NAME")
                .stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> !name.equals(Schema.HISTORY) && !name.equals(Schema.MARK))
                .sorted()
                .toList();
    }

    private static void place(DatabaseMetaData data, String name, Set<String> ordered) throws SQLException {
        if (!ordered.contains(name)) {
            for (String above : strings(data.getImportedKeys(null, "public", name), "PKTABLE_NAME")) {
                if (!above.equals(name)) {
                    place(data, above, ordered);
                }
            }
            ordered.add(name);
        }
    }

    /** In the order of its index, not of the alphabet, in which they are told. */
    private static List<String> key(ResultSet rows) throws SQLException {
        try (rows) {
            Map<Integer, String> columns = new TreeMap<>();
            while (rows.next()) {
                columns.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
            return List.copyOf(columns.values());
        }
    }

    private static List<String> strings(ResultSet rows, String column) throws SQLException {
        try (rows) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(column));
            }
            return found;
        }
    }
}
