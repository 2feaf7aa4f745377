package org.signet.edge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.signet.ca.audit.AuditEntry;
import org.signet.ca.audit.AuditStore;
import org.signet.model.Bytes;

/** The audit log in SQL. */
public final class SqlAudit implements AuditStore {
    private final Database database;

    public SqlAudit(Database database) {
        this.database = database;
    }

    @Override
    public AuditEntry.Head lockHead() {
        return database.change(handle -> head(handle, " for update"));
    }

    @Override
    public AuditEntry.Head head() {
        return database.with(handle -> head(handle, ""));
    }

    private static AuditEntry.Head head(Handle handle, String lock) {
        return handle.select("select sequence, hash from audit_head where id = 1" + lock)
                .map((row, context) -> new AuditEntry.Head(row.getLong(1), Bytes.of(row.getBytes(2))))
                .one();
    }

    @Override
    public void append(AuditEntry entry) {
        database.change(handle -> {
            handle.execute(
                    "insert into audit_entry (sequence, at, actor, origin, type, details, hash) values (?,?,?,?,?,?,?)",
                    entry.sequence(),
                    entry.at().toEpochMilli(),
                    entry.actor(),
                    entry.origin(),
                    entry.type(),
                    entry.details(),
                    entry.hash().toArray());
            return handle.execute(
                    "update audit_head set sequence = ?, hash = ? where id = 1",
                    entry.sequence(),
                    entry.hash().toArray());
        });
    }

    @Override
    public void forEach(Consumer<AuditEntry> reader) {
        database.with(handle -> {
            handle.select("select * from audit_entry order by sequence")
                    .setFetchSize(500)
                    .map((row, context) -> entry(row))
                    .forEach(reader);
            return null;
        });
    }

    @Override
    public List<AuditEntry> latest(int count) {
        return database.with(handle -> handle.select("select * from audit_entry order by sequence desc limit ?", count)
                .map((row, context) -> entry(row))
                .list());
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("sequence"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("actor"),
                row.getString("origin"),
                row.getString("type"),
                row.getString("details"),
                Bytes.of(row.getBytes("hash")));
    }
}
