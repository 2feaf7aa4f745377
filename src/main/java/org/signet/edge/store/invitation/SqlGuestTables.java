package org.signet.edge.store.invitation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.ca.enrollment.invitation.GuestRow;
import org.signet.ca.enrollment.invitation.GuestTable;
import org.signet.edge.store.database.Database;
import org.signet.model.PersonName;

/** Tables of people to invite, in SQL. */
public final class SqlGuestTables implements GuestTable.Store {
    private final Database database;

    public SqlGuestTables(Database database) {
        this.database = database;
    }

    @Override
    public void insert(GuestTable table, List<GuestRow> rows) {
        database.change(handle -> handle.execute(
                "insert into invitation_table (id, made_by, origin, language, pair, file_name, made)"
                        + " values (?,?,?,?,?,?,?)",
                table.id(),
                table.by(),
                table.origin(),
                table.language(),
                table.pair(),
                table.file(),
                table.made().toEpochMilli()));
        for (GuestRow row : rows) {
            database.change(handle -> handle.execute(
                    "insert into invitation_row (table_id, position, line, addresses, name, given_name, surname,"
                            + " pseudonym, state, code, detail) values (?,?,?,?,?,?,?,?,?,?,?)",
                    table.id(),
                    row.position(),
                    row.line(),
                    row.text(),
                    row.name().map(PersonName::text).orElse(null),
                    row.name().flatMap(PersonName::givenName).orElse(null),
                    row.name().flatMap(PersonName::surname).orElse(null),
                    row.name().flatMap(PersonName::pseudonym).orElse(null),
                    row.state().name(),
                    row.trouble().map(GuestRow.Trouble::code).orElse(null),
                    row.trouble().map(GuestRow.Trouble::detail).orElse(null)));
        }
    }

    @Override
    public Optional<GuestTable> find(String id) {
        return tables("where id = ?", id).stream().findFirst();
    }

    @Override
    public List<GuestTable> released() {
        return tables("where released is not null and exists (select 1 from invitation_row"
                + " where table_id = invitation_table.id and state = 'READY') order by released");
    }

    private List<GuestTable> tables(String rest, Object... arguments) {
        return database.with(handle -> handle.select("select * from invitation_table " + rest, arguments)
                .map((row, context) -> new GuestTable(
                        row.getString("id"),
                        row.getString("made_by"),
                        row.getString("origin"),
                        row.getString("language"),
                        row.getBoolean("pair"),
                        row.getString("file_name"),
                        Instant.ofEpochMilli(row.getLong("made")),
                        Optional.ofNullable(row.getObject("released", Long.class))
                                .map(Instant::ofEpochMilli)))
                .list());
    }

    @Override
    public List<GuestRow> rows(String table) {
        return rows("where table_id = ? order by position", table);
    }

    @Override
    public List<GuestRow> ready(String table, int limit) {
        return rows("where table_id = ? and state = 'READY' order by position limit ?", table, limit);
    }

    private List<GuestRow> rows(String rest, Object... arguments) {
        return database.with(handle -> handle.select("select * from invitation_row " + rest, arguments)
                .map((row, context) -> row(row))
                .list());
    }

    private static GuestRow row(ResultSet row) throws SQLException {
        String code = row.getString("code");
        String enrollment = row.getString("enrollment_id");
        return new GuestRow(
                row.getInt("position"),
                row.getInt("line"),
                row.getString("addresses"),
                name(row),
                GuestRow.State.valueOf(row.getString("state")),
                code == null ? Optional.empty() : Optional.of(new GuestRow.Trouble(code, row.getString("detail"))),
                enrollment == null ? "" : enrollment);
    }

    private static Optional<PersonName> name(ResultSet row) throws SQLException {
        return row.getString("name") == null
                ? Optional.empty()
                : PersonName.parse(
                                row.getString("name"),
                                row.getString("given_name"),
                                row.getString("surname"),
                                row.getString("pseudonym"))
                        .fold(Optional::of, refusal -> Optional.empty());
    }

    @Override
    public void release(String table, Instant now) {
        database.change(handle -> handle.execute(
                "update invitation_table set released = ? where id = ? and released is null",
                now.toEpochMilli(),
                table));
    }

    @Override
    public boolean conclude(String table, GuestRow row) {
        return database.change(handle -> handle.execute(
                        "update invitation_row set state = ?, code = ?, detail = ?, enrollment_id = ?"
                                + " where table_id = ? and position = ? and state = 'READY'",
                        row.state().name(),
                        row.trouble().map(GuestRow.Trouble::code).orElse(null),
                        row.trouble().map(GuestRow.Trouble::detail).orElse(null),
                        row.enrollment().isEmpty() ? null : row.enrollment(),
                        table,
                        row.position())
                == 1);
    }

    @Override
    public void delete(String table) {
        database.change(handle -> handle.execute("delete from invitation_row where table_id = ?", table));
        database.change(handle -> handle.execute("delete from invitation_table where id = ?", table));
    }

    @Override
    public void deleteMadeBefore(Instant moment) {
        long at = moment.toEpochMilli();
        database.change(handle -> handle.execute(
                "delete from invitation_row where table_id in (select id from invitation_table where made < ?)", at));
        database.change(handle -> handle.execute("delete from invitation_table where made < ?", at));
    }
}
