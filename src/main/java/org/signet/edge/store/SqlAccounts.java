package org.signet.edge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.ca.access.Account;
import org.signet.ca.access.AccountStore;
import org.signet.ca.access.Failures;
import org.signet.ca.access.OpenSession;
import org.signet.edge.store.database.Database;
import org.signet.model.Bytes;
import org.signet.model.Role;

/** Accounts, their one-time links, sessions and known browsers in SQL. */
public final class SqlAccounts implements AccountStore {
    private final Database database;

    public SqlAccounts(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Account> find(String user) {
        return database.with(
                handle -> handle.select("select * from account where name = ? and standing = 'ACTIVE'", user)
                        .map((row, context) -> account(row))
                        .findOne());
    }

    @Override
    public List<Account> all() {
        return database.with(handle -> handle.select("select * from account where standing = 'ACTIVE' order by name")
                .map((row, context) -> account(row))
                .list());
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getString("password_hash"),
                failures(row));
    }

    private static Failures failures(ResultSet row) throws SQLException {
        Long last = row.getObject("last_failure", Long.class);
        return new Failures(row.getInt("failures"), last == null ? null : Instant.ofEpochMilli(last));
    }

    private static Long millis(Failures failures) {
        return failures.last() == null ? null : failures.last().toEpochMilli();
    }

    @Override
    public void insert(String user, Role role) {
        database.change(handle -> handle.execute("insert into account (name, role) values (?,?)", user, role.name()));
    }

    @Override
    public void setPassword(String user, String hash) {
        database.change(handle -> {
            handle.execute(
                    "update account set password_hash = ?, failures = 0, last_failure = null where name = ?",
                    hash,
                    user);
            handle.execute("delete from account_link where name = ?", user);
            handle.execute("delete from account_step where name = ?", user);
            handle.execute("delete from account_browser where name = ?", user);
            return handle.execute("delete from account_session where name = ?", user);
        });
    }

    @Override
    public void setFailures(String user, Failures failures) {
        database.change(handle -> handle.execute(
                "update account set failures = ?, last_failure = ? where name = ?",
                failures.count(),
                millis(failures),
                user));
    }

    @Override
    public Optional<Failures> findBrowser(Bytes digest, String user, Instant now) {
        return database.with(handle -> handle.select(
                        "select failures, last_failure from account_browser"
                                + " where name = ? and digest = ? and expires > ?",
                        user,
                        digest.hex(),
                        now.toEpochMilli())
                .map((row, context) -> failures(row))
                .findOne());
    }

    @Override
    public void setBrowserFailures(Bytes digest, String user, Failures failures) {
        database.change(handle -> handle.execute(
                "update account_browser set failures = ?, last_failure = ? where name = ? and digest = ?",
                failures.count(),
                millis(failures),
                user,
                digest.hex()));
    }

    @Override
    public void keepBrowser(Bytes digest, String user, Instant expires) {
        database.change(handle -> {
            handle.execute("delete from account_browser where name = ? and digest = ?", user, digest.hex());
            return handle.execute(
                    "insert into account_browser (name, digest, expires) values (?,?,?)",
                    user,
                    digest.hex(),
                    expires.toEpochMilli());
        });
    }

    @Override
    public void renameBrowser(Bytes digest, Bytes fresh) {
        database.change(handle ->
                handle.execute("update account_browser set digest = ? where digest = ?", fresh.hex(), digest.hex()));
    }

    @Override
    public void insertLink(Bytes digest, Link link) {
        database.change(handle -> handle.execute("delete from account_link where name = ?", link.user()));
        database.change(handle -> handle.execute(
                "insert into account_link (digest, name, expires, clears) values (?,?,?,?)",
                digest.hex(),
                link.user(),
                link.expires().toEpochMilli(),
                link.clears()));
    }

    @Override
    public Optional<Link> findLink(Bytes digest) {
        return database.with(handle -> handle.select(
                        "select name, expires, clears from account_link where digest = ?", digest.hex())
                .map((row, context) ->
                        new Link(row.getString(1), Instant.ofEpochMilli(row.getLong(2)), row.getBoolean(3)))
                .findOne());
    }

    @Override
    public void insertSession(OpenSession session) {
        database.change(handle -> {
            handle.execute(
                    "update account set signed_in = ? where name = ?",
                    session.opened().toEpochMilli(),
                    session.user());
            return handle.execute(
                    "insert into account_session (digest, name, opened, seen, confirmed, origin, browser, expires)"
                            + " values (?,?,?,?,?,?,?,?)",
                    session.digest().hex(),
                    session.user(),
                    session.opened().toEpochMilli(),
                    session.seen().toEpochMilli(),
                    session.confirmed().toEpochMilli(),
                    session.origin(),
                    session.browser() == null ? null : session.browser().hex(),
                    session.expires().toEpochMilli());
        });
    }

    @Override
    public Optional<OpenSession> findSession(Bytes digest) {
        return database.with(handle -> handle.select("select * from account_session where digest = ?", digest.hex())
                .map((row, context) -> session(row))
                .findOne());
    }

    @Override
    public List<OpenSession> sessions(String user) {
        return database.with(handle -> handle.select(
                        "select * from account_session where name = ? order by seen desc, opened desc, digest", user)
                .map((row, context) -> session(row))
                .list());
    }

    private static OpenSession session(ResultSet row) throws SQLException {
        String browser = row.getString("browser");
        return new OpenSession(
                Bytes.ofHex(row.getString("digest")),
                row.getString("name"),
                Instant.ofEpochMilli(row.getLong("opened")),
                Instant.ofEpochMilli(row.getLong("seen")),
                Instant.ofEpochMilli(row.getLong("confirmed")),
                row.getString("origin"),
                browser == null ? null : Bytes.ofHex(browser),
                Instant.ofEpochMilli(row.getLong("expires")));
    }

    @Override
    public void setSeen(Bytes digest, Instant now) {
        database.change(handle -> handle.execute(
                "update account_session set seen = ? where digest = ?", now.toEpochMilli(), digest.hex()));
    }

    @Override
    public void deleteSession(Bytes digest) {
        database.change(handle -> handle.execute("delete from account_session where digest = ?", digest.hex()));
    }

    @Override
    public void deleteSessionsIn(Bytes browser) {
        database.change(handle -> handle.execute("delete from account_session where browser = ?", browser.hex()));
    }

    @Override
    public void deleteExpired(Instant now, Instant latest) {
        database.change(handle -> {
            handle.execute("delete from account_link where expires < ?", now.toEpochMilli());
            handle.execute("delete from account_browser where expires < ?", now.toEpochMilli());
            return handle.execute(
                    "delete from account_session where expires < ? or expires > ?",
                    now.toEpochMilli(),
                    latest.toEpochMilli());
        });
    }
}
