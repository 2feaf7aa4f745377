package org.signet.edge.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.signet.ca.access.PersonStore;
import org.signet.ca.directory.SearchWords;
import org.signet.edge.store.database.Database;
import org.signet.model.EmailAddress;
import org.signet.model.Person;
import org.signet.model.Person.ProvenAddress;
import org.signet.model.PersonName;

/** People in SQL. */
public final class SqlPeople implements PersonStore {
    private final Database database;

    public SqlPeople(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Person> find(long id) {
        return database.with(
                handle -> list(handle, "where p.id = ?", id).stream().findFirst());
    }

    @Override
    public Optional<Person> find(EmailAddress address) {
        return database.with(handle -> list(
                        handle,
                        "where p.id = (select person_id from person_address where search_key = ?)",
                        address.searchKey())
                .stream()
                .findFirst());
    }

    @Override
    public long insert(PersonName name, EmailAddress address, Instant proven) {
        return database.change(handle -> {
            long id = handle.createUpdate("insert into person (name, given_name, surname, pseudonym) values (?,?,?,?)")
                    .bind(0, name.text())
                    .bind(1, name.givenName().orElse(null))
                    .bind(2, name.surname().orElse(null))
                    .bind(3, name.pseudonym().orElse(null))
                    .executeAndReturnGeneratedKeys("id")
                    .mapTo(Long.class)
                    .one();
            insertAddress(handle, id, address, proven);
            SqlDirectory.addWords(
                    handle, SqlDirectory.PERSON, String.valueOf(id), SearchWords.of(name, List.of(address)));
            return id;
        });
    }

    @Override
    public void setName(long id, PersonName name) {
        database.change(handle -> {
            handle.execute(
                    "update person set name = ?, given_name = ?, surname = ?, pseudonym = ? where id = ?",
                    name.text(),
                    name.givenName().orElse(null),
                    name.surname().orElse(null),
                    name.pseudonym().orElse(null),
                    id);
            setWords(handle, id);
            return null;
        });
    }

    /** The words by which the directory finds them follow their names and addresses. */
    private static void setWords(Handle handle, long id) {
        Person person = list(handle, "where p.id = ?", id).get(0);
        SqlDirectory.setWords(
                handle,
                SqlDirectory.PERSON,
                String.valueOf(id),
                SearchWords.of(
                        person.name(),
                        person.addresses().stream().map(ProvenAddress::address).toList()));
    }

    /**
     * For people from before there were words.
     *
     * @param after the number of the last who was seen; 0 to begin
     * @return the number of the last who was given them; empty if there is nobody more
     */
    public Optional<Long> addWords(long after, int most) {
        return database.change(handle -> {
            List<Long> without = handle.select(
                            "select id from person p where p.id > ? and not exists (select 1 from directory_word w"
                                    + " where w.kind = ? and w.holder = cast(p.id as varchar)) order by p.id limit ?",
                            after,
                            SqlDirectory.PERSON,
                            most)
                    .mapTo(Long.class)
                    .list();
            without.forEach(id -> setWords(handle, id));
            return without.stream().reduce((before, last) -> last);
        });
    }

    @Override
    public void addAddress(long id, EmailAddress address, Instant now) {
        database.change(handle -> {
            insertAddress(handle, id, address, null);
            handle.execute("update person set changed = ? where id = ?", now.toEpochMilli(), id);
            setWords(handle, id);
            return null;
        });
    }

    private static int insertAddress(Handle handle, long id, EmailAddress address, Instant proven) {
        return handle.execute(
                "insert into person_address (search_key, person_id, address, proven) values (?,?,?,?)",
                address.searchKey(),
                id,
                address.toString(),
                proven == null ? null : proven.toEpochMilli());
    }

    @Override
    public void setProven(EmailAddress address, Instant proven) {
        database.change(handle -> handle.execute(
                "update person_address set proven = ? where search_key = ?",
                proven.toEpochMilli(),
                address.searchKey()));
    }

    @Override
    public void setListed(long id, boolean listed, Instant now) {
        database.change(handle -> handle.execute(
                "update person set listed = ?, changed = ? where id = ?", listed, now.toEpochMilli(), id));
    }

    /** @param rest what follows {@code select … from person p} */
    public static List<Person> list(Handle handle, String rest, Object... arguments) {
        return handle.select("select p.* from person p " + rest, arguments)
                .map((row, context) -> new Person(
                        row.getLong("id"),
                        SqlNames.name(row),
                        addresses(handle, row.getLong("id")),
                        row.getBoolean("listed")))
                .list();
    }

    private static List<ProvenAddress> addresses(Handle handle, long personId) {
        return handle.select(
                        "select address, proven from person_address where person_id = ? order by address", personId)
                .map((row, context) -> new ProvenAddress(
                        EmailAddress.parse(row.getString("address")).orThrow(),
                        Optional.ofNullable(row.getObject("proven", Long.class))
                                .map(Instant::ofEpochMilli)
                                .orElse(null)))
                .list();
    }
}
