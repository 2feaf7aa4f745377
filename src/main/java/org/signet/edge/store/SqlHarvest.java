package org.signet.edge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.signet.ca.directory.HarvestStore;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateBundle;
import org.signet.edge.store.database.Database;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;

/** Certificates of others that came with signed mail, in SQL. */
public final class SqlHarvest implements HarvestStore {
    private final Database database;

    public SqlHarvest(Database database) {
        this.database = database;
    }

    @Override
    public List<Harvested> find(EmailAddress address) {
        return database.with(handle -> handle.select(
                        "select certificate, issuers, source, seen from harvested_certificate where address = ?"
                                + " order by seen desc, sha256",
                        address.searchKey())
                .map((row, context) -> harvested(row))
                .list());
    }

    private static Harvested harvested(ResultSet row) throws SQLException {
        return new Harvested(
                Certificate.parse(Bytes.of(row.getBytes("certificate"))).orThrow(),
                issuers(row.getBytes("issuers")),
                row.getString("source"),
                Instant.ofEpochMilli(row.getLong("seen")));
    }

    private static List<Certificate> issuers(byte[] pkcs7) {
        return pkcs7 == null
                ? List.of()
                : CertificateBundle.parse(pkcs7).orThrow().certificates();
    }

    @Override
    public void save(Harvested harvested) {
        String sha256 = harvested.certificate().sha256().hex();
        for (EmailAddress address :
                EmailAddress.distinct(harvested.certificate().content().addresses())) {
            database.change(handle -> handle.execute(
                    "delete from harvested_certificate where address = ? and sha256 = ?", address.searchKey(), sha256));
            database.change(handle -> handle.execute(
                    "insert into harvested_certificate (address, sha256, certificate, issuers, source, seen) values (?,?,?,?,?,?)",
                    address.searchKey(),
                    sha256,
                    harvested.certificate().der().toArray(),
                    harvested.issuers().isEmpty()
                            ? null
                            : new CertificateBundle(harvested.issuers()).pkcs7().toArray(),
                    harvested.source(),
                    harvested.seen().toEpochMilli()));
        }
    }
}
