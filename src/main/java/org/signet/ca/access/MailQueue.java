package org.signet.ca.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.model.Mail;

/**
 * Port: mail on its way out. Queuing joins the caller's unit of work, so a message is sent if and only if the change it
 * tells of was stored; it survives a restart.
 */
public interface MailQueue {
    /** No message waits longer for its turn; one whose turn lies further ahead got it from a clock that was wrong, and is due. */
    Duration LONGEST_WAIT = Duration.ofHours(1);

    void enqueue(Mail mail, Instant now);

    /** Messages neither sent nor given up whose turn has come, oldest first. */
    List<Queued> due(Instant now, int limit);

    /**
     * Takes a due message for the caller alone until that moment: then it is due again, since who took it died.
     *
     * @return false if it is not due any more: somebody else was quicker
     */
    boolean claim(long id, Instant now, Instant until);

    /** Forgets the text, which may hold a secret, and keeps that it was sent. */
    void sent(long id, Instant now);

    void failed(long id, String error, Instant nextTry);

    /** Ends its tries: it is sent only if somebody has it tried again, while its text is there. */
    void giveUp(long id, String error, Instant now);

    /** Forgets the texts of those given up that were queued by then: what they link to holds no longer. Keeps whom they were for, subject and error. */
    void forget(Instant queued);

    /** The newest messages, for the built-in outbox. */
    List<Queued> latest(int limit);

    /**
     * How far behind the queue is.
     *
     * @param since how far back messages that were given up are counted
     */
    Backlog backlog(Instant since);

    /**
     * What has not left.
     *
     * @param waiting messages neither sent nor given up
     * @param oldest since when the first of them waits; empty if none does
     * @param givenUp messages given up lately
     */
    record Backlog(long waiting, Optional<Instant> oldest, long givenUp) {}

    record Queued(long id, Mail mail, Instant queued, int attempts) {}
}
