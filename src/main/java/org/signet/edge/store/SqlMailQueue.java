package org.signet.edge.store;

import java.time.Instant;
import java.util.List;
import org.signet.ca.access.MailQueue;
import org.signet.model.EmailAddress;
import org.signet.model.Mail;

/** Mail on its way out, in SQL. Marking a message joins a unit of work or makes one. */
public final class SqlMailQueue implements MailQueue {
    private final Database database;

    public SqlMailQueue(Database database) {
        this.database = database;
    }

    @Override
    public void enqueue(Mail mail, Instant now) {
        database.change(handle -> handle.execute(
                "insert into mail_queue (recipient, subject, body, queued, next_try) values (?,?,?,?,?)",
                mail.to().toString(),
                mail.subject(),
                mail.body(),
                now.toEpochMilli(),
                now.toEpochMilli()));
    }

    @Override
    public List<Queued> due(Instant now, int limit) {
        return list("where sent is null and next_try <= ? order by id limit ?", now.toEpochMilli(), limit);
    }

    @Override
    public List<Queued> latest(int limit) {
        return list("order by id desc limit ?", limit);
    }

    private List<Queued> list(String rest, Object... arguments) {
        return database.with(handle -> handle.select("select * from mail_queue " + rest, arguments)
                .map((row, context) -> new Queued(
                        row.getLong("id"),
                        new Mail(
                                EmailAddress.parse(row.getString("recipient")).orThrow(),
                                row.getString("subject"),
                                row.getString("body")),
                        Instant.ofEpochMilli(row.getLong("queued")),
                        row.getInt("attempts")))
                .list());
    }

    @Override
    public void sent(long id, Instant now) {
        database.transactions()
                .durable(() -> database.change(handle -> handle.execute(
                        "update mail_queue set sent = ?, body = '', attempts = attempts + 1 where id = ?",
                        now.toEpochMilli(),
                        id)));
    }

    @Override
    public void failed(long id, String error, Instant nextTry) {
        database.transactions()
                .durable(() -> database.change(handle -> handle.execute(
                        "update mail_queue set attempts = attempts + 1, next_try = ?, last_error = ? where id = ?",
                        nextTry.toEpochMilli(),
                        error.length() > 500 ? error.substring(0, 500) : error,
                        id)));
    }
}
