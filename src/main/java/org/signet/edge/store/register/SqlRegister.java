package org.signet.edge.store.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.signet.ca.register.RegisterStore;
import org.signet.ca.register.Walk;
import org.signet.ca.register.Weeks;
import org.signet.edge.store.SqlCertificates;
import org.signet.edge.store.SqlDirectory;
import org.signet.edge.store.SqlPeople;
import org.signet.edge.store.SqlRevocations;
import org.signet.edge.store.database.Database;
import org.signet.model.Person;

/** The certificates and people on record, in SQL. */
public final class SqlRegister implements RegisterStore {
    private static final String COLUMNS = "select c.*, r.since, r.reason, r.invalidity from ";
    private static final String CERTIFICATES = "certificate c" + SqlRevocations.OF_CERTIFICATE;

    /** From the revocations, of which only those of certificates on record are met. */
    private static final String TAKEN =
            "revocation r join certificate c on c.serial = trim(leading '0' from r.serial) and c.issuer_id = r.issuer_id ";

    private final Database database;

    public SqlRegister(Database database) {
        this.database = database;
    }

    /**
     * How a walk is written.
     *
     * @param where what holds of all on it
     * @param first the column that it goes by
     * @param second the one that tells those alike apart; null if none needs to
     */
    private record Path(
            String from, String where, List<Object> arguments, String first, String second, boolean descending) {
        static Path of(Walk walk) {
            if (walk instanceof Walk.OfIssuer of) {
                return along("c.issuer_id = ?", List.of(of.issuer()), "c.issued", "c.serial", true);
            }
            if (walk instanceof Walk.OfPeople of) {
                String places = String.join(",", Collections.nCopies(of.people().size(), "?"));
                return along("c.person_id in (" + places + ")", List.copyOf(of.people()), "c.id", null, true);
            }
            if (walk instanceof Walk.Ending ending) {
                List<Object> span =
                        List.of(ending.from().toEpochMilli(), ending.until().toEpochMilli());
                return along("c.not_after >= ? and c.not_after <= ?", span, "c.not_after", "c.serial", false);
            }
            if (walk instanceof Walk.Ended ended) {
                return along(
                        "c.not_after < ?", List.of(ended.before().toEpochMilli()), "c.not_after", "c.serial", true);
            }
            if (walk instanceof Walk.Serials serials) {
                // No digit lies behind "g".
                List<Object> span = List.of(serials.beginning(), serials.beginning() + "g");
                return along("c.serial >= ? and c.serial < ?", span, "c.serial", null, false);
            }
            return walk instanceof Walk.TakenBack
                    ? new Path(TAKEN, "1 = 1", List.of(), "r.since", "r.serial", true)
                    : along("1 = 1", List.of(), "c.id", null, true);
        }

        private static Path along(
                String where, List<Object> arguments, String first, String second, boolean descending) {
            return new Path(CERTIFICATES, where, arguments, first, second, descending);
        }

        boolean byText() {
            return first.equals("c.serial");
        }
    }

    @Override
    public List<Row> certificates(Walk walk, Optional<Walk.Place> from, boolean backwards, int limit) {
        Path path = Path.of(walk);
        boolean down = path.descending() != backwards;
        StringBuilder sql = new StringBuilder(COLUMNS + path.from() + "where " + path.where());
        List<Object> arguments = new ArrayList<>(path.arguments());
        from.ifPresent(place -> sql.append(beyond(path, down ? "<" : ">", place, arguments)));
        String direction = down ? " desc" : "";
        sql.append(" order by ").append(path.first()).append(direction);
        if (path.second() != null) {
            sql.append(", ").append(path.second()).append(direction);
        }
        arguments.add(limit);
        return database.with(handle -> handle.select(sql.append(" limit ?").toString(), arguments.toArray())
                .map((row, context) -> new Row(place(path, row), SqlCertificates.certificate(row)))
                .list());
    }

