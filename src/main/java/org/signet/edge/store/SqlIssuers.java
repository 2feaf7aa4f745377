package org.signet.edge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.signet.ca.authority.Issuer;
import org.signet.ca.authority.IssuerStore;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;

/** Issuers in SQL. Their rows never change, so a parsed one is kept by its id; which ones there are is always asked. */
public final class SqlIssuers implements IssuerStore {
    private final Database database;
    private final Map<String, Issuer> parsed = new ConcurrentHashMap<>();

    public SqlIssuers(Database database) {
        this.database = database;
    }

    @Override
    public void insert(Issuer issuer) {
        database.change(handle -> handle.execute(
                "insert into issuer (id, parent_id, certificate, crl_url, certificate_url) values (?,?,?,?,?)",
                issuer.id(),
                issuer.parentId(),
                issuer.certificate().der().toArray(),
                issuer.crlUrl(),
                issuer.certificateUrl()));
    }

    @Override
    public Optional<Issuer> find(String id) {
        Issuer known = parsed.get(id);
        return known != null
                ? Optional.of(known)
                : database.with(handle -> handle.select("select * from issuer where id = ?", id)
                        .map((row, context) -> issuer(row))
                        .findOne());
    }

    @Override
    public List<Issuer> all() {
        List<String> ids = database.with(handle -> handle.select(
                        "select id from issuer order by case when id = parent_id then 0 else 1 end, position")
                .mapTo(String.class)
                .list());
        return ids.stream().map(id -> find(id).orElseThrow()).toList();
    }

    private Issuer issuer(ResultSet row) throws SQLException {
        Issuer issuer = new Issuer(
                row.getString("id"),
                row.getString("parent_id"),
                Certificate.parse(Bytes.of(row.getBytes("certificate"))).orThrow(),
                row.getString("crl_url"),
                row.getString("certificate_url"));
        parsed.put(issuer.id(), issuer);
        return issuer;
    }
}
