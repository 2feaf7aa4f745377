package org.signet.ca.enrollment;

import org.signet.ca.audit.AuditEvent;
import org.signet.ca.enrollment.Enrollment.Decision;
import org.signet.ca.enrollment.Enrollment.Secret;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.Actor;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/** The yes or no to a proven request, by an officer or by the domain's own rule, and the mail that follows it. */
final class Decisions {
    private final RegistrationDesk desk;

    Decisions(RegistrationDesk desk) {
        this.desk = desk;
    }

    /** An officer's yes to somebody else's request. */
    Outcome<Enrollment> approve(String id, String comment, Actor actor) {
        return decide(id, comment, actor, (enrollment, text) -> {
            desk.fourEyes().objection(actor, enrollment.addresses()).ifPresent(refusal -> {
                throw new RefusedException(refusal);
            });
            return approve(enrollment, actor, text);
        });
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
        return line(comment).then(text -> desk.transactions().attempt(() -> ruling.apply(desk.demand(id), text)));
    }

    /** What somebody wrote, as one line of at most {@value Remark#MAX} characters. */
    static Outcome<String> line(String text) {
        String line = text.replaceAll("[\\p{C}\\p{Z}]+", " ").strip();
        return line.length() > Remark.MAX
                ? Outcome.refused(
                        RefusalCode.BAD_INPUT, "A comment has at most " + Remark.MAX + " characters; shorten it.")
                : Outcome.ok(line);
    }

    /** Joins the caller's unit of work. */
    Enrollment approve(Enrollment enrollment, Actor actor, String comment) {
        Enrollment approved =
                desk.take(Step.APPROVE, enrollment, e -> e.decided(new Decision(actor.name(), now(), comment)));
        desk.audit().append(actor, new AuditEvent.EnrollmentApproved(enrollment.id(), comment));
        if (approved.channel() == Channel.TERMINAL) {
            return tellTerminal(approved);
        }
        return sendKeyLink(approved, actor);
    }

    private java.time.Instant now() {
        return desk.clock().instant();
    }

    /** The time to make the key begins with the approval, however long it took. */
    private Enrollment tellTerminal(Enrollment approved) {
        Secret claim =
                new Secret(approved.key().digest(), now().plus(desk.rules().keyLinkLife()));
        // Until now the claim had the end that it began with.
        Enrollment open = desk.take(Step.OPEN_KEY, approved.withKey(claim), same -> same);
        desk.mails().enqueue(desk.letters().approval(open), now());
        return open;
    }

    /** Joins the caller's unit of work. */
    Enrollment sendKeyLink(Enrollment approved, Actor actor) {
        OneTimeSecret secret = OneTimeSecret.token(desk.random());
        Secret key = new Secret(secret.digest(), now().plus(desk.rules().keyLinkLife()));
        Enrollment linked = desk.take(Step.OPEN_KEY, approved, e -> e.withKey(key));
        desk.mails().enqueue(desk.letters().keyLink(linked, secret), now());
        desk.audit().append(actor, new AuditEvent.KeyLinkSent(linked.id()));
        return linked;
    }

    private Enrollment refuse(Enrollment enrollment, Actor actor, String comment) {
        Enrollment refused =
                desk.take(Step.REFUSE, enrollment, e -> e.decided(new Decision(actor.name(), now(), comment)));
        desk.audit().append(actor, new AuditEvent.EnrollmentRefused(enrollment.id(), comment));
        desk.mails().enqueue(desk.letters().refusal(refused), now());
        return refused;
    }
}
