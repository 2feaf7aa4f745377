package org.signet.edge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.signet.ca.revocation.CrlStore;
import org.signet.crypto.x509.CrlTemplate;
import org.signet.model.Bytes;
import org.signet.model.RevocationReason;

/** CRLs in SQL. */
public final class SqlCrls implements CrlStore {
    private final Database database;

    public SqlCrls(Database database) {
        this.database = database;
    }

    @Override
    public long takeNumber(String issuerId) {
        return database.change(handle -> {
            int known = handle.execute("update crl_number set taken = taken + 1 where issuer_id = ?", issuerId);
            if (known == 0) {
                handle.execute("insert into crl_number (issuer_id, taken) values (?, 1)", issuerId);
            }
            return handle.select("select taken from crl_number where issuer_id = ?", issuerId)
                    .mapTo(Long.class)
                    .one();
        });
    }

    @Override
    public void insert(PublishedCrl crl) {
        database.change(handle -> handle.execute(
                "insert into crl (issuer_id, number, this_update, next_update, der) values (?,?,?,?,?)",
                crl.issuerId(),
                crl.number(),
                crl.thisUpdate().toEpochMilli(),
                crl.nextUpdate().toEpochMilli(),
                crl.der().toArray()));
    }

    @Override
    public Optional<PublishedCrl> latest(String issuerId) {
        return database.with(handle -> handle.select(
                        "select * from crl where issuer_id = ? order by number desc limit 1", issuerId)
                .map((row, context) -> new PublishedCrl(
                        row.getString("issuer_id"),
                        row.getLong("number"),
                        instant(row, "this_update"),
                        instant(row, "next_update"),
                        Bytes.of(row.getBytes("der"))))
                .findOne());
    }

    @Override
    public List<CrlTemplate.Entry> entries(String issuerId, Instant endAfter) {
        return database.with(handle -> {
            List<CrlTemplate.Entry> entries = new ArrayList<>(handle.select(
                            "select serial, since, reason from revocation where issuer_id = ? and not_after > ?",
                            issuerId,
                            endAfter.toEpochMilli())
                    .map((row, context) -> new CrlTemplate.Entry(
                            SqlCertificates.serial(row.getString("serial")),
                            instant(row, "since"),
                            Optional.ofNullable(row.getString("reason"))
                                    .flatMap(RevocationReason::ofText)
                                    .orElse(RevocationReason.CERTIFICATE_HOLD)))
                    .list());
            entries.addAll(handle.select(
                            "select serial, abandoned from issuance_intent where issuer_id = ?"
                                    + " and abandoned is not null",
                            issuerId)
                    .map((row, context) -> new CrlTemplate.Entry(
                            SqlCertificates.serial(row.getString("serial")),
                            instant(row, "abandoned"),
                            RevocationReason.CESSATION_OF_OPERATION))
                    .list());
            entries.addAll(handle.select(
                            "select serial, since, reason from imported_revocation where issuer_id = ?", issuerId)
                    .map((row, context) -> new CrlTemplate.Entry(
                            SqlCertificates.serial(row.getString("serial")),
                            instant(row, "since"),
                            RevocationReason.ofText(row.getString("reason")).orElseThrow()))
                    .list());
            entries.sort(Comparator.comparing(CrlTemplate.Entry::serial));
            return entries;
        });
    }

    @Override
    public boolean changedSince(String issuerId, Instant moment) {
        return database.with(handle -> handle.select("select exists (select 1 from revocation where issuer_id = :issuer"
                        + " and since >= :moment) or exists (select 1 from issuance_intent"
                        + " where issuer_id = :issuer and abandoned >= :moment)")
                .bind("issuer", issuerId)
                .bind("moment", moment.toEpochMilli())
                .mapTo(Boolean.class)
                .one());
    }

    @Override
    public void importFrom(String issuerId, List<CrlTemplate.Entry> entries, long number) {
        database.change(handle -> {
            handle.execute("delete from imported_revocation where issuer_id = ?", issuerId);
            try (PreparedBatch batch = handle.prepareBatch(
                    "insert into imported_revocation (issuer_id, serial, since, reason) values (?,?,?,?)")) {
                entries.forEach(entry -> batch.add(
                        issuerId,
                        entry.serial().hex(),
                        entry.at().toEpochMilli(),
                        entry.reason().text()));
                if (!entries.isEmpty()) {
                    batch.execute();
                }
            }
            int known = handle.execute(
                    "update crl_number set taken = greatest(taken, ?) where issuer_id = ?", number, issuerId);
            return known == 0
                    ? handle.execute("insert into crl_number (issuer_id, taken) values (?, ?)", issuerId, number)
                    : known;
        });
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }
}
