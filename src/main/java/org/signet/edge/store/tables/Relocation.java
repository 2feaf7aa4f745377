package org.signet.edge.store.tables;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.signet.edge.store.database.Database;
import org.signet.edge.store.database.Schema;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * Copies every table into an empty database of another engine, row by row in the order of the primary key, and compares both at the end. A copy
 * that was cut off goes on where it stood; until it is whole, a mark in the target keeps servers from beginning on it.
 */
public final class Relocation {
    private static final int BATCH = 1_000;

    private final Database source;
    private final Database target;

    public Relocation(Database source, Database target) {
        this.source = source;
        this.target = target;
    }

    /** Told as it goes on. */
    public interface Progress {
        void at(String table, long done, long all);
    }

    /**
     * Copies what is not there yet.
     *
     * @param origin of the source, so that what was begun is not gone on with from another; refused if it is
     * @return the tables, alike on both sides
     */
    public Outcome<List<TableContent>> run(String origin, Progress progress) {
        return source.with(from -> target.with(to -> {
            try {
                return begin(to, origin).then(begun -> copied(from, to, progress));
            } catch (SQLException e) {
                throw new IllegalStateException("the tables cannot be copied", e);
            }
        }));
    }

    private Outcome<Boolean> begin(Handle to, String origin) throws SQLException {
        to.execute("create table if not exists " + Schema.MARK + " (origin varchar(200) primary key)");
        List<String> begun = to.select("select origin from " + Schema.MARK)
                .mapTo(String.class)
                .list();
        if (begun.isEmpty()) {
            for (Table table : Table.all(to)) {
                if (!Schema.FILLED.contains(table.name()) && table.count(to) > 0) {
                    to.execute("drop table " + Schema.MARK);
                    return Outcome.refused(
                            RefusalCode.WRONG_STATE,
                            "The database is not empty: there are rows in " + table.name()
                                    + ". Name one that was just made.");
                }
            }
            Schema.FILLED.forEach(table -> to.execute("delete from " + table));
            to.execute("insert into " + Schema.MARK + " (origin) values (?)", origin);
        } else if (!begun.equals(List.of(origin))) {
            return Outcome.refused(
                    RefusalCode.WRONG_STATE,
                    "Another CA's move into this database was begun and not ended. Name a database that was just made.");
        }
        return Outcome.ok(true);
    }

    private Outcome<List<TableContent>> copied(Handle from, Handle to, Progress progress) {
        try {
            List<TableContent> contents = new ArrayList<>();
            for (Table table : Table.all(from)) {
                copy(from, to, table, progress);
                TableContent there = RowSum.of(from, table);
                if (!there.equals(RowSum.of(to, table))) {
                    return Outcome.refused(
                            RefusalCode.WRONG_STATE,
                            "The table " + table.name() + " is not the same on both sides: what was copied before has"
                                    + " changed since. Name a database that was just made.");
                }
                contents.add(there);
                table.numberOn(to);
            }
            return Outcome.ok(contents);
        } catch (SQLException e) {
            throw new IllegalStateException("the tables cannot be copied", e);
        }
    }

    /** Servers may begin. */
    public static void end(Database target) {
        target.with(to -> to.execute("drop table " + Schema.MARK));
    }

    private static void copy(Handle from, Handle to, Table table, Progress progress) throws SQLException {
        long all = table.count(from);
        if (table.key().isEmpty()) {
            // Without an order nobody knows what is there already; they are small.
            to.execute("delete from " + table.name());
        }
        long done = table.count(to);
        Connection connection = to.getConnection();
        connection.setAutoCommit(false);
        try (TableRows rows = TableRows.of(from, table.select() + order(table) + " offset " + done);
                PreparedStatement insert = connection.prepareStatement(table.insert())) {
            while (rows.next()) {
                for (int i = 1; i <= table.columns().size(); i++) {
                    insert.setObject(i, rows.value(i));
                }
                insert.addBatch();
                if (++done % BATCH == 0) {
                    store(insert, connection);
                    progress.at(table.name(), done, all);
                }
            }
            store(insert, connection);
            progress.at(table.name(), done, all);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static void store(PreparedStatement insert, Connection connection) throws SQLException {
        insert.executeBatch();
        connection.commit();
    }

    private static String order(Table table) {
        return table.key().isEmpty() ? "" : " order by " + String.join(", ", table.key());
    }
}
