package org.signet.edge.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.ca.access.MailQueue;
import org.signet.edge.store.database.Database;
import org.signet.model.EmailAddress;
import org.signet.model.Mail;

/** Mail on its way out, in SQL. Marking a message joins a unit of work or makes one. */
public final class SqlMailQueue implements MailQueue {
    private static final int MAX_ERROR = 500;
    private static final String OPEN = "sent is null and given_up is null";

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
        return list("where " + OPEN + " and next_try <= ? order by id limit ?", now.toEpochMilli(), limit);
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
        return update(
                "next_try = ? where " + OPEN + " and next_try <= ?", until.toEpochMilli(), now.toEpochMilli(), id);
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
                "given_up = ?, body = '', attempts = attempts + 1, last_error = ? where " + OPEN,
                now.toEpochMilli(),
                clipped(error),
                id);
    }

    private boolean update(String change, Object... arguments) {
        return database.transactions()
                .durable(() -> database.change(
                        handle -> handle.execute("update mail_queue set " + change + " and id = ?", arguments) == 1));
    }

    private static String clipped(String error) {
        return error.length() > MAX_ERROR ? error.substring(0, MAX_ERROR) : error;
    }
}
