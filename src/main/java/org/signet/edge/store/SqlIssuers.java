package org.signet.edge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.signet.ca.authority.Issuer;
import org.signet.ca.authority.IssuerStore;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.store.database.Database;
import org.signet.model.Bytes;

/**
 * Issuers in SQL. They change seldom and are asked for at every issuance, so a parsed one is kept with the number of its
 * changes; which ones there are and how often they were changed is always asked.
 */
public final class SqlIssuers implements IssuerStore {
    private final Database database;
    private final Map<Version, Issuer> parsed = new ConcurrentHashMap<>();

    public SqlIssuers(Database database) {
        this.database = database;
    }

    /** @param changes how often the issuer was changed */
    private record Version(String id, int changes) {}

    private record Row(String certifiedBy, Certificate certificate) {}

    @Override
    public void insert(Issuer issuer) {
        database.change(handle -> handle.execute(
                "insert into issuer (id, parent_id, standing, certificate, crl_url, certificate_url, ocsp_url)"
                        + " values (?,?,?,?,?,?,?)",
                issuer.id(),
                issuer.parentId(),
                text(issuer.standing()),
                issuer.certificate().der().toArray(),
                issuer.crlUrl(),
                issuer.certificateUrl(),
                issuer.ocspUrl()));
    }

    @Override
    public void insert(Added added) {
        database.change(handle -> handle.execute(
                        "insert into issuer_certificate (issuer_id, certified_by, certificate) values (?,?,?)",
                        added.issuerId(),
                        added.certifiedBy(),
                        added.certificate().der().toArray())
                + handle.execute("update issuer set changes = changes + 1 where id = ?", added.issuerId()));
    }

    @Override
    public void setStanding(String id, Issuer.Standing standing) {
        database.change(handle -> handle.execute(
                "update issuer set standing = ?, changes = changes + 1 where id = ?", text(standing), id));
    }

    @Override
    public void setCrlShards(String id, int shards) {
        database.change(handle ->
                handle.execute("update issuer set crl_shards = ?, changes = changes + 1 where id = ?", shards, id));
    }

    @Override
    public Optional<Issuer> find(String id) {
        return list("where id = ?", id).stream().findFirst();
    }

    @Override
    public List<Issuer> all() {
        return list("order by case when id = parent_id then 0 else 1 end, position");
    }

    private List<Issuer> list(String rest, Object... arguments) {
        return database.with(handle -> handle
                .select("select id, changes from issuer " + rest, arguments)
                .map((row, context) -> new Version(row.getString("id"), row.getInt("changes")))
                .list()
                .stream()
                .map(version -> issuer(handle, version))
                .toList());
    }

    private Issuer issuer(Handle handle, Version version) {
        Issuer known = parsed.get(version);
        if (known != null) {
            return known;
        }
        Issuer read = read(handle, version.id());
        // A change in progress may be undone, and its number given to another one.
        if (!handle.isInTransaction()) {
            parsed.put(version, read);
        }
        return read;
    }

    private static Issuer read(Handle handle, String id) {
        List<Row> added = handle.select(
                        "select certified_by, certificate from issuer_certificate where issuer_id = ? order by position desc",
                        id)
                .map((row, context) -> new Row(row.getString("certified_by"), certificate(row)))
                .list();
        return handle.select("select * from issuer where id = ?", id)
                .map((row, context) -> issuer(row, added))
                .one();
    }

    private static Issuer issuer(ResultSet row, List<Row> added) throws SQLException {
        String parent = row.getString("parent_id");
        List<Certificate> own = new ArrayList<>();
        List<Certificate> crosses = new ArrayList<>();
        added.forEach(each -> (each.certifiedBy().equals(parent) ? own : crosses).add(each.certificate()));
        own.add(certificate(row));
        return new Issuer(
                row.getString("id"),
                parent,
                Issuer.Standing.valueOf(row.getString("standing").toUpperCase(Locale.ROOT)),
                own.get(0),
                own.subList(1, own.size()),
                crosses,
                row.getString("crl_url"),
                row.getString("certificate_url"),
                row.getString("ocsp_url"),
                row.getInt("crl_shards"));
    }

    private static Certificate certificate(ResultSet row) throws SQLException {
        return Certificate.parse(Bytes.of(row.getBytes("certificate"))).orThrow();
    }

    private static String text(Issuer.Standing standing) {
        return standing.name().toLowerCase(Locale.ROOT);
    }
}
