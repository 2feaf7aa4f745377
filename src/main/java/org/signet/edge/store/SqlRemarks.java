package org.signet.edge.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.ca.enrollment.Remark;
import org.signet.edge.store.database.Database;
import org.signet.model.Bytes;

/** What officers and requesters said, in SQL. */
public final class SqlRemarks implements Remark.Store {
    private final Database database;

    public SqlRemarks(Database database) {
        this.database = database;
    }

    @Override
    public void insert(Remark remark, Optional<Bytes> link) {
        database.change(handle -> handle.execute(
                "insert into enrollment_remark (enrollment_id, position, said_by, said, text, link_digest)"
                        + " select ?, count(*), ?, ?, ?, ? from enrollment_remark where enrollment_id = ?",
                remark.enrollment(),
                remark.by(),
                remark.at().toEpochMilli(),
                remark.text(),
                link.map(Bytes::hex).orElse(null),
                remark.enrollment()));
    }

    @Override
    public List<Remark> of(String enrollment) {
        return database.with(handle -> handle.select(
                        "select said_by, said, text from enrollment_remark where enrollment_id = ? order by position",
                        enrollment)
                .map((row, context) -> new Remark(
                        enrollment,
                        row.getString("said_by"),
                        Instant.ofEpochMilli(row.getLong("said")),
                        row.getString("text")))
                .list());
    }

    @Override
    public Optional<String> findByLink(Bytes digest) {
        return database.with(handle -> handle.select(
                        "select enrollment_id from enrollment_remark where link_digest = ?", digest.hex())
                .mapTo(String.class)
                .findFirst());
    }
}
