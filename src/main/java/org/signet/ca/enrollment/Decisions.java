package org.signet.ca.enrollment;

import java.security.SecureRandom;
import java.time.Clock;
import org.signet.ca.access.MailQueue;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.ca.enrollment.Enrollment.Decision;
import org.signet.ca.enrollment.Enrollment.Secret;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.Actor;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.RefusalCode;

/** The yes or no to a proven request, by an officer or by the domain's own rule, and the mail that follows it. */
final class Decisions {
    private static final int MAX_COMMENT = 500;

    private final EnrollmentStore store;
    private final EnrollmentRules rules;
    private final MailQueue mails;
    private final Letters letters;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random;

    Decisions(
            EnrollmentStore store,
            EnrollmentRules rules,
            MailQueue mails,
            Letters letters,
            Transactions transactions,
            AuditLog audit,
            Clock clock,
            SecureRandom random) {
        this.store = store;
        this.rules = rules;
        this.mails = mails;
        this.letters = letters;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    Outcome<Enrollment> approve(String id, String comment, Actor actor) {
        return decide(id, comment, actor, (enrollment, text) -> approve(enrollment, actor, text));
    }

    Outcome<Enrollment> refuse(String id, String comment, Actor actor) {
        return decide(id, comment, actor, (enrollment, text) -> refuse(enrollment, actor, text));
    }

    private interface Ruling {
        Enrollment apply(Enrollment enrollment, String comment);
    }

    private Outcome<Enrollment> decide(String id, String comment, Actor actor, Ruling ruling) {
        if (!actor.may(Permission.DECIDE_REQUEST)) {
            return Outcome.refused(RefusalCode.NOT_ALLOWED, "You may not decide requests; ask an officer.");
        }
        String text = comment.strip().replaceAll("\\p{C}", " ");
        if (text.length() > MAX_COMMENT) {
            return Outcome.refused(RefusalCode.BAD_INPUT, "A comment has at most 500 characters.");
        }
        return transactions.attempt(() -> {
            Enrollment enrollment = store.find(id)
                    .orElseThrow(() -> Enrollments.refused(RefusalCode.NOT_FOUND, "There is no such request."));
            if (enrollment.state() != EnrollmentState.PROVEN) {
                throw Enrollments.refused(
                        RefusalCode.WRONG_STATE, "This request does not wait for a decision any more.");
            }
            return ruling.apply(enrollment, text);
        });
    }

    /** Joins the caller's unit of work. */
    Enrollment approve(Enrollment enrollment, Actor actor, String comment) {
        Enrollment approved =
                enrollment.decided(EnrollmentState.APPROVED, new Decision(actor.name(), clock.instant(), comment));
        update(approved, EnrollmentState.PROVEN);
        audit.append(actor, new AuditEvent.EnrollmentApproved(enrollment.id(), comment));
        if (approved.channel() == Channel.TERMINAL) {
            return tellTerminal(approved);
        }
        return sendKeyLink(approved, actor);
    }

    /** The time to make the key begins with the approval, however long it took. */
    private Enrollment tellTerminal(Enrollment approved) {
        Enrollment open = approved.withKey(
                new Secret(approved.key().digest(), clock.instant().plus(rules.keyLinkLife())));
        update(open, EnrollmentState.APPROVED);
        mails.enqueue(letters.approval(open), clock.instant());
        return open;
    }

    /** Joins the caller's unit of work. */
    Enrollment sendKeyLink(Enrollment approved, Actor actor) {
        OneTimeSecret secret = OneTimeSecret.token(random);
        Enrollment linked =
                approved.withKey(new Secret(secret.digest(), clock.instant().plus(rules.keyLinkLife())));
        update(linked, EnrollmentState.APPROVED);
        mails.enqueue(letters.keyLink(linked, secret), clock.instant());
        audit.append(actor, new AuditEvent.KeyLinkSent(linked.id()));
        return linked;
    }

    private Enrollment refuse(Enrollment enrollment, Actor actor, String comment) {
        Enrollment refused =
                enrollment.decided(EnrollmentState.REFUSED, new Decision(actor.name(), clock.instant(), comment));
        update(refused, EnrollmentState.PROVEN);
        audit.append(actor, new AuditEvent.EnrollmentRefused(enrollment.id(), comment));
        mails.enqueue(letters.refusal(refused), clock.instant());
        return refused;
    }

    void update(Enrollment changed, EnrollmentState from) {
        if (!store.update(changed, from)) {
            throw Enrollments.refused(RefusalCode.WRONG_STATE, "Somebody else was quicker; look at the request again.");
        }
    }
}
