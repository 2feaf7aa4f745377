package org.signet.edge.store;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.signet.ca.revocation.RevocationStore;
import org.signet.edge.store.database.Database;
import org.signet.model.CertificateStatus;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

/** Revocations in SQL. */
public final class SqlRevocations implements RevocationStore {
    /** Brings the revocation of certificates {@code c}, if there is one, as {@code r}. */
    public static final String OF_CERTIFICATE =
            " left join revocation r on r.issuer_id = c.issuer_id and r.serial = lpad(c.serial, 40, '0') ";

    private static final int DIGITS = 40;

    private final Database database;

    public SqlRevocations(Database database) {
        this.database = database;
    }

    @Override
    public Optional<CertificateStatus> status(String issuerId, SerialNumber serial) {
        return database.with(handle -> {
            Optional<CertificateStatus> taken = handle.select(
                            "select since, reason, invalidity from revocation where issuer_id = ? and serial = ?",
                            issuerId,
                            key(serial))
                    .map((row, context) -> status(row))
                    .findOne();
            return taken.isPresent() ? taken : issued(handle, issuerId, serial);
        });
    }

    private static Optional<CertificateStatus> issued(Handle handle, String issuerId, SerialNumber serial) {
        // In this order: one that is archived meanwhile is found in the second.
        return Stream.of("certificate", "archived_certificate")
                .flatMap(table -> handle
                        .select("select issuer_id from " + table + " where serial = ?", serial.hex())
                        .mapTo(String.class)
                        .findOne()
                        .stream())
                .findFirst()
                .filter(issuerId::equals)
                .map(found -> new CertificateStatus.Active());
    }

    @Override
    public Map<String, Long> changes() {
        return database.with(handle -> {
            Map<String, Long> changes = new HashMap<>();
            handle.select("select issuer_id, changes from crl_number")
                    .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                    .forEach(issuer -> changes.put(issuer.getKey(), issuer.getValue()));
            return changes;
        });
    }

    @Override
    public List<SerialNumber> changed(String issuerId, long after) {
        return database.with(handle -> handle.select(
                        "select serial from revocation where issuer_id = :issuer and change > :after union all"
                                + " select serial from released_hold where issuer_id = :issuer and change > :after")
                .bind("issuer", issuerId)
                .bind("after", after)
                .map((row, context) -> serial(row.getString(1)))
                .list());
    }

    @Override
    public void set(Subject subject, CertificateStatus status) {
        database.change(handle -> {
            set(handle, subject, status);
            return null;
        });
    }

    @Override
    public void release(Subject subject, Instant now) {
        database.change(handle -> {
            long change = nextChange(handle, subject.issuerId());
            String serial = clear(handle, subject);
            return handle.execute(
                    "insert into released_hold (issuer_id, change, serial, since) values (?,?,?,?)",
                    subject.issuerId(),
                    change,
                    serial,
                    now.toEpochMilli());
        });
    }

    private static String clear(Handle handle, Subject subject) {
        String serial = key(subject.serial());
        handle.execute("delete from revocation where issuer_id = ? and serial = ?", subject.issuerId(), serial);
        return serial;
    }

    static void set(Handle handle, Subject subject, CertificateStatus status) {
        if (status.isActive()) {
            throw new IllegalArgumentException("neither held nor revoked");
        }
        long change = nextChange(handle, subject.issuerId());
        String serial = clear(handle, subject);
        handle.execute(
                "insert into revocation (issuer_id, serial, crl_shard, not_after, since, reason, invalidity, change)"
                        + " values (?,?,?,?,?,?,?,?)",
                subject.issuerId(),
                serial,
                subject.crlShard(),
                subject.notAfter().map(Instant::toEpochMilli).orElse(null),
                status.fold(
                        () -> null,
                        held -> held.since().toEpochMilli(),
                        revoked -> revoked.at().toEpochMilli()),
                status.fold(() -> null, held -> RevocationReason.CERTIFICATE_HOLD, CertificateStatus.Revoked::reason)
                        .text(),
                status.<Long>fold(
                        () -> null,
                        held -> null,
                        revoked ->
                                revoked.invalidity().map(Instant::toEpochMilli).orElse(null)),
                change);
    }

    /** The issuer's row stays locked until the unit ends, so changes are numbered in the order in which they are seen. */
    private static long nextChange(Handle handle, String issuerId) {
        int known = handle.execute("update crl_number set changes = changes + 1 where issuer_id = ?", issuerId);
        if (known == 0) {
            handle.execute("insert into crl_number (issuer_id, taken, changes) values (?, 0, 1)", issuerId);
        }
        return handle.select("select changes from crl_number where issuer_id = ?", issuerId)
                .mapTo(Long.class)
                .one();
    }

    /** What a row of {@code revocation} says; Active if the columns are null, since there was none. */
    static CertificateStatus status(ResultSet row) throws SQLException {
        String text = row.getString("reason");
        if (text == null) {
            return new CertificateStatus.Active();
        }
        RevocationReason reason = RevocationReason.ofText(text).orElseThrow();
        Instant since = Instant.ofEpochMilli(row.getLong("since"));
        return reason == RevocationReason.CERTIFICATE_HOLD
                ? new CertificateStatus.Held(since)
                : new CertificateStatus.Revoked(
                        since,
                        reason,
                        Optional.ofNullable(row.getObject("invalidity", Long.class))
                                .map(Instant::ofEpochMilli));
    }

    static String key(SerialNumber serial) {
        String hex = serial.hex();
        return "0".repeat(DIGITS - hex.length()) + hex;
    }

    static SerialNumber serial(String hex) {
        String octets = hex.length() % 2 == 0 ? hex : "0" + hex;
        return new SerialNumber(new BigInteger(1, HexFormat.of().parseHex(octets)));
    }
}
