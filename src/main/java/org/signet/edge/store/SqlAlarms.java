package org.signet.edge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.ca.watch.AlarmStore;
import org.signet.ca.watch.Level;
import org.signet.ca.watch.Subject;
import org.signet.edge.store.database.Database;

/** What is not good and was told of, in SQL. */
public final class SqlAlarms implements AlarmStore {
    private final Database database;

    public SqlAlarms(Database database) {
        this.database = database;
    }

    @Override
    public List<Standing> all() {
        return database.with(handle -> handle.select("select * from alarm order by since, check_name, about")
                .map((row, context) -> standing(row))
                .list());
    }

    private static Standing standing(ResultSet row) throws SQLException {
        String toldLevel = row.getString("told_level");
        return new Standing(
                new Subject(row.getString("check_name"), row.getString("about")),
                Level.valueOf(row.getString("level")),
                Instant.ofEpochMilli(row.getLong("since")),
                row.getInt("bad"),
                row.getInt("good"),
                toldLevel == null
                        ? Optional.empty()
                        : Optional.of(new Told(Instant.ofEpochMilli(row.getLong("told")), Level.valueOf(toldLevel))));
    }

    @Override
    public void save(Standing standing) {
        delete(standing.subject());
        database.change(handle -> handle.execute(
                "insert into alarm (check_name, about, level, since, bad, good, told, told_level)"
                        + " values (?,?,?,?,?,?,?,?)",
                standing.subject().check(),
                standing.subject().about(),
                standing.level().name(),
                standing.since().toEpochMilli(),
                standing.bad(),
                standing.good(),
                standing.told().map(told -> told.at().toEpochMilli()).orElse(null),
                standing.told().map(told -> told.level().name()).orElse(null)));
    }

    @Override
    public void delete(Subject subject) {
        database.change(handle -> handle.execute(
                "delete from alarm where check_name = ? and about = ?", subject.check(), subject.about()));
    }
}
