package org.signet.edge.store.control;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.ca.access.Failures;
import org.signet.ca.access.control.Member;
import org.signet.ca.access.control.StaffStore;
import org.signet.ca.access.control.Standing;
import org.signet.edge.store.database.Database;
import org.signet.model.Role;

/** Accounts in SQL, as those see them who look after them. */
public final class SqlStaff implements StaffStore {
    private static final String MEMBERS = "select a.*,"
            + " (exists (select 1 from account_app p where p.name = a.name)"
            + " or exists (select 1 from account_passkey k where k.name = a.name)) as second_factor,"
            + " (select count(*) from account_session s where s.name = a.name and s.expires > ?) as sessions,"
            + " (select max(s.seen) from account_session s where s.name = a.name and s.expires > ?) as seen,"
            + " (select max(l.expires) from account_link l where l.name = a.name and l.expires > ?) as link"
            + " from account a ";

    private final Database database;

    public SqlStaff(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Member> find(String user, Instant now) {
        long at = now.toEpochMilli();
        return database.with(handle -> handle.select(MEMBERS + "where a.name = ?", at, at, at, user)
                .map((row, context) -> member(row))
                .findOne());
    }

    @Override
    public List<Member> all(Instant now) {
        long at = now.toEpochMilli();
        return database.with(handle -> handle.select(MEMBERS + "order by a.name", at, at, at)
                .map((row, context) -> member(row))
                .list());
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                Standing.valueOf(row.getString("standing")),
                row.getString("password_hash") != null,
                row.getBoolean("second_factor"),
                new Failures(row.getInt("failures"), moment(row, "last_failure").orElse(null)),
                moment(row, "signed_in"),
                row.getInt("sessions"),
                moment(row, "seen"),
                moment(row, "link"));
    }

    static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, Long.class)).map(Instant::ofEpochMilli);
    }

    @Override
    public void setRole(String user, Role role) {
        database.change(handle -> handle.execute("update account set role = ? where name = ?", role.name(), user));
    }

    @Override
    public void setStanding(String user, Standing standing) {
        database.change(
                handle -> handle.execute("update account set standing = ? where name = ?", standing.name(), user));
    }

    @Override
    public void shutOut(String user) {
        database.change(handle -> {
            handle.execute("delete from account_link where name = ?", user);
            handle.execute("delete from account_step where name = ?", user);
            handle.execute("delete from account_browser where name = ?", user);
            return handle.execute("delete from account_session where name = ?", user);
        });
    }

    @Override
    public void forgetWaysIn(String user) {
        database.change(handle -> {
            handle.execute("delete from account_app where name = ?", user);
            handle.execute("delete from account_recovery where name = ?", user);
            handle.execute("delete from account_passkey where name = ?", user);
            handle.execute("delete from account_mailbox where name = ?", user);
            return handle.execute("update account set password_hash = null where name = ?", user);
        });
    }

    @Override
    public int endSessions(String user) {
        return database.change(handle -> handle.execute("delete from account_session where name = ?", user));
    }
}
