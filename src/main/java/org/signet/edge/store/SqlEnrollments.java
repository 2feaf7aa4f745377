package org.signet.edge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.signet.ca.enrollment.Channel;
import org.signet.ca.enrollment.Enrollment;
import org.signet.ca.enrollment.EnrollmentState;
import org.signet.ca.enrollment.EnrollmentStore;
import org.signet.edge.store.database.Database;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;
import org.signet.model.SerialNumber;

/** Enrolments in SQL. */
public final class SqlEnrollments implements EnrollmentStore {
    private final Database database;

    public SqlEnrollments(Database database) {
        this.database = database;
    }

    @Override
    public void insert(Enrollment e) {
        insertItself(e);
        for (int i = 0; i < e.further().size(); i++) {
            Enrollment.Further further = e.further().get(i);
            int position = i;
            database.change(handle -> handle.execute(
                    "insert into enrollment_address (enrollment_id, position, search_key, address, code_digest,"
                            + " requested) values (?,?,?,?,?,?)",
                    e.id(),
                    position,
                    further.address().searchKey(),
                    further.address().toString(),
                    further.code().hex(),
                    e.requested().toEpochMilli()));
        }
    }

    private void insertItself(Enrollment e) {
        database.change(handle -> handle.execute(
                "insert into enrollment (id, search_key, address, name, given_name, surname, pseudonym, pair, channel, language, origin, requested, state,"
                        + " proof_digest, proof_expires, proof_wrong, key_digest, key_expires, person_id, further, decided_by, decided_at, comment)"
                        + " values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                e.id(),
                e.address().searchKey(),
                e.address().toString(),
                e.name().text(),
                e.name().givenName().orElse(null),
                e.name().surname().orElse(null),
                e.name().pseudonym().orElse(null),
                e.pair(),
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
                e.personId(),
                e.further().size(),
                e.decided().map(Enrollment.Decision::by).orElse(null),
                e.decided().map(d -> d.at().toEpochMilli()).orElse(null),
                e.decided().map(Enrollment.Decision::comment).orElse(null)));
    }

    @Override
    public boolean update(Enrollment e, EnrollmentState from) {
        return database.change(handle -> handle.execute(
                        "update enrollment set state = ?, proof_wrong = ?, key_digest = ?, key_expires = ?,"
                                + " person_id = ?, decided_by = ?, decided_at = ?, comment = ?, serial = ?, encryption_serial = ?"
                                + " where id = ? and state = ?",
                        e.state().name(),
                        e.proof().wrong(),
                        e.key() == null ? null : e.key().digest().hex(),
                        e.key() == null ? null : e.key().expires().toEpochMilli(),
                        e.personId(),
                        e.decided().map(Enrollment.Decision::by).orElse(null),
                        e.decided().map(d -> d.at().toEpochMilli()).orElse(null),
                        e.decided().map(Enrollment.Decision::comment).orElse(null),
                        hex(e.serial()),
                        hex(e.encryptionSerial()),
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
        // By the index that the states have, in place of one more.
        return Stream.of(EnrollmentState.values())
                .flatMap(state -> inState(state, limit).stream())
                .sorted(Comparator.comparing(Enrollment::requested).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public List<Enrollment> standing(EmailAddress address) {
        return list(
                "where search_key = ? and state in ('PROVEN', 'APPROVED', 'ISSUED') order by requested desc",
                address.searchKey());
    }

    @Override
    public List<Enrollment> ended(Instant now, Duration patience, Duration grace, int limit) {
        return list(
                "where state in ('REQUESTED', 'PROVEN', 'APPROVED') and ((state = 'REQUESTED' and proof_expires < ?)"
                        + " or (state = 'PROVEN' and requested < ?)"
                        + " or (state = 'APPROVED' and channel = 'TERMINAL' and key_expires < ?)"
                        + " or (state = 'APPROVED' and channel = 'BROWSER' and key_expires < ?))"
                        + " order by requested limit ?",
                now.toEpochMilli(),
                now.minus(patience).toEpochMilli(),
                now.toEpochMilli(),
                now.minus(grace).toEpochMilli(),
                limit);
    }

    @Override
    public List<Enrollment> of(EmailAddress address, int limit) {
        return list("where search_key = ? order by requested desc limit ?", address.searchKey(), limit);
    }

    @Override
    public int countBetween(EmailAddress address, Instant after, Instant before) {
        return database.with(handle -> handle.select(
                        "select (select count(*) from enrollment where search_key = ? and requested > ? and requested < ?)"
                                + " + (select count(*) from enrollment_address"
                                + " where search_key = ? and requested > ? and requested < ?)",
                        address.searchKey(),
                        after.toEpochMilli(),
                        before.toEpochMilli(),
                        address.searchKey(),
                        after.toEpochMilli(),
                        before.toEpochMilli())
                .mapTo(Integer.class)
                .one());
    }

    private List<Enrollment> list(String rest, Object... arguments) {
        return database.with(handle -> handle.select("select * from enrollment " + rest, arguments)
                .map((row, context) -> enrollment(row, further(handle, row)))
                .list());
    }

    private static List<Enrollment.Further> further(Handle handle, ResultSet row) throws SQLException {
        return row.getInt("further") == 0
                ? List.of()
                : handle.select(
                                "select address, code_digest from enrollment_address where enrollment_id = ?"
                                        + " order by position",
                                row.getString("id"))
                        .map((each, context) -> new Enrollment.Further(
                                EmailAddress.parse(each.getString("address")).orThrow(),
                                Bytes.ofHex(each.getString("code_digest"))))
                        .list();
    }

    private static Enrollment enrollment(ResultSet row, List<Enrollment.Further> further) throws SQLException {
        String key = row.getString("key_digest");
        String decidedBy = row.getString("decided_by");
        return new Enrollment(
                row.getString("id"),
                EmailAddress.parse(row.getString("address")).orThrow(),
                SqlNames.name(row),
                further,
                row.getBoolean("pair"),
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
                serial(row.getString("serial")),
                serial(row.getString("encryption_serial")));
    }

    private static String hex(SerialNumber serial) {
        return serial == null ? null : serial.hex();
    }

    private static SerialNumber serial(String hex) {
        return hex == null ? null : SqlRevocations.serial(hex);
    }
}
