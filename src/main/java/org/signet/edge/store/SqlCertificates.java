package org.signet.edge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.revocation.RevocationStore;
import org.signet.edge.store.database.Database;
import org.signet.model.Bytes;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.EmailAddress;
import org.signet.model.KeyId;
import org.signet.model.KeyUse;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;
import org.signet.model.Validity;

/** Certificates, and those about to be signed, in SQL. */
public final class SqlCertificates implements CertificateStore {
    private final Database database;

    public SqlCertificates(Database database) {
        this.database = database;
    }

    @Override
    public List<KeyRecord> uses(KeyId key) {
        database.claim(key.hex());
        return database.with(handle -> {
            if (!isUsed(handle, key)) {
                return List.of();
            }
            // The intents first: what is recorded between two statements is seen by the later one.
            List<KeyRecord> uses = new ArrayList<>(handle.select(
                            "select person_id, case when abandoned is null then intended end"
                                    + " from issuance_intent where key_id = ?",
                            key.hex())
                    .map((row, context) ->
                            new KeyRecord(row.getLong(1), Optional.empty(), moment(row.getObject(2, Long.class))))
                    .list());
            // Not one with a union, which is parsed anew each time.
            for (String table : List.of("certificate", "archived_certificate")) {
                uses.addAll(handle.select(
                                "select c.person_id, r.reason from " + table + " c" + SqlRevocations.OF_CERTIFICATE
                                        + "where c.key_id = ?",
                                key.hex())
                        .map((row, context) -> new KeyRecord(
                                row.getLong(1),
                                Optional.ofNullable(row.getString(2)).flatMap(RevocationReason::ofText),
                                Optional.empty()))
                        .list());
            }
            return uses;
        });
    }

    /** Nearly every key is a new one: asked for in one place before it is looked for in each. */
    private static boolean isUsed(Handle handle, KeyId key) {
        return handle.select(
                        "select exists (select 1 from issuance_intent where key_id = ?)"
                                + " or exists (select 1 from certificate where key_id = ?)"
                                + " or exists (select 1 from archived_certificate where key_id = ?)",
                        key.hex(),
                        key.hex(),
                        key.hex())
                .mapTo(Boolean.class)
                .one();
    }

    private static Optional<Instant> moment(Long millis) {
        return Optional.ofNullable(millis).map(Instant::ofEpochMilli);
    }

