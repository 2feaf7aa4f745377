package org.signet.edge.store;

import java.time.Instant;
import java.util.Optional;
import org.signet.ca.access.MailedLink;
import org.signet.ca.revocation.RevocationLinkStore;
import org.signet.edge.store.database.Database;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;

/** Mailed links by which holders revoke, in SQL. */
public final class SqlRevocationLinks implements RevocationLinkStore {
    private final Database database;

    public SqlRevocationLinks(Database database) {
        this.database = database;
    }

    @Override
    public void insert(MailedLink link, String language) {
        database.change(handle -> handle.execute(
                "insert into revocation_link (digest, search_key, address, language, asked, expires)"
                        + " values (?,?,?,?,?,?)",
                link.digest().hex(),
                link.address().searchKey(),
                link.address().toString(),
                language,
                link.asked().toEpochMilli(),
                link.expires().toEpochMilli()));
    }

    @Override
    public Optional<MailedLink> find(Bytes digest) {
        return database.with(handle -> handle.select(
                        "select address, asked, expires, used from revocation_link where digest = ?", digest.hex())
                .map((row, context) -> new MailedLink(
                        digest,
                        EmailAddress.parse(row.getString("address")).orThrow(),
                        Instant.ofEpochMilli(row.getLong("asked")),
                        Instant.ofEpochMilli(row.getLong("expires")),
                        Optional.ofNullable(row.getObject("used", Long.class)).map(Instant::ofEpochMilli)))
                .findOne());
    }

    @Override
    public void setUsed(Bytes digest, Instant now) {
        database.change(handle -> handle.execute(
                "update revocation_link set used = ? where digest = ?", now.toEpochMilli(), digest.hex()));
    }

    @Override
    public int asked(EmailAddress address, Instant after, Instant before) {
        return database.with(handle -> handle.select(
                        "select count(*) from revocation_link where search_key = ? and asked > ? and asked < ?",
                        address.searchKey(),
                        after.toEpochMilli(),
                        before.toEpochMilli())
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public void deleteEnded(Instant before) {
        database.change(
                handle -> handle.execute("delete from revocation_link where expires < ?", before.toEpochMilli()));
    }
}
