package org.signet.edge.store;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.signet.ca.access.MailQueue;
import org.signet.ca.watch.Undelivered;
import org.signet.ca.watch.UndeliveredStore;
import org.signet.edge.store.database.Database;
import org.signet.model.EmailAddress;
import org.signet.model.Mail;
import org.signet.model.Printable;

/** Mail on its way out, in SQL. Marking a message joins a unit of work or makes one. */
public final class SqlMailQueue implements MailQueue, UndeliveredStore {
    private static final int MAX_ERROR = 500;
    private static final String OPEN = "sent is null and given_up is null";
    /** Its turn has come, or lies {@link #beyond} all that an honest clock gives. */
    private static final String DUE = OPEN + " and (next_try <= ? or next_try > ?)";

    /** Tried, and neither sent nor forgotten. */
    private static final String STUCK = "sent is null and attempts > 0 and body <> ''";

    private final Database database;

    public SqlMailQueue(Database database) {
        this.database = database;
    }

    @Override
    public void enqueue(Mail mail, Instant now) {
        database.change(handle -> handle.execute(
                "insert into mail_queue (recipient, subject, body, signed, queued, next_try) values (?,?,?,?,?,?)",
                mail.to().toString(),
                mail.subject(),
                mail.body(),
                mail.signed(),
                now.toEpochMilli(),
                now.toEpochMilli()));
    }

    @Override
    public List<Queued> due(Instant now, int limit) {
        return list("where " + DUE + " order by id limit ?", now.toEpochMilli(), beyond(now), limit);
    }

    private static long beyond(Instant now) {
        return now.plus(LONGEST_WAIT).toEpochMilli();
    }

    @Override
    public List<Queued> latest(int limit) {
        return list("order by id desc limit ?", limit);
    }

    @Override
    public Backlog backlog(Instant since) {
        return database.with(handle -> {
            // Whoever gives up claimed it first, until later; by that the index finds it.
            long givenUp = handle.select(
                            "select count(*) from mail_queue where sent is null and next_try >= ? and given_up >= ?",
                            since.toEpochMilli(),
                            since.toEpochMilli())
                    .mapTo(Long.class)
                    .one();
            return handle.select("select count(*), min(queued) from mail_queue where " + OPEN)
                    .map((row, context) -> new Backlog(
                            row.getLong(1),
                            Optional.ofNullable(row.getObject(2, Long.class)).map(Instant::ofEpochMilli),
                            givenUp))
                    .one();
        });
    }

    private List<Queued> list(String rest, Object... arguments) {
        return database.with(handle -> handle.select("select * from mail_queue " + rest, arguments)
                .map((row, context) -> new Queued(
                        row.getLong("id"),
                        new Mail(
                                EmailAddress.parse(row.getString("recipient")).orThrow(),
                                row.getString("subject"),
                                row.getString("body"),
                                row.getBoolean("signed")),
                        Instant.ofEpochMilli(row.getLong("queued")),
                        row.getInt("attempts")))
                .list());
    }

    @Override
    public boolean claim(long id, Instant now, Instant until) {
        return update("next_try = ? where " + DUE, until.toEpochMilli(), now.toEpochMilli(), beyond(now), id);
    }

    @Override
    public void sent(long id, Instant now) {
        // Also if it was given up meanwhile: what was delivered was delivered.
        update("sent = ?, body = '', attempts = attempts + 1 where sent is null", now.toEpochMilli(), id);
    }

    @Override
    public void failed(long id, String error, Instant nextTry) {
        update(
                "attempts = attempts + 1, next_try = ?, last_error = ? where " + OPEN,
                nextTry.toEpochMilli(),
                clipped(error),
                id);
    }

    @Override
    public void giveUp(long id, String error, Instant now) {
        update(
                "given_up = ?, attempts = attempts + 1, last_error = ? where " + OPEN,
                now.toEpochMilli(),
                clipped(error),
                id);
    }

    @Override
    public void forget(Instant queued) {
        database.transactions()
                .durable(() -> database.change(handle -> handle.execute(
                        "update mail_queue set body = '' where sent is null and given_up is not null and queued <= ?"
                                + " and body <> ''",
                        queued.toEpochMilli())));
    }

    @Override
    public List<Undelivered> undelivered(Instant since, int limit) {
        return undelivered(
                "attempts > 0 and (given_up is null or given_up >= ?) order by id desc limit ?",
                since.toEpochMilli(),
                limit);
    }

    @Override
    public Optional<Undelivered> findUndelivered(long id) {
        return undelivered("id = ?", id).stream().findFirst();
    }

    private List<Undelivered> undelivered(String which, Object... arguments) {
        return database.with(handle -> handle.select(
                        "select id, recipient, subject, queued, attempts, next_try, given_up, last_error, body <> '' as kept"
                                + " from mail_queue where sent is null and " + which,
                        arguments)
                .map((row, context) -> new Undelivered(
                        row.getLong("id"),
                        EmailAddress.parse(row.getString("recipient")).orThrow(),
                        row.getString("subject"),
                        Instant.ofEpochMilli(row.getLong("queued")),
                        row.getInt("attempts"),
                        Objects.requireNonNullElse(row.getString("last_error"), ""),
                        row.getObject("given_up") == null
                                ? Optional.of(Instant.ofEpochMilli(row.getLong("next_try")))
                                : Optional.empty(),
                        row.getBoolean("kept")))
                .list());
    }

    @Override
    public long stuck() {
        return database.with(handle -> handle.select("select count(*) from mail_queue where " + STUCK)
                .mapTo(Long.class)
                .one());
    }

    @Override
    public boolean tryAgain(long id, Instant now) {
        return update("given_up = null, next_try = ? where " + STUCK, now.toEpochMilli(), id);
    }

    @Override
    public boolean end(long id, Instant now) {
        return update(
                "given_up = coalesce(given_up, ?), next_try = greatest(next_try, ?), body = '' where " + STUCK,
                now.toEpochMilli(),
                now.toEpochMilli(),
                id);
    }

    private boolean update(String change, Object... arguments) {
        return database.transactions()
                .durable(() -> database.change(
                        handle -> handle.execute("update mail_queue set " + change + " and id = ?", arguments) == 1));
    }

    private static String clipped(String error) {
        return Printable.cut(Printable.of(error), MAX_ERROR);
    }
}
