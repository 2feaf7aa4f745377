package org.signet.edge.store;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.signet.ca.directory.Partner;
import org.signet.ca.directory.PartnerStore;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.store.database.Database;
import org.signet.model.Bytes;

/** Partners in SQL. */
public final class SqlPartners implements PartnerStore {
    private final Database database;

    public SqlPartners(Database database) {
        this.database = database;
    }

    @Override
    public List<Partner> all() {
        return database.with(handle -> handle.select("select id, name from partner order by lower(name)")
                .map((row, context) -> partner(handle, row.getLong("id"), row.getString("name")))
                .list());
    }

    private static Partner partner(Handle handle, long id, String name) {
        Set<String> domains = new HashSet<>(handle.select("select domain from partner_domain where partner_id = ?", id)
                .mapTo(String.class)
                .list());
        List<Certificate> anchors = handle.select(
                        "select certificate from partner_anchor where partner_id = ? order by accepted desc, sha256",
                        id)
                .map((row, context) ->
                        Certificate.parse(Bytes.of(row.getBytes("certificate"))).orThrow())
                .list();
        return new Partner(id, name, domains, anchors);
    }

    @Override
    public void save(String name, Set<String> domains, List<Certificate> anchors, Instant now) {
        database.change(handle -> {
            handle.execute(
                    "insert into partner (name, added) select ?, ? where not exists"
                            + " (select 1 from partner where lower(name) = lower(?))",
                    name,
                    now.toEpochMilli(),
                    name);
            long id = handle.select("select id from partner where lower(name) = lower(?)", name)
                    .mapTo(Long.class)
                    .one();
            for (String domain : domains) {
                handle.execute("delete from partner_domain where partner_id = ? and domain = ?", id, domain);
                handle.execute("insert into partner_domain (partner_id, domain) values (?,?)", id, domain);
            }
            for (Certificate anchor : anchors) {
                String sha256 = anchor.sha256().hex();
                handle.execute("delete from partner_anchor where partner_id = ? and sha256 = ?", id, sha256);
                handle.execute(
                        "insert into partner_anchor (partner_id, sha256, certificate, accepted) values (?,?,?,?)",
                        id,
                        sha256,
                        anchor.der().toArray(),
                        now.toEpochMilli());
            }
            return null;
        });
    }

    @Override
    public void remove(Partner partner) {
        database.change(handle -> {
            handle.execute("update contact set partner_id = null where partner_id = ?", partner.id());
            handle.execute("delete from partner_domain where partner_id = ?", partner.id());
            handle.execute("delete from partner_anchor where partner_id = ?", partner.id());
            handle.execute("delete from partner where id = ?", partner.id());
            return null;
        });
    }
}
