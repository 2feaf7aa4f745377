package org.signet.edge.store.archive;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.signet.edge.store.SqlCertificates;
import org.signet.edge.store.SqlRevocations;
import org.signet.edge.store.database.Database;
import org.signet.model.Bytes;
import org.signet.model.CertificateRecord;

/** Certificates that leave their table for a file, in SQL. Their revocations stay, so that whoever asks for a status hears what was told before. */
public final class SqlArchive {
    private final Database database;

    public SqlArchive(Database database) {
        this.database = database;
    }

    /** @param id of the row */
    public record Row(long id, CertificateRecord certificate) {}

    /** A file, as it was when its certificates left the tables. */
    public record File(String name, Bytes sha256, int certificates, Instant made) {}

    /** How many ended before that moment and are still in the tables; reads all of them. */
    public long count(Instant before) {
        return database.with(
                handle -> handle.select("select count(*) from certificate where not_after < ?", before.toEpochMilli())
                        .mapTo(Long.class)
                        .one());
    }

    /** The first of these, the earliest end first. */
    public List<Row> ended(Instant before, int limit) {
        return database.with(handle -> handle.select(
                        "select c.*, r.since, r.reason, r.invalidity from certificate c" + SqlRevocations.OF_CERTIFICATE
                                + "where c.not_after < ? order by c.not_after, c.serial limit ?",
                        before.toEpochMilli(),
                        limit)
                .map((row, context) -> new Row(row.getLong("id"), SqlCertificates.certificate(row)))
                .list());
    }

    /**
     * Leaves of these only what must be known for ever; in a unit of work.
     *
     * @param hashes by which a certificate in DER is searched for
     */
    public void move(List<Row> rows, File file, Function<Bytes, Set<Long>> hashes) {
        database.change(handle -> {
            handle.execute(
                    "insert into archive_file (name, sha256, certificates, made) values (?,?,?,?)",
                    file.name(),
                    file.sha256().hex(),
                    file.certificates(),
                    file.made().toEpochMilli());
            keep(handle, rows, file.name());
            clear(handle, rows, hashes);
            return null;
        });
    }

    private static void keep(Handle handle, List<Row> rows, String file) {
        // Of one that came back by an import, the first file is as good as the second.
        try (PreparedBatch kept = handle.prepareBatch(
                "insert into archived_certificate (serial, issuer_id, person_id, key_id, not_after, file)"
                        + " select ?, ?, cast(? as bigint), ?, cast(? as bigint), ? where not exists"
                        + " (select 1 from archived_certificate where serial = ?)")) {
            for (Row row : rows) {
                CertificateRecord certificate = row.certificate();
                kept.add(
                        certificate.serial().hex(),
                        certificate.issuerId(),
                        certificate.personId(),
                        certificate.keyId().hex(),
                        certificate.validity().notAfter().toEpochMilli(),
                        file,
                        certificate.serial().hex());
            }
            kept.execute();
        }
    }

    private static void clear(Handle handle, List<Row> rows, Function<Bytes, Set<Long>> hashes) {
        try (PreparedBatch found =
                        handle.prepareBatch("delete from certificate_hash where hash = ? and certificate_id = ?");
                PreparedBatch named = handle.prepareBatch(
                        "delete from certificate_address where search_key = ? and certificate_id = ?");
                PreparedBatch gone = handle.prepareBatch("delete from certificate where id = ?")) {
            for (Row row : rows) {
                hashes.apply(row.certificate().der()).forEach(hash -> found.add(hash, row.id()));
                row.certificate().addresses().forEach(address -> named.add(address.searchKey(), row.id()));
                gone.add(row.id());
            }
            if (found.size() > 0) {
                found.execute();
            }
            if (named.size() > 0) {
                named.execute();
            }
            if (Arrays.stream(gone.execute()).sum() != rows.size()) {
                throw new IllegalStateException("certificates left the tables meanwhile");
            }
        }
    }

    /** Whether certificates left the tables for the file of that name. */
    public boolean knows(String file) {
        return database.with(handle -> handle.select("select 1 from archive_file where name = ?", file)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    /** All files, in the order in which they were made. */
    public List<File> files() {
        return database.with(handle -> handle.select("select * from archive_file order by made, name")
                .map((row, context) -> new File(
                        row.getString("name"),
                        Bytes.ofHex(row.getString("sha256")),
                        row.getInt("certificates"),
                        Instant.ofEpochMilli(row.getLong("made"))))
                .list());
    }
}