    @Override
    public boolean isCompromised(KeyId key) {
        return database.with(handle -> handle.select("select 1 from compromised_key where key_id = ?", key.hex())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    @Override
    public void setCompromised(KeyId key, Instant now) {
        database.claim(key.hex());
        database.change(handle -> handle.execute(
                "insert into compromised_key (key_id, proven) select ?, ? where not exists"
                        + " (select 1 from compromised_key where key_id = ?)",
                key.hex(),
                now.toEpochMilli(),
                key.hex()));
    }

    @Override
    public void insertIntent(Intent intent) {
        database.change(handle -> handle.execute(
                "insert into issuance_intent (serial, issuer_id, person_id, key_id, tbs, intended) values (?,?,?,?,?,?)",
                intent.serial().hex(),
                intent.issuerId(),
                intent.personId(),
                intent.key().hex(),
                intent.tbs().toArray(),
                intent.at().toEpochMilli()));
    }

    @Override
    public boolean completeIntent(SerialNumber serial) {
        return database.change(handle ->
                handle.execute("delete from issuance_intent where serial = ? and abandoned is null", serial.hex())
                        == 1);
    }

    @Override
    public List<SerialNumber> abandonIntents(Instant before, Instant now) {
        return database.change(handle -> {
            List<RevocationStore.Subject> left = handle.select(
                            "select serial, issuer_id from issuance_intent where abandoned is null and intended < ?"
                                    + " for update",
                            before.toEpochMilli())
                    .map((row, context) -> new RevocationStore.Subject(
                            row.getString(2), SqlRevocations.serial(row.getString(1)), 0, Optional.empty()))
                    .list();
            left.forEach(subject -> {
                handle.execute(
                        "update issuance_intent set abandoned = ? where serial = ?",
                        now.toEpochMilli(),
                        subject.serial().hex());
                SqlRevocations.set(
                        handle, subject, new CertificateStatus.Revoked(now, RevocationReason.CESSATION_OF_OPERATION));
            });
            return left.stream().map(RevocationStore.Subject::serial).toList();
        });
    }

    @Override
    public void insert(CertificateRecord c) {
        database.change(handle -> {
            long id = handle.createUpdate("insert into certificate (serial, issuer_id, person_id, subject, addresses,"
                            + " profile, key_use, key_id, not_before, not_after, der, issued, crl_shard)"
                            + " values (?,?,?,?,?,?,?,?,?,?,?,?,?)")
                    .bind(0, c.serial().hex())
                    .bind(1, c.issuerId())
                    .bind(2, c.personId())
                    .bind(3, c.subject())
                    .bind(4, c.addresses().stream().map(EmailAddress::toString).collect(Collectors.joining("\n")))
                    .bind(5, c.profile())
                    .bind(6, c.use().name())
                    .bind(7, c.keyId().hex())
                    .bind(8, c.validity().notBefore().toEpochMilli())
                    .bind(9, c.validity().notAfter().toEpochMilli())
                    .bind(10, c.der().toArray())
                    .bind(11, c.issuedAt().toEpochMilli())
                    .bind(12, c.crlShard())
                    .executeAndReturnGeneratedKeys("id")
                    .mapTo(Long.class)
                    .one();
            for (EmailAddress address : c.addresses()) {
                handle.execute(
                        "insert into certificate_address (search_key, certificate_id) values (?,?)",
                        address.searchKey(),
                        id);
            }
            return null;
        });
    }

    @Override
    public Optional<CertificateRecord> find(SerialNumber serial) {
        return database.with(handle ->
                list(handle, "where c.serial = ?", serial.hex()).stream().findFirst());
    }

    @Override
    public List<CertificateRecord> ofPerson(long personId) {
        return database.with(handle -> list(handle, "where c.person_id = ? order by c.id desc", personId));
    }

    @Override
    public List<CertificateRecord> ofKey(KeyId key) {
        return database.with(handle -> list(handle, "where c.key_id = ? order by c.id desc", key.hex()));
    }

    @Override
    public List<CertificateRecord> naming(EmailAddress address) {
        return database.with(handle -> list(
                handle,
                "join certificate_address a on a.certificate_id = c.id where a.search_key = ? order by c.id desc",
                address.searchKey()));
    }

    @Override
    public List<CertificateRecord> ending(Instant from, Instant until, Optional<CertificateRecord> last, int limit) {
        long first =
                last.map(before -> before.validity().notAfter()).orElse(from).toEpochMilli();
        return database.with(handle -> list(
                handle,
                "where c.not_after >= ? and c.not_after <= ? and (c.not_after > ? or c.serial > ?) and c.person_id <> 0"
                        + " and (r.reason is null or r.reason = 'certificateHold') order by c.not_after, c.serial limit ?",
                first,
                until.toEpochMilli(),
                first,
                // No serial number lies behind this one: the moment itself is left out.
                last.map(before -> before.serial().hex()).orElse("g"),
                limit));
    }

    @Override
    public List<Numbered> live(long after, Instant now, int limit) {
        return database.with(handle -> handle.select(
                        "select c.*, r.since, r.reason, r.invalidity from certificate c" + SqlRevocations.OF_CERTIFICATE
                                + "where c.id > ? and c.not_after >= ? order by c.id limit ?",
                        after,
                        now.toEpochMilli(),
                        limit)
                .map((row, context) -> new Numbered(row.getLong("id"), certificate(row)))
                .list());
    }

    @Override
    public long liveBelow(String issuerId, Instant now) {
        return database.with(handle -> handle.select(
                        "select count(*) from certificate c" + SqlRevocations.OF_CERTIFICATE
                                + "where c.issuer_id = ? and c.not_after >= ? and c.person_id <> 0"
                                + " and (r.reason is null or r.reason = 'certificateHold')",
                        issuerId,
                        now.toEpochMilli())
                .mapTo(Long.class)
                .one());
    }

    @Override
    public Optional<Archived> archive(SerialNumber serial) {
        return database.with(handle -> handle.select(
                        "select c.file, c.not_after, r.since, r.reason, r.invalidity from archived_certificate c"
                                + SqlRevocations.OF_CERTIFICATE + "where c.serial = ?",
                        serial.hex())
                .map((row, context) -> new Archived(
                        row.getString("file"),
                        Instant.ofEpochMilli(row.getLong("not_after")),
                        SqlRevocations.status(row)))
                .findOne());
    }

    @Override
    public long issued() {
        return database.with(handle -> handle.select("select coalesce(max(id), 0) from certificate")
                .mapTo(Long.class)
                .one());
    }

    private static List<CertificateRecord> list(Handle handle, String rest, Object... arguments) {
        return handle.select(
                        "select c.*, r.since, r.reason, r.invalidity from certificate c" + SqlRevocations.OF_CERTIFICATE
                                + rest,
                        arguments)
                .map((row, context) -> certificate(row))
                .list();
    }

    /** What a row of {@code certificate}, with what {@link SqlRevocations#OF_CERTIFICATE} brings, says. */
    public static CertificateRecord certificate(ResultSet row) throws SQLException {
        return new CertificateRecord(
                SqlRevocations.serial(row.getString("serial")),
                row.getString("issuer_id"),
                row.getInt("crl_shard"),
                row.getLong("person_id"),
                row.getString("subject"),
                addresses(row.getString("addresses")),
                row.getString("profile"),
                KeyUse.valueOf(row.getString("key_use")),
                new KeyId(Bytes.ofHex(row.getString("key_id"))),
                new Validity(
                        Instant.ofEpochMilli(row.getLong("not_before")),
                        Instant.ofEpochMilli(row.getLong("not_after"))),
                Bytes.of(row.getBytes("der")),
                Instant.ofEpochMilli(row.getLong("issued")),
                SqlRevocations.status(row));
    }

    private static List<EmailAddress> addresses(String lines) {
        return lines.lines().map(line -> EmailAddress.parse(line).orThrow()).toList();
    }
}