    private static String beyond(Path path, String than, Walk.Place place, List<Object> arguments) {
        if (path.second() == null) {
            arguments.add(path.byText() ? place.serial() : place.at());
            return " and " + path.first() + " " + than + " ?";
        }
        Collections.addAll(arguments, place.at(), place.at(), place.serial());
        return " and " + path.first() + " " + than + "= ? and (" + path.first() + " " + than + " ? or " + path.second()
                + " " + than + " ?)";
    }

    private static Walk.Place place(Path path, ResultSet row) throws SQLException {
        String first = path.first().substring(2);
        String serial = row.getString("serial");
        if (path.second() == null) {
            return path.byText() ? new Walk.Place(0, serial) : new Walk.Place(row.getLong(first), "");
        }
        boolean padded = path.second().startsWith("r.");
        return new Walk.Place(row.getLong(first), padded ? "0".repeat(40 - serial.length()) + serial : serial);
    }

    @Override
    public List<Long> people(List<String> beginnings) {
        return database.with(handle -> SqlDirectory.people(handle, beginnings));
    }

    @Override
    public List<Person> people(Optional<List<Long>> among, Optional<Long> from, boolean backwards, int limit) {
        return database.with(handle -> {
            StringBuilder where = new StringBuilder("where 1 = 1");
            List<Object> arguments = new ArrayList<>();
            among.ifPresent(numbers -> {
                where.append(" and p.id in (")
                        .append(String.join(",", Collections.nCopies(numbers.size(), "?")))
                        .append(')');
                arguments.addAll(numbers);
            });
            String than = backwards ? "<" : ">";
            Optional<String> name = from.flatMap(id -> name(handle, id));
            name.ifPresent(before -> {
                where.append(" and p.name ")
                        .append(than)
                        .append("= ? and (p.name ")
                        .append(than)
                        .append(" ? or p.id ")
                        .append(than)
                        .append(" ?)");
                Collections.addAll(arguments, before, before, from.get());
            });
            String direction = backwards ? " desc" : "";
            where.append(" order by p.name")
                    .append(direction)
                    .append(", p.id")
                    .append(direction)
                    .append(" limit ?");
            arguments.add(limit);
            return SqlPeople.list(handle, where.toString(), arguments.toArray());
        });
    }

    private static Optional<String> name(Handle handle, long id) {
        return handle.select("select name from person where id = ?", id)
                .mapTo(String.class)
                .findOne();
    }

    @Override
    public Weeks weeks(Instant first, int weeks) {
        return database.with(handle -> {
            Counting counting = new Counting(handle, first.toEpochMilli(), weeks);
            long[] issued = new long[weeks];
            long[] ending = new long[weeks];
            long[] revoked = new long[weeks];
            handle.select("select id from issuer")
                    .mapTo(String.class)
                    .list()
                    .forEach(issuer ->
                            counting.add(issued, 1, "certificate where issuer_id = ? and ", "issued", issuer));
            counting.add(ending, 1, "certificate where ", "not_after");
            counting.add(ending, -1, "revocation where reason <> 'certificateHold' and ", "not_after");
            counting.add(
                    revoked, 1, "revocation where reason <> 'certificateHold' and not_after is not null and ", "since");
            // The CA's own are few, and found by their holder's number.
            counting.add(issued, -1, "certificate where person_id = 0 and ", "issued");
            counting.add(ending, -1, "certificate where person_id = 0 and ", "not_after");
            return Weeks.of(first, issued, ending, revoked);
        });
    }

    private record Counting(Handle handle, long first, int weeks) {
        void add(long[] counts, int sign, String from, String column, Object... arguments) {
            long week = Weeks.WEEK.toMillis();
            Object[] all = Stream.concat(Stream.of(arguments), Stream.of(first, first + weeks * week))
                    .toArray();
            handle.select(
                            "select w, count(*) from (select (" + column + " - " + first + ") / " + week + " as w from "
                                    + from + column + " >= ? and " + column + " < ?) t group by w",
                            all)
                    .map((row, context) -> new long[] {row.getLong(1), row.getLong(2)})
                    .forEach(row -> counts[(int) row[0]] = Math.max(0, counts[(int) row[0]] + sign * row[1]));
        }
    }
}
