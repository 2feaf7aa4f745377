package org.signet.edge.store.factor;

import java.time.Instant;
import java.util.Optional;
import org.signet.ca.access.factor.StepStore;
import org.signet.edge.store.database.Database;
import org.signet.model.Bytes;

/** The steps of signing in, in SQL. */
public final class SqlSteps implements StepStore {
    private final Database database;

    public SqlSteps(Database database) {
        this.database = database;
    }

    @Override
    public void put(Step step) {
        take(step);
        database.change(handle -> handle.execute(
                "insert into account_step (digest, purpose, name, content, expires) values (?,?,?,?,?)",
                step.digest().hex(),
                step.purpose().name(),
                step.user().orElse(null),
                step.content(),
                step.expires().toEpochMilli()));
    }

    @Override
    public Optional<Step> find(Bytes digest, Purpose purpose) {
        return database.with(handle -> handle.select(
                        "select * from account_step where digest = ? and purpose = ?", digest.hex(), purpose.name())
                .map((row, context) -> new Step(
                        digest,
                        purpose,
                        Optional.ofNullable(row.getString("name")),
                        row.getString("content"),
                        Instant.ofEpochMilli(row.getLong("expires"))))
                .findOne());
    }

    @Override
    public void take(Step step) {
        database.change(handle -> handle.execute(
                "delete from account_step where digest = ? and purpose = ?",
                step.digest().hex(),
                step.purpose().name()));
    }

    @Override
    public void deleteExpired(Instant now) {
        database.change(handle -> handle.execute("delete from account_step where expires < ?", now.toEpochMilli()));
    }
}
