package org.signet.edge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.ca.enrollment.Channel;
import org.signet.ca.enrollment.Enrollment;
import org.signet.ca.enrollment.EnrollmentState;
import org.signet.ca.enrollment.EnrollmentStore;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;

/** Enrolments in SQL. */
public final class SqlEnrollments implements EnrollmentStore {
    private final Database database;

    public SqlEnrollments(Database database) {
        this.database = database;
    }

    @Override
    public void insert(Enrollment e) {
        database.change(handle -> handle.execute(
                "insert into enrollment (id, search_key, address, name, given_name, surname, pseudonym, channel, language, origin, requested, state,"
                        + " proof_digest, proof_expires, proof_wrong, key_digest, key_expires, person_id)"
                        + " values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                e.id(),
                e.address().searchKey(),
                e.address().toString(),
                e.name().text(),
                e.name().givenName().orElse(null),
                e.name().surname().orElse(null),
                e.name().pseudonym().orElse(null),
                e.channel().name(),
                e.language(),
                e.origin(),
                e.requested().toEpochMilli(),
                e.state().name(),
                e.proof().digest().hex(),
                e.proof().expires().toEpochMilli(),
                e.proof().wrong(),
                e.key() == null ? null : e.key().digest().hex(),
                e.key() == null ? null : e.key().expires().toEpochMilli(),
                e.personId()));
    }

    @Override
    public boolean update(Enrollment e, EnrollmentState from) {
        return database.change(handle -> handle.execute(
                        "update enrollment set state = ?, proof_wrong = ?, key_digest = ?, key_expires = ?,"
                                + " person_id = ?, decided_by = ?, decided_at = ?, comment = ?, serial = ?"
                                + " where id = ? and state = ?",
                        e.state().name(),
                        e.proof().wrong(),
                        e.key() == null ? null : e.key().digest().hex(),
                        e.key() == null ? null : e.key().expires().toEpochMilli(),
                        e.personId(),
                        e.decided().map(Enrollment.Decision::by).orElse(null),
                        e.decided().map(d -> d.at().toEpochMilli()).orElse(null),
                        e.decided().map(Enrollment.Decision::comment).orElse(null),
                        e.serial() == null ? null : e.serial().hex(),
                        e.id(),
                        from.name())
                == 1);
    }

    @Override
    public Optional<Enrollment> find(String id) {
        return list("where id = ?", id).stream().findFirst();
    }

    @Override
    public Optional<Enrollment> findByProof(Bytes digest) {
        return list("where proof_digest = ?", digest.hex()).stream().findFirst();
    }

    @Override
    public Optional<Enrollment> findByKey(Bytes digest) {
        return list("where key_digest = ?", digest.hex()).stream().findFirst();
    }

    @Override
    public List<Enrollment> inState(EnrollmentState state, int limit) {
        return list("where state = ? order by requested desc limit ?", state.name(), limit);
    }

    @Override
    public List<Enrollment> latest(int limit) {
        return list("order by requested desc limit ?", limit);
    }

    @Override
    public List<Enrollment> standing(EmailAddress address) {
        return list(
                "where search_key = ? and state in ('PROVEN', 'APPROVED', 'ISSUED') order by requested desc",
                address.searchKey());
    }

    @Override
    public int countSince(EmailAddress address, Instant since) {
        return database.with(handle -> handle.select(
                        "select count(*) from enrollment where search_key = ? and requested > ?",
                        address.searchKey(),
                        since.toEpochMilli())
                .mapTo(Integer.class)
                .one());
    }

    private List<Enrollment> list(String rest, Object... arguments) {
        return database.with(handle -> handle.select("select * from enrollment " + rest, arguments)
                .map((row, context) -> enrollment(row))
                .list());
    }

    private static Enrollment enrollment(ResultSet row) throws SQLException {
        String key = row.getString("key_digest");
        String decidedBy = row.getString("decided_by");
        String serial = row.getString("serial");
        return new Enrollment(
                row.getString("id"),
                EmailAddress.parse(row.getString("address")).orThrow(),
                SqlNames.name(row),
                Channel.valueOf(row.getString("channel")),
                row.getString("language"),
                row.getString("origin"),
                Instant.ofEpochMilli(row.getLong("requested")),
                EnrollmentState.valueOf(row.getString("state")),
                new Enrollment.Proof(
                        Bytes.ofHex(row.getString("proof_digest")),
                        Instant.ofEpochMilli(row.getLong("proof_expires")),
                        row.getInt("proof_wrong")),
                key == null
                        ? null
                        : new Enrollment.Secret(Bytes.ofHex(key), Instant.ofEpochMilli(row.getLong("key_expires"))),
                row.getLong("person_id"),
                decidedBy == null
                        ? null
                        : new Enrollment.Decision(
                                decidedBy, Instant.ofEpochMilli(row.getLong("decided_at")), row.getString("comment")),
                serial == null ? null : SqlCertificates.serial(serial));
    }
}
