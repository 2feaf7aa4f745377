package org.signet.edge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.signet.ca.directory.Contact;
import org.signet.ca.directory.ContactStore;
import org.signet.ca.directory.SearchWords;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateBundle;
import org.signet.edge.store.database.Database;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;

/** Certificates of others in SQL. */
public final class SqlContacts implements ContactStore {
    private final Database database;

    public SqlContacts(Database database) {
        this.database = database;
    }

    @Override
    public List<Contact> find(EmailAddress address) {
        return database.with(handle -> list(
                handle,
                "join contact_address a on a.sha256 = c.sha256 where a.search_key = ? order by c.seen desc, c.sha256",
                address.searchKey()));
    }

    @Override
    public Optional<Contact> find(String sha256) {
        return database.with(
                handle -> list(handle, "where c.sha256 = ?", sha256).stream().findFirst());
    }

    @Override
    public List<Contact> search(List<String> beginnings, int limit) {
        return database.with(handle -> {
            List<Contact> found = new ArrayList<>();
            for (String sha256 : SqlDirectory.holders(handle, SqlDirectory.CONTACT, beginnings)) {
                if (found.size() < limit) {
                    found.addAll(list(handle, "where c.sha256 = ?", sha256));
                }
            }
            return found;
        });
    }

    @Override
    public List<Contact> page(String after, int limit) {
        return database.with(handle -> list(handle, "where c.sha256 > ? order by c.sha256 limit ?", after, limit));
    }

    private static List<Contact> list(Handle handle, String rest, Object... arguments) {
        return handle.select("select c.* from contact c " + rest, arguments)
                .map((row, context) -> contact(row))
                .list();
    }

    private static Contact contact(ResultSet row) throws SQLException {
        return new Contact(
                Certificate.parse(Bytes.of(row.getBytes("certificate"))).orThrow(),
                issuers(row.getBytes("issuers")),
                row.getString("source"),
                Instant.ofEpochMilli(row.getLong("seen")),
                new Contact.Standing(
                        Optional.ofNullable(row.getObject("partner_id", Long.class)),
                        moment(row, "revoked"),
                        moment(row, "checked")));
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, Long.class)).map(Instant::ofEpochMilli);
    }

    private static List<Certificate> issuers(byte[] pkcs7) {
        return pkcs7 == null
                ? List.of()
                : CertificateBundle.parse(pkcs7).orThrow().certificates();
    }

    @Override
    public void save(Contact contact) {
        String sha256 = contact.certificate().sha256().hex();
        database.change(handle -> {
            clear(handle, sha256);
            handle.execute(
                    "insert into contact (sha256, certificate, issuers, source, seen) values (?,?,?,?,?)",
                    sha256,
                    contact.certificate().der().toArray(),
                    contact.issuers().isEmpty()
                            ? null
                            : new CertificateBundle(contact.issuers()).pkcs7().toArray(),
                    contact.source(),
                    contact.seen().toEpochMilli());
            for (EmailAddress address : contact.addresses()) {
                handle.execute(
                        "insert into contact_address (search_key, sha256) values (?,?)", address.searchKey(), sha256);
            }
            SqlDirectory.addWords(
                    handle, SqlDirectory.CONTACT, sha256, SearchWords.of(contact.name(), contact.addresses()));
            return null;
        });
        setStanding(contact, contact.standing());
    }

    @Override
    public void setStanding(Contact contact, Contact.Standing standing) {
        database.change(handle -> handle.execute(
                "update contact set partner_id = ?, revoked = ?, checked = ? where sha256 = ?",
                standing.partner().orElse(null),
                standing.revoked().map(Instant::toEpochMilli).orElse(null),
                standing.checked().map(Instant::toEpochMilli).orElse(null),
                contact.certificate().sha256().hex()));
    }

    @Override
    public void remove(Contact contact) {
        database.change(handle -> {
            clear(handle, contact.certificate().sha256().hex());
            return null;
        });
    }

    private static void clear(Handle handle, String sha256) {
        handle.execute("delete from contact_address where sha256 = ?", sha256);
        SqlDirectory.clearWords(handle, SqlDirectory.CONTACT, sha256);
        handle.execute("delete from contact where sha256 = ?", sha256);
    }
}
