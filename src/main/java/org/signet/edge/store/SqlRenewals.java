package org.signet.edge.store;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.signet.ca.enrollment.RenewalStore;
import org.signet.edge.store.database.Database;
import org.signet.model.SerialNumber;

/** Reminders and renewals in SQL. */
public final class SqlRenewals implements RenewalStore {
    private final Database database;

    public SqlRenewals(Database database) {
        this.database = database;
    }

    @Override
    public void insert(Reminder reminder) {
        database.change(handle -> handle.execute(
                "insert into renewal_reminder (serial, days, enrollment_id, sent) values (?,?,?,?)",
                reminder.serial().hex(),
                reminder.days(),
                reminder.enrollment(),
                reminder.sent().toEpochMilli()));
    }

    @Override
    public List<Reminder> reminders(SerialNumber serial) {
        return database.with(handle -> handle.select(
                        "select days, enrollment_id, sent from renewal_reminder where serial = ? order by days",
                        serial.hex())
                .map((row, context) -> new Reminder(
                        serial,
                        row.getInt("days"),
                        row.getString("enrollment_id"),
                        Instant.ofEpochMilli(row.getLong("sent"))))
                .list());
    }

    @Override
    public List<SerialNumber> endingFor(String enrollment) {
        return database.with(handle -> handle.select(
                        "select distinct serial from renewal_reminder where enrollment_id = ?", enrollment)
                .map((row, context) -> SqlRevocations.serial(row.getString(1)))
                .list());
    }

    @Override
    public void insertRenewal(SerialNumber old, List<SerialNumber> renewed, Instant now) {
        database.change(handle -> handle.execute(
                "insert into renewal (serial, first_serial, encryption_serial, renewed) values (?,?,?,?)",
                old.hex(),
                renewed.get(0).hex(),
                renewed.size() < 2 ? null : renewed.get(1).hex(),
                now.toEpochMilli()));
    }

    @Override
    public Optional<List<SerialNumber>> renewedBy(SerialNumber old) {
        return database.with(handle -> handle.select(
                        "select first_serial, encryption_serial from renewal where serial = ?", old.hex())
                .map((row, context) -> Stream.of(row.getString(1), row.getString(2))
                        .filter(Objects::nonNull)
                        .map(SqlRevocations::serial)
                        .toList())
                .findFirst());
    }
}
