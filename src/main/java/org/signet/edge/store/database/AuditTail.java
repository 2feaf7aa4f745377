package org.signet.edge.store.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.signet.ca.audit.AuditEntry;
import org.signet.model.Bytes;

/**
 * The end of this node's chain of the log during one transaction: its head, locked against every other writer of it, and the entries that are
 * stored when the transaction ends, all at once.
 */
public final class AuditTail {
    private final AuditEntry.Head start;
    private final List<AuditEntry> entries = new ArrayList<>();

    private AuditTail(AuditEntry.Head start) {
        this.start = start;
    }

    /** Locks the head: one writer at a time for each chain, among processes too. */
    static AuditTail lock(Handle handle, String chain) {
        return new AuditTail(handle.select("select * from audit_head where chain = ? for update", chain)
                .map((row, context) -> head(row))
                .one());
    }

    /** Begins that chain unless it is there. */
    static void begin(Handle handle, String chain) {
        handle.execute(
                "insert into audit_head (chain, sequence, hash) select cast(? as varchar), 0, cast(? as bytea)"
                        + " where not exists (select 1 from audit_head where chain = ?)",
                chain,
                AuditEntry.Head.start(chain).hash().toArray(),
                chain);
    }

    /** The heads as they are stored now. */
    public static List<AuditEntry.Head> stored(Handle handle) {
        return handle.select("select * from audit_head order by chain")
                .map((row, context) -> head(row))
                .list();
    }

    private static AuditEntry.Head head(ResultSet row) throws SQLException {
        return new AuditEntry.Head(row.getString("chain"), row.getLong("sequence"), Bytes.of(row.getBytes("hash")));
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
                "insert into audit_entry (place, chain, sequence, at, actor, origin, type, details, hash)"
                        + " values (nextval('audit_place'),?,?,?,?,?,?,?,?)")) {
            for (AuditEntry entry : entries) {
                batch.add(
                        entry.chain(),
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
                "update audit_head set sequence = ?, hash = ? where chain = ?",
                head().sequence(),
                head().hash().toArray(),
                head().chain());
    }
}
