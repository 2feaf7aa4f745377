package org.signet.edge.store.tables;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.signet.ca.audit.AuditEntry;
import org.signet.edge.store.database.AuditTail;
import org.signet.edge.store.database.Database;
import org.signet.edge.store.database.Schema;

/** Every table as it was at one moment, whatever others write meanwhile. */
public final class Snapshot {
    private static final int BUFFER = 64 * 1024;
    private static final int TOLD = 1_000;

    private final Handle handle;
    private final List<Table> tables;

    private Snapshot(Handle handle) {
        this.handle = handle;
        try {
            this.tables = Table.all(handle);
        } catch (SQLException e) {
            throw new IllegalStateException("the tables cannot be listed", e);
        }
    }

    /** Reads from all tables as they are now. */
    public static <T> T of(Database database, Function<Snapshot, T> reading) {
        return database.oneMoment(handle -> reading.apply(new Snapshot(handle)));
    }

    /** Where rows go. */
    public interface Shelf {
        /** The stream of that table; nothing is left in a buffer when the next one is asked for. */
        OutputStream of(String table) throws IOException;
    }

    /** Told as it goes on. */
    public interface Progress {
        void at(String table, long done, long all);
    }

    public <T> T with(Function<Handle, T> question) {
        return question.apply(handle);
    }

    /** The number of the last change of the schema. */
    public int schema() {
        return Schema.version(handle);
    }

    /** The ends of the audit log's chains at that moment, without those that have no entry yet. */
    public List<AuditEntry.Head> heads() {
        return AuditTail.stored(handle).stream()
                .filter(head -> head.sequence() > 0)
                .toList();
    }

    /** How many rows each table has, those that others refer to first. */
    public Map<String, Long> rows() {
        Map<String, Long> rows = new LinkedHashMap<>();
        tables.forEach(table -> rows.put(table.name(), table.count(handle)));
        return rows;
    }

    /** Writes all rows of all tables, in the order of {@link #rows}, and tells what they hold. */
    public List<TableContent> write(Shelf shelf, Map<String, Long> all, Progress progress) throws IOException {
        List<TableContent> contents = new ArrayList<>();
        for (Table table : tables) {
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(shelf.of(table.name()), BUFFER));
            try {
                contents.add(write(out, table, done -> progress.at(table.name(), done, all.get(table.name()))));
            } catch (SQLException e) {
                throw new IllegalStateException("the table " + table.name() + " cannot be read", e);
            }
            out.flush();
        }
        return contents;
    }

    private interface Count {
        void at(long done);
    }

    private TableContent write(DataOutputStream out, Table table, Count progress) throws IOException, SQLException {
        RowSum sum = new RowSum(table);
        RowFormat.writeColumns(out, table.columns());
        try (TableRows rows = TableRows.of(handle, table.select())) {
            while (rows.next()) {
                RowFormat.writeRow(out, rows, table.columns().size());
                sum.add(rows);
                if (sum.count() % TOLD == 0) {
                    progress.at(sum.count());
                }
            }
        }
        RowFormat.writeEnd(out);
        progress.at(sum.count());
        return sum.content();
    }
}
