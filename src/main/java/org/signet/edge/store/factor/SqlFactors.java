package org.signet.edge.store.factor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.ca.access.factor.FactorStore;
import org.signet.ca.access.factor.Passkey;
import org.signet.crypto.keys.Totp;
import org.signet.edge.store.database.Database;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;

/** Second factors in SQL. */
public final class SqlFactors implements FactorStore {
    private final Database database;

    public SqlFactors(Database database) {
        this.database = database;
    }

    @Override
    public Optional<App> app(String user) {
        return database.with(handle -> handle.select("select * from account_app where name = ?", user)
                .map((row, context) -> new App(
                        new Totp(row.getString("secret")),
                        Instant.ofEpochMilli(row.getLong("added")),
                        row.getLong("last_step")))
                .findOne());
    }

    @Override
    public void setApp(String user, App app) {
        removeApp(user);
        database.change(handle -> handle.execute(
                "insert into account_app (name, secret, added, last_step) values (?,?,?,?)",
                user,
                app.totp().base32(),
                app.added().toEpochMilli(),
                app.lastStep()));
    }

    @Override
    public boolean advance(String user, long step) {
        return database.change(handle -> handle.execute(
                        "update account_app set last_step = ? where name = ? and last_step < ?", step, user, step))
                > 0;
    }

    @Override
    public void removeApp(String user) {
        database.change(handle -> handle.execute("delete from account_app where name = ?", user));
    }

    @Override
    public int recoveryCodes(String user) {
        return database.with(handle -> handle.select("select count(*) from account_recovery where name = ?", user)
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public void setRecoveryCodes(String user, List<Bytes> digests) {
        database.change(handle -> {
            handle.execute("delete from account_recovery where name = ?", user);
            return digests.stream()
                    .mapToInt(digest -> handle.execute(
                            "insert into account_recovery (name, digest) values (?,?)", user, digest.hex()))
                    .sum();
        });
    }

    @Override
    public boolean spend(String user, Bytes digest) {
        return database.change(handle -> handle.execute(
                        "delete from account_recovery where name = ? and digest = ?", user, digest.hex()))
                > 0;
    }

    @Override
    public List<Passkey> passkeys(String user) {
        return database.with(
                handle -> handle.select("select * from account_passkey where name = ? order by added, id", user)
                        .map((row, context) -> passkey(row))
                        .list());
    }

    @Override
    public Optional<Passkey> passkey(String id) {
        return database.with(handle -> handle.select("select * from account_passkey where id = ?", id)
                .map((row, context) -> passkey(row))
                .findOne());
    }

    private static Passkey passkey(ResultSet row) throws SQLException {
        Long used = row.getObject("used", Long.class);
        return new Passkey(
                row.getString("id"),
                row.getString("name"),
                row.getString("handle"),
                row.getString("title"),
                row.getString("public_key"),
                row.getLong("sign_count"),
                Instant.ofEpochMilli(row.getLong("added")),
                Optional.ofNullable(used).map(Instant::ofEpochMilli));
    }

    @Override
    public void addPasskey(Passkey passkey) {
        database.change(handle -> handle.execute(
                "insert into account_passkey (id, name, handle, title, public_key, sign_count, added)"
                        + " values (?,?,?,?,?,?,?)",
                passkey.id(),
                passkey.user(),
                passkey.handle(),
                passkey.title(),
                passkey.publicKey(),
                passkey.signCount(),
                passkey.added().toEpochMilli()));
    }

    @Override
    public void setUsed(String id, long signCount, Instant now) {
        database.change(handle -> handle.execute(
                "update account_passkey set sign_count = ?, used = ? where id = ?", signCount, now.toEpochMilli(), id));
    }

    @Override
    public void removePasskey(String id) {
        database.change(handle -> handle.execute("delete from account_passkey where id = ?", id));
    }

    @Override
    public Optional<EmailAddress> mailbox(String user) {
        return database.with(handle -> handle.select("select address from account_mailbox where name = ?", user)
                .mapTo(String.class)
                .findOne()
                .map(text -> EmailAddress.parse(text).orThrow()));
    }

    @Override
    public void setMailbox(String user, EmailAddress mailbox) {
        database.change(handle -> handle.execute("delete from account_mailbox where name = ?", user));
        database.change(handle ->
                handle.execute("insert into account_mailbox (name, address) values (?,?)", user, mailbox.searchKey()));
    }

    @Override
    public void removeMailbox(String user, Instant now) {
        database.change(handle -> {
            handle.execute(
                    "insert into account_mailbox_before (name, address, released)"
                            + " select name, address, cast(? as bigint) from account_mailbox where name = ?",
                    now.toEpochMilli(),
                    user);
            return handle.execute("delete from account_mailbox where name = ?", user);
        });
    }

    @Override
    public List<EmailAddress> formerMailboxes(String user, Instant since) {
        return database.with(handle -> handle
                .select(
                        "select address from account_mailbox_before where name = ? and released >= ?",
                        user,
                        since.toEpochMilli())
                .mapTo(String.class)
                .list()
                .stream()
                .map(text -> EmailAddress.parse(text).orThrow())
                .toList());
    }

    @Override
    public Optional<String> ofMailbox(EmailAddress mailbox) {
        return database.with(
                handle -> handle.select("select name from account_mailbox where address = ?", mailbox.searchKey())
                        .mapTo(String.class)
                        .findOne());
    }

    @Override
    public void clear(String user) {
        removeApp(user);
        database.change(handle -> {
            handle.execute("delete from account_mailbox where name = ?", user);
            handle.execute("delete from account_recovery where name = ?", user);
            return handle.execute("delete from account_passkey where name = ?", user);
        });
    }
}
