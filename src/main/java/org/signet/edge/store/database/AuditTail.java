package org.signet.edge.store.database;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.signet.ca.audit.AuditEntry;
import org.signet.model.Bytes;

/**
 * The log's end during one transaction: its head, locked against every other writer, and the entries that are stored when
 * the transaction ends, all at once.
 */
public final class AuditTail {
    private final AuditEntry.Head start;
    private final List<AuditEntry> entries = new ArrayList<>();

    private AuditTail(AuditEntry.Head start) {
        this.start = start;
    }

    /**
     * Locks the head. One writer at a time, among processes too: a look before a change still holds when the change is
     * made, and transactions, which touch rows in any order, never wait for each other in a circle.
     */
    static AuditTail lock(Handle handle) {
        return new AuditTail(stored(handle, " for update"));
    }

    /** The head as it is stored now. */
    public static AuditEntry.Head stored(Handle handle) {
        return stored(handle, "");
    }

    private static AuditEntry.Head stored(Handle handle, String lock) {
        return handle.select("select sequence, hash from audit_head where id = 1" + lock)
                .map((row, context) -> new AuditEntry.Head(row.getLong(1), Bytes.of(row.getBytes(2))))
                .one();
    }

    public AuditEntry.Head head() {
        return entries.isEmpty() ? start : entries.get(entries.size() - 1).head();
    }

    public void append(AuditEntry entry) {
        entries.add(entry);
    }

    int length() {
        return entries.size();
    }

    /** Forgets what was appended since the tail had this length: its unit of work was undone. */
    void cut(int length) {
        entries.subList(length, entries.size()).clear();
    }

    void store(Handle handle) {
        if (entries.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = handle.prepareBatch(
                "insert into audit_entry (sequence, at, actor, origin, type, details, hash) values (?,?,?,?,?,?,?)")) {
            for (AuditEntry entry : entries) {
                batch.add(
                        entry.sequence(),
                        entry.at().toEpochMilli(),
                        entry.actor(),
                        entry.origin(),
                        entry.type(),
                        entry.details(),
                        entry.hash().toArray());
            }
            batch.execute();
        }
        handle.execute(
                "update audit_head set sequence = ?, hash = ? where id = 1",
                head().sequence(),
                head().hash().toArray());
    }
}
