package org.signet.ca.watch;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.model.Actor;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/** Mail that no server took: somebody sees it, and has it tried again or ends it. Nobody reads its text here. */
public final class UndeliveredMail {
    /** So many are shown; where more wait it is the mail server that needs somebody. */
    private static final int MOST = 100;

    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final UndeliveredStore store;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Clock clock;

    public UndeliveredMail(UndeliveredStore store, Transactions transactions, AuditLog audit, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /** The newest, with those that were given up within a month. */
    public List<Undelivered> latest() {
        return store.undelivered(clock.instant().minus(REMEMBERED), MOST);
    }

    /** How many can still be tried. */
    public long stuck() {
        return store.stuck();
    }

    /** Has it tried within seconds, in place of when its turn would come, or though it was refused. */
    public Outcome<Undelivered> tryAgain(long id, Actor actor) {
        return change(id, actor, mail -> store.tryAgain(mail, clock.instant()), AuditEvent.MailTriedAgain::new);
    }

    /** Ends it for good: its text is forgotten, and whoever waits for it must ask again. */
    public Outcome<Undelivered> giveUp(long id, Actor actor) {
        return change(id, actor, mail -> store.end(mail, clock.instant()), AuditEvent.MailGivenUp::new);
    }

    private Outcome<Undelivered> change(
            long id, Actor actor, Predicate<Long> step, BiFunction<Long, EmailAddress, AuditEvent> event) {
        if (!actor.may(Permission.DECIDE_REQUEST)) {
            return Outcome.refused(
                    RefusalCode.NOT_ALLOWED, "Only an officer or administrator decides what becomes of mail.");
        }
        return transactions.attempt(() -> {
            Undelivered mail = store.findUndelivered(id)
                    .orElseThrow(() -> new RefusedException(
                            RefusalCode.NOT_FOUND, "No such message waits; it was sent, or there never was one."));
            if (!step.test(id)) {
                throw new RefusedException(
                        RefusalCode.WRONG_STATE,
                        "This message was given up and its text is forgotten; whoever waits for it must ask again.");
            }
            audit.append(actor, event.apply(id, mail.to()));
            return mail;
        });
    }
}
