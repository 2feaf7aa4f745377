package org.signet.edge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.signet.ca.audit.AuditEntry;
import org.signet.ca.audit.AuditStore;
import org.signet.edge.store.database.AuditTail;
import org.signet.edge.store.database.Database;
import org.signet.model.Bytes;

/** The audit log in SQL. */
public final class SqlAudit implements AuditStore {
    private final Database database;

    public SqlAudit(Database database) {
        this.database = database;
    }

    @Override
    public AuditEntry.Head lockHead() {
        return database.transaction().audit().head();
    }

    @Override
    public AuditEntry.Head head() {
        return database.with(AuditTail::stored);
    }

    @Override
    public void append(AuditEntry entry) {
        database.transaction().audit().append(entry);
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
