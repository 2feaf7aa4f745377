package org.signet.edge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.signet.ca.access.ApiToken;
import org.signet.ca.access.ApiTokenStore;
import org.signet.ca.access.Scope;
import org.signet.edge.store.database.Database;
import org.signet.model.Bytes;

/** API tokens in SQL. */
public final class SqlApiTokens implements ApiTokenStore {
    private final Database database;

    public SqlApiTokens(Database database) {
        this.database = database;
    }

    @Override
    public void insert(Bytes digest, ApiToken token) {
        database.change(handle -> handle.execute(
                "insert into api_token (digest, name, scopes, domains, created_by, created, expires)"
                        + " values (?,?,?,?,?,?,?)",
                digest.hex(),
                token.name(),
                token.scopeText(),
                String.join(" ", token.domains()),
                token.createdBy(),
                token.created().toEpochMilli(),
                token.expires().toEpochMilli()));
    }

    @Override
    public Optional<ApiToken> find(Bytes digest) {
        return list("where digest = ?", digest.hex()).stream().findFirst();
    }

    @Override
    public Optional<ApiToken> find(String name) {
        return list("where name = ?", name).stream().findFirst();
    }

    @Override
    public List<ApiToken> all() {
        return list("order by name");
    }

    private List<ApiToken> list(String rest, Object... arguments) {
        return database.with(handle -> handle.select("select * from api_token " + rest, arguments)
                .map((row, context) -> token(row))
                .list());
    }

    private static ApiToken token(ResultSet row) throws SQLException {
        return new ApiToken(
                row.getString("name"),
                Arrays.stream(row.getString("scopes").split(" "))
                        .flatMap(text -> Scope.ofText(text).stream())
                        .collect(Collectors.toCollection(TreeSet::new)),
                Arrays.stream(row.getString("domains").split(" "))
                        .filter(domain -> !domain.isEmpty())
                        .collect(Collectors.toCollection(TreeSet::new)),
                row.getString("created_by"),
                Instant.ofEpochMilli(row.getLong("created")),
                Instant.ofEpochMilli(row.getLong("expires")),
                moment(row, "last_used"),
                moment(row, "revoked"));
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        Long millis = row.getObject(column, Long.class);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    @Override
    public void setUsed(String name, Instant used) {
        database.change(handle ->
                handle.execute("update api_token set last_used = ? where name = ?", used.toEpochMilli(), name));
    }

    @Override
    public void setRevoked(String name, Instant revoked) {
        database.change(handle ->
                handle.execute("update api_token set revoked = ? where name = ?", revoked.toEpochMilli(), name));
    }
}
