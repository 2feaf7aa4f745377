package org.signet.edge.store.database;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.signet.crypto.policy.Providers;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * Copies every table into an empty database of another engine, row by row in the order of the primary key, and compares both at the end. A copy
 * that was cut off goes on where it stood; until it is whole, a mark in the target keeps servers from beginning on it.
 */
public final class Relocation {
    static final String MARK = "relocation";
    private static final int BATCH = 1_000;
    private static final int HASH_OCTETS = 16;
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(8 * HASH_OCTETS);

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
     * What a table holds.
     *
     * @param sum of its rows' hashes, in any order
     */
    public record Content(String table, long rows, Bytes sum) {}

    /**
     * Copies what is not there yet.
     *
     * @param origin of the source, so that what was begun is not gone on with from another; refused if it is
     * @return the tables, alike on both sides
     */
    public Outcome<List<Content>> run(String origin, Progress progress) {
        return source.with(from -> target.with(to -> {
            try {
                return begin(to, origin).then(begun -> copied(from, to, progress));
            } catch (SQLException e) {
                throw new IllegalStateException("the tables cannot be copied", e);
            }
        }));
    }

    private Outcome<Boolean> begin(Handle to, String origin) throws SQLException {
        to.execute("create table if not exists " + MARK + " (origin varchar(200) primary key)");
        List<String> begun =
                to.select("select origin from " + MARK).mapTo(String.class).list();
        if (begun.isEmpty()) {
            for (Table table : Table.all(to)) {
                if (!Schema.FILLED.contains(table.name()) && rows(to, table) > 0) {
                    to.execute("drop table " + MARK);
                    return Outcome.refused(
                            RefusalCode.WRONG_STATE,
                            "The database is not empty: there are rows in " + table.name()
                                    + ". Name one that was just made.");
                }
            }
            Schema.FILLED.forEach(table -> to.execute("delete from " + table));
            to.execute("insert into " + MARK + " (origin) values (?)", origin);
        } else if (!begun.equals(List.of(origin))) {
            return Outcome.refused(
                    RefusalCode.WRONG_STATE,
                    "Another CA's move into this database was begun and not ended. Name a database that was just made.");
        }
        return Outcome.ok(true);
    }

    private Outcome<List<Content>> copied(Handle from, Handle to, Progress progress) {
        try {
            List<Content> contents = new ArrayList<>();
            for (Table table : Table.all(from)) {
                copy(from, to, table, progress);
                Content there = content(from, table);
                if (!there.equals(content(to, table))) {
                    return Outcome.refused(
                            RefusalCode.WRONG_STATE,
                            "The table " + table.name() + " is not the same on both sides: what was copied before has"
                                    + " changed since. Name a database that was just made.");
                }
                contents.add(there);
                number(to, table);
            }
            long last = to.select("select coalesce(max(place), 0) from audit_entry")
                    .mapTo(Long.class)
                    .one();
            to.execute("alter sequence audit_place restart with " + (last + 1));
            return Outcome.ok(contents);
        } catch (SQLException e) {
            throw new IllegalStateException("the tables cannot be copied", e);
        }
    }

    /** Whether a move into that database was begun and not ended. */
    public static boolean isUnderWay(Database database) {
        return database.with(Relocation::isUnderWay);
    }

    static boolean isUnderWay(Handle handle) {
        return handle.select("select count(*) from information_schema.tables where table_name = ?", MARK)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** Servers may begin. */
    public static void end(Database target) {
        target.with(to -> to.execute("drop table " + MARK));
    }

    private static long rows(Handle handle, Table table) {
        return handle.select("select count(*) from " + table.name())
                .mapTo(Long.class)
                .one();
    }

    private static void copy(Handle from, Handle to, Table table, Progress progress) throws SQLException {
        long all = rows(from, table);
        if (table.key().isEmpty()) {
            // Without an order nobody knows what is there already; they are small.
            to.execute("delete from " + table.name());
        }
        long done = rows(to, table);
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

    private static Content content(Handle handle, Table table) throws SQLException {
        BigInteger sum = BigInteger.ZERO;
        long count = 0;
        try (TableRows rows = TableRows.of(handle, table.select())) {
            while (rows.next()) {
                String row = IntStream.rangeClosed(1, table.columns().size())
                        .mapToObj(rows::text)
                        .collect(Collectors.joining());
                byte[] hash = Providers.sha256(row.getBytes(StandardCharsets.UTF_8));
                sum = sum.add(new BigInteger(1, hash, 0, HASH_OCTETS)).mod(MODULUS);
                count++;
            }
        }
        return new Content(table.name(), count, Bytes.of(sum.toByteArray()));
    }

    /** What is numbered by the database goes on behind the last number. */
    private static void number(Handle to, Table table) throws SQLException {
        try (ResultSet columns = to.getConnection().getMetaData().getColumns(null, "public", table.name(), null)) {
            while (columns.next()) {
                if ("YES".equals(columns.getString("IS_AUTOINCREMENT"))) {
                    String column = columns.getString("COLUMN_NAME");
                    long last = to.select("select coalesce(max(" + column + "), 0) from " + table.name())
                            .mapTo(Long.class)
                            .one();
                    to.execute(
                            "alter table " + table.name() + " alter column " + column + " restart with " + (last + 1));
                }
            }
        }
    }
}
