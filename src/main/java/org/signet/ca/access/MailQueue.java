package org.signet.ca.access;

import java.time.Instant;
import java.util.List;
import org.signet.model.Mail;

/**
 * Port: mail on its way out. Queuing joins the caller's unit of work, so a message is sent if and only if the change it
 * tells of was stored; it survives a restart.
 */
public interface MailQueue {
    void enqueue(Mail mail, Instant now);

    /** Messages not yet sent whose turn has come, oldest first. */
    List<Queued> due(Instant now, int limit);

    /** Forgets the text, which may hold a secret, and keeps that it was sent. */
    void sent(long id, Instant now);

    void failed(long id, String error, Instant nextTry);

    /** The newest messages, for the built-in outbox. */
    List<Queued> latest(int limit);

    record Queued(long id, Mail mail, Instant queued, int attempts) {}
}
