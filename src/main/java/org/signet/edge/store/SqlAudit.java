package org.signet.edge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.signet.ca.audit.AuditEntry;
import org.signet.ca.audit.AuditStore;
import org.signet.ca.audit.Verification;
import org.signet.edge.store.database.AuditTail;
import org.signet.edge.store.database.Database;
import org.signet.model.Bytes;
import org.signet.model.Printable;

/** The audit log in SQL. */
public final class SqlAudit implements AuditStore {
    private static final int MAX_BROKEN = 1_000;

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
        database.stream(handle -> {
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

    @Override
    public List<AuditEntry> before(long sequence, int count) {
        return list("select * from audit_entry where sequence < ? order by sequence desc limit ?", sequence, count);
    }

    @Override
    public List<AuditEntry> after(long sequence, int count) {
        return list("select * from audit_entry where sequence > ? order by sequence limit ?", sequence, count);
    }

    private List<AuditEntry> list(String sql, long sequence, int count) {
        return database.with(handle -> handle.select(sql, sequence, count)
                .map((row, context) -> entry(row))
                .list());
    }

    @Override
    public Optional<Verification> verification() {
        return database.with(handle -> handle.select("select * from audit_verification")
                .map((row, context) -> new Verification(
                        Instant.ofEpochMilli(row.getLong("at")),
                        row.getString("actor"),
                        new AuditEntry.Head(row.getLong("sequence"), Bytes.of(row.getBytes("hash"))),
                        Optional.ofNullable(row.getString("broken"))))
                .findFirst());
    }

    @Override
    public void setVerification(Verification v) {
        database.change(handle -> {
            handle.execute("delete from audit_verification");
            return handle.execute(
                    "insert into audit_verification (id, at, actor, sequence, hash, broken) values (1,?,?,?,?,?)",
                    v.at().toEpochMilli(),
                    v.actor(),
                    v.head().sequence(),
                    v.head().hash().toArray(),
                    v.broken().map(how -> Printable.cut(how, MAX_BROKEN)).orElse(null));
        });
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
