package org.signet.edge.store;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.signet.ca.directory.DirectoryStore;
import org.signet.ca.directory.Entry;
import org.signet.ca.directory.Entry.Usable;
import org.signet.crypto.policy.Providers;
import org.signet.edge.store.database.Database;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;
import org.signet.model.PersonName;
import org.signet.model.Validity;

/** The directory of our own people, and the words by which anybody in it is found, in SQL. */
public final class SqlDirectory implements DirectoryStore {
    static final String PERSON = "p";
    static final String CONTACT = "c";

    private static final int ID_DIGITS = 20;

    /** Looked at for one search; who has more hits types more. */
    private static final int CANDIDATES = 1000;

    static final String USABLE =
            "select p.id, p.name, p.given_name, p.surname, p.pseudonym, c.der, c.issuer_id, c.addresses, c.issued,"
                    + " c.not_before, c.not_after from person p join certificate c on c.person_id = p.id"
                    + " join issuer i on i.id = c.issuer_id and i.standing <> 'revoked'" + SqlRevocations.OF_CERTIFICATE
                    + "where p.listed and c.key_use <> 'SIGN' and c.not_before <= ? and c.not_after >= ? and r.serial is null";

    private final Database database;

    public SqlDirectory(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Entry> find(EmailAddress address, Instant now) {
        return database.with(handle -> entry(
                handle,
                USABLE + " and p.id = (select person_id from person_address where search_key = ?) order by c.id desc",
                now,
                address.searchKey(),
                Optional.of(address)));
    }

    /** A certificate with its holder, as a row tells them. */
    private record Row(long person, PersonName name, String addresses, Usable usable) {
        boolean names(EmailAddress address) {
            return addresses.lines().anyMatch(line -> line.equalsIgnoreCase(address.toString()));
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("id"),
                SqlNames.name(row),
                row.getString("addresses"),
                new Usable(
                        Bytes.of(row.getBytes("der")),
                        Optional.of(row.getString("issuer_id")),
                        List.of(),
                        Instant.ofEpochMilli(row.getLong("issued")),
                        new Validity(
                                Instant.ofEpochMilli(row.getLong("not_before")),
                                Instant.ofEpochMilli(row.getLong("not_after")))));
    }

    private static Optional<Entry> entry(
            Handle handle, String sql, Instant now, Object whose, Optional<EmailAddress> asked) {
        List<Row> rows = rows(handle, sql, SqlDirectory::row, now.toEpochMilli(), now.toEpochMilli(), whose);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<Row> ordered = new ArrayList<>(rows);
        asked.ifPresent(address -> {
            ordered.removeIf(row -> !row.names(address));
            rows.stream().filter(row -> !row.names(address)).forEach(ordered::add);
        });
        Row first = rows.get(0);
        return Optional.of(told(
                first.name(),
                addresses(handle, first.person()),
                ordered.stream().map(Row::usable).toList()));
    }

    /** Named by their first mailbox: a number of the records would tell how many people there are. */
    private static Entry told(PersonName name, List<EmailAddress> addresses, List<Usable> certificates) {
        byte[] mailbox = addresses.get(0).searchKey().getBytes(StandardCharsets.UTF_8);
        String id = Bytes.of(Providers.sha256(mailbox)).hex().substring(0, ID_DIGITS);
        return new Entry(PERSON + id, name, addresses, Optional.empty(), certificates);
    }

    private static List<EmailAddress> addresses(Handle handle, long person) {
        return rows(
                handle,
                "select address from person_address where person_id = ? order by address",
                row -> EmailAddress.parse(row.getString(1)).orThrow(),
                person);
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Without Jdbi, which would take as long again as the database does: this is asked thousands of times a second. */
    private static <T> List<T> rows(Handle handle, String sql, Reading<T> reading, Object... arguments) {
        try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(reading.of(found));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("the directory cannot be read", e);
        }
    }

    @Override
    public List<Numbered> page(long after, Optional<Instant> changed, Instant now, int limit) {
        long since = changed.map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
        return database.with(handle -> handle
                .select(
                        "select p.* from person p where p.id > ? and exists (select 1 from certificate c"
                                + SqlRevocations.OF_CERTIFICATE
                                + "where c.person_id = p.id and c.key_use <> 'SIGN' and (p.changed >= ? or c.issued >= ?"
                                + " or r.since >= ? or c.not_after >= ? and c.not_after < ?"
                                + " or exists (select 1 from released_hold h where h.issuer_id = c.issuer_id"
                                + " and h.serial = lpad(c.serial, 40, '0') and h.since >= ?))) order by p.id limit ?",
                        after,
                        since,
                        since,
                        since,
                        since,
                        now.toEpochMilli(),
                        since,
                        limit)
                .map((row, context) -> Map.entry(row.getLong("id"), SqlNames.name(row)))
                .list()
                .stream()
                .map(person -> new Numbered(
                        person.getKey(),
                        ofPerson(handle, person.getKey(), now)
                                .orElseGet(
                                        () -> told(person.getValue(), addresses(handle, person.getKey()), List.of()))))
                .toList());
    }

    private static Optional<Entry> ofPerson(Handle handle, long person, Instant now) {
        return entry(handle, USABLE + " and p.id = ? order by c.id desc", now, person, Optional.empty());
    }

    @Override
    public long last() {
        return database.with(handle -> handle.select("select coalesce(max(id), 0) from person")
                .mapTo(Long.class)
                .one());
    }

    @Override
    public List<Entry> search(List<String> beginnings, Instant now, int limit) {
        return database.with(handle -> {
            List<Entry> entries = new ArrayList<>();
            for (String person : holders(handle, PERSON, beginnings)) {
                ofPerson(handle, Long.parseLong(person), now).ifPresent(entries::add);
                if (entries.size() == limit) {
                    break;
                }
            }
            return entries;
        });
    }

    /** Ids of those of that kind who have a word that begins so, for each of these; the first beginning narrows the search. */
    static List<String> holders(Handle handle, String kind, List<String> beginnings) {
        StringBuilder sql = new StringBuilder(
                "select w.holder from directory_word w where w.kind = ? and w.word >= ? and w.word < ?");
        List<Object> arguments = new ArrayList<>(List.of(kind, beginnings.get(0), after(beginnings.get(0))));
        for (String beginning : beginnings.subList(1, beginnings.size())) {
            sql.append(" and exists (select 1 from directory_word o where o.kind = w.kind and o.holder = w.holder"
                    + " and o.word >= ? and o.word < ?)");
            arguments.add(beginning);
            arguments.add(after(beginning));
        }
        return handle
                .select(sql.append(" limit " + CANDIDATES).toString(), arguments.toArray())
                .mapTo(String.class)
                .stream()
                .distinct()
                .toList();
    }

    /** The numbers of our people who have such words. */
    public static List<Long> people(Handle handle, List<String> beginnings) {
        return holders(handle, PERSON, beginnings).stream().map(Long::valueOf).toList();
    }

    /** The first text that does not begin so. */
    private static String after(String beginning) {
        return beginning + '\uffff';
    }

    /** Replaces the words of somebody. */
    static void setWords(Handle handle, String kind, String holder, Set<String> words) {
        clearWords(handle, kind, holder);
        addWords(handle, kind, holder, words);
    }

    static void clearWords(Handle handle, String kind, String holder) {
        handle.execute("delete from directory_word where kind = ? and holder = ?", kind, holder);
    }

    /** For somebody who has none yet; all by one statement, since each costs as much as the row that it writes. */
    static void addWords(Handle handle, String kind, String holder, Set<String> words) {
        if (words.isEmpty()) {
            return;
        }
        handle.execute(
                "insert into directory_word (word, kind, holder) values "
                        + String.join(",", Collections.nCopies(words.size(), "(?,?,?)")),
                words.stream().flatMap(word -> Stream.of(word, kind, holder)).toArray());
    }
}
