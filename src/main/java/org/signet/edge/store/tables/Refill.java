package org.signet.edge.store.tables;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Handle;
import org.signet.edge.store.database.Database;
import org.signet.edge.store.database.Schema;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * Puts the rows of a {@link Snapshot} into an empty database, of either engine. Until it is whole the mark of a {@link Relocation} keeps servers from
 * beginning on it; one that was cut off is emptied and begun anew.
 */
public final class Refill {
    private static final String ORIGIN = "a backup";
    private static final int BATCH = 1_000;
    private static final int BUFFER = 64 * 1024;

    private final Handle handle;
    private final List<Table> tables;

    private Refill(Handle handle) throws SQLException {
        this.handle = handle;
        this.tables = Table.all(handle);
    }

    /** What fills it. */
    public interface Work<T> {
        Outcome<T> with(Refill refill) throws IOException;
    }

    /** Refused if there is something in the database. */
    public static <T> Outcome<T> of(Database database, Work<T> work) throws IOException {
        try {
            return database.<Outcome<T>>with(handle -> {
                try {
                    Refill refill = new Refill(handle);
                    Outcome<Boolean> begun = refill.begin();
                    return begun.isOk() ? work.with(refill) : Outcome.refused(begun.refusal());
                } catch (SQLException e) {
                    throw new IllegalStateException("the tables cannot be filled", e);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Outcome<Boolean> begin() {
        handle.execute("create table if not exists " + Schema.MARK + " (origin varchar(200) primary key)");
        List<String> begun = handle.select("select origin from " + Schema.MARK)
                .mapTo(String.class)
                .list();
        if (begun.isEmpty()) {
            for (Table table : tables) {
                if (!Schema.FILLED.contains(table.name()) && table.count(handle) > 0) {
                    handle.execute("drop table " + Schema.MARK);
                    return Outcome.refused(
                            RefusalCode.WRONG_STATE,
                            "The database is not empty: there are rows in " + table.name()
                                    + ". Name one that was just made.");
                }
            }
            handle.execute("insert into " + Schema.MARK + " (origin) values (?)", ORIGIN);
        } else if (!begun.equals(List.of(ORIGIN))) {
            return Outcome.refused(
                    RefusalCode.WRONG_STATE,
                    "A move of a CA into this database was begun and not ended. Name a database that was just made.");
        }
        for (int i = tables.size() - 1; i >= 0; i--) {
            handle.execute("delete from " + tables.get(i).name());
        }
        return Outcome.ok(true);
    }

    /** The rows of one table, told as they are stored; refused if it is not as it was when they were written. */
    public Outcome<TableContent> table(String name, InputStream rows, LongConsumer progress) throws IOException {
        Table table = tables.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(null);
        DataInputStream in = new DataInputStream(new BufferedInputStream(rows, BUFFER));
        List<String> columns = RowFormat.readColumns(in);
        if (table == null || !new HashSet<>(table.columns()).equals(new HashSet<>(columns))) {
            return Outcome.refused(
                    RefusalCode.WRONG_STATE,
                    "This version of Signet has no table " + name
                            + " as it is in the backup. Restore it by the version that made it.");
        }
        try {
            // In the order in which the columns came: a sum depends on it.
            Table written = new Table(name, columns, table.key());
            fill(written, in, progress);
            written.numberOn(handle);
            return Outcome.ok(RowSum.of(handle, written));
        } catch (SQLException e) {
            throw new IllegalStateException("the table " + name + " cannot be filled", e);
        }
    }

    private void fill(Table table, DataInputStream in, LongConsumer progress) throws IOException, SQLException {
        long done = 0;
        Connection connection = handle.getConnection();
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement(table.insert())) {
            while (RowFormat.more(in)) {
                for (int i = 1; i <= table.columns().size(); i++) {
                    insert.setObject(i, RowFormat.read(in));
                }
                insert.addBatch();
                if (++done % BATCH == 0) {
                    insert.executeBatch();
                    connection.commit();
                    progress.accept(done);
                }
            }
            insert.executeBatch();
            connection.commit();
            progress.accept(done);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
