package org.signet.edge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
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
    private static final int MAX_HEADS = 4_000;

    private final Database database;

    public SqlAudit(Database database) {
        this.database = database;
    }

    @Override
    public AuditEntry.Head lockHead() {
        return database.transaction().audit().head();
    }

    @Override
    public List<AuditEntry.Head> heads() {
        return database.with(AuditTail::stored);
    }

    @Override
    public long last() {
        return database.with(handle -> handle.select("select coalesce(max(place), 0) from audit_entry")
                .mapTo(Long.class)
                .one());
    }

    @Override
    public void append(AuditEntry entry) {
        database.transaction().audit().append(entry);
    }

    @Override
    public void forEach(Consumer<AuditEntry> reader) {
        database.stream(handle -> {
            handle.select("select * from audit_entry order by place")
                    .setFetchSize(500)
                    .map((row, context) -> entry(row))
                    .forEach(reader);
            return null;
        });
    }

    @Override
    public List<AuditEntry> latest(int count) {
        return database.with(handle -> handle.select("select * from audit_entry order by place desc limit ?", count)
                .map((row, context) -> entry(row))
                .list());
    }

    @Override
    public List<AuditEntry> before(long place, int count) {
        return list("select * from audit_entry where place < ? order by place desc limit ?", place, count);
    }

    @Override
    public List<AuditEntry> after(long place, int count) {
        return list("select * from audit_entry where place > ? order by place limit ?", place, count);
    }

    private List<AuditEntry> list(String sql, long place, int count) {
        return database.with(handle -> handle.select(sql, place, count)
                .map((row, context) -> entry(row))
                .list());
    }

    @Override
    public List<AuditEntry> ofType(String type) {
        return database.with(handle -> handle.select("select * from audit_entry where type = ? order by place", type)
                .map((row, context) -> entry(row))
                .list());
    }

    @Override
    public boolean takeDay(LocalDate day) {
        return database.change(handle -> handle.execute(
                        "insert into audit_seal (epoch_day) select cast(? as bigint) where not exists"
                                + " (select 1 from audit_seal where epoch_day = ?)",
                        day.toEpochDay(),
                        day.toEpochDay()))
                == 1;
    }

    @Override
    public int takenDays(LocalDate first, LocalDate last) {
        return database.with(handle -> handle.select(
                        "select count(*) from audit_seal where epoch_day between ? and ?",
                        first.toEpochDay(),
                        last.toEpochDay())
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public Optional<Verification> verification() {
        return database.with(handle -> handle.select("select * from audit_verification")
                .map((row, context) -> new Verification(
                        Instant.ofEpochMilli(row.getLong("at")),
                        row.getString("actor"),
                        row.getString("heads"),
                        Optional.ofNullable(row.getString("broken"))))
                .findFirst());
    }

    @Override
    public void setVerification(Verification v) {
        database.change(handle -> {
            handle.execute("delete from audit_verification");
            return handle.execute(
                    "insert into audit_verification (id, at, actor, heads, broken) values (1,?,?,?,?)",
                    v.at().toEpochMilli(),
                    v.actor(),
                    Printable.cut(v.heads(), MAX_HEADS),
                    v.broken().map(how -> Printable.cut(how, MAX_BROKEN)).orElse(null));
        });
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("place"),
                row.getString("chain"),
                row.getLong("sequence"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("actor"),
                row.getString("origin"),
                row.getString("type"),
                row.getString("details"),
                Bytes.of(row.getBytes("hash")));
    }
}
