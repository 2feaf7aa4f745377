package org.signet.edge.store.holder;

import java.time.Instant;
import java.util.Optional;
import org.signet.ca.access.MailedLink;
import org.signet.ca.access.holder.HolderStore;
import org.signet.edge.store.database.Database;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;

/** Links and sessions of readers of mailboxes, in SQL. */
public final class SqlHolders implements HolderStore {
    private final Database database;

    public SqlHolders(Database database) {
        this.database = database;
    }

    @Override
    public void insert(MailedLink link) {
        database.change(handle -> handle.execute(
                "insert into holder_link (digest, search_key, address, asked, expires) values (?,?,?,?,?)",
                link.digest().hex(),
                link.address().searchKey(),
                link.address().toString(),
                link.asked().toEpochMilli(),
                link.expires().toEpochMilli()));
    }

    @Override
    public Optional<MailedLink> find(Bytes digest) {
        return database.with(handle -> handle.select(
                        "select address, asked, expires, used from holder_link where digest = ?", digest.hex())
                .map((row, context) -> new MailedLink(
                        digest,
                        EmailAddress.parse(row.getString("address")).orThrow(),
                        Instant.ofEpochMilli(row.getLong("asked")),
                        Instant.ofEpochMilli(row.getLong("expires")),
                        Optional.ofNullable(row.getObject("used", Long.class)).map(Instant::ofEpochMilli)))
                .findOne());
    }

    @Override
    public void use(Bytes digest, Instant now) {
        database.change(handle -> handle.execute(
                "update holder_link set used = ? where digest = ? and used is null", now.toEpochMilli(), digest.hex()));
    }

    @Override
    public int asked(EmailAddress address, Instant after, Instant before) {
        return database.with(handle -> handle.select(
                        "select count(*) from holder_link where search_key = ? and asked > ? and asked < ?",
                        address.searchKey(),
                        after.toEpochMilli(),
                        before.toEpochMilli())
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public void insertSession(Bytes digest, EmailAddress address, Instant opened, Instant expires) {
        database.change(handle -> handle.execute(
                "insert into holder_session (digest, search_key, address, opened, expires) values (?,?,?,?,?)",
                digest.hex(),
                address.searchKey(),
                address.toString(),
                opened.toEpochMilli(),
                expires.toEpochMilli()));
    }

    @Override
    public Optional<Open> session(Bytes digest) {
        return database.with(handle -> handle.select(
                        "select address, expires from holder_session where digest = ?", digest.hex())
                .map((row, context) -> new Open(
                        EmailAddress.parse(row.getString("address")).orThrow(),
                        Instant.ofEpochMilli(row.getLong("expires"))))
                .findOne());
    }

    @Override
    public void endAll(EmailAddress address) {
        String mailbox = address.searchKey();
        database.change(handle -> handle.execute("delete from holder_session where search_key = ?", mailbox));
        // The row stays, since it is counted.
        database.change(handle ->
                handle.execute("update holder_link set used = asked where search_key = ? and used is null", mailbox));
    }

    @Override
    public void deleteEnded(Instant before) {
        database.change(handle -> handle.execute("delete from holder_link where expires < ?", before.toEpochMilli()));
        database.change(
                handle -> handle.execute("delete from holder_session where expires < ?", before.toEpochMilli()));
    }
}
