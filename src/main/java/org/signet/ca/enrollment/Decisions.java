package org.signet.ca.enrollment;

import org.signet.ca.audit.AuditEvent;
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

    private final RegistrationDesk desk;

    Decisions(RegistrationDesk desk) {
        this.desk = desk;
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
            return Outcome.refused(
                    RefusalCode.BAD_INPUT, "A comment has at most " + MAX_COMMENT + " characters; shorten it.");
        }
        return desk.transactions().attempt(() -> {
            Enrollment enrollment = desk.enrollments()
                    .find(id)
                    .orElseThrow(() -> Enrollments.refused(
                            RefusalCode.NOT_FOUND, "There is no such request; reload the list of requests."));
            if (enrollment.state() != EnrollmentState.PROVEN) {
                throw Enrollments.refused(
                        RefusalCode.WRONG_STATE, "This request was decided meanwhile; reload the list of requests.");
            }
            return ruling.apply(enrollment, text);
        });
    }

    /** Joins the caller's unit of work. */
    Enrollment approve(Enrollment enrollment, Actor actor, String comment) {
        Enrollment approved = enrollment.decided(
                EnrollmentState.APPROVED,
                new Decision(actor.name(), desk.clock().instant(), comment));
        update(approved, EnrollmentState.PROVEN);
        desk.audit().append(actor, new AuditEvent.EnrollmentApproved(enrollment.id(), comment));
        if (approved.channel() == Channel.TERMINAL) {
            return tellTerminal(approved);
        }
        return sendKeyLink(approved, actor);
    }

    /** The time to make the key begins with the approval, however long it took. */
    private Enrollment tellTerminal(Enrollment approved) {
        Enrollment open = approved.withKey(new Secret(
                approved.key().digest(),
                desk.clock().instant().plus(desk.rules().keyLinkLife())));
        update(open, EnrollmentState.APPROVED);
        desk.mails().enqueue(desk.letters().approval(open), desk.clock().instant());
        return open;
    }

    /** Joins the caller's unit of work. */
    Enrollment sendKeyLink(Enrollment approved, Actor actor) {
        OneTimeSecret secret = OneTimeSecret.token(desk.random());
        Enrollment linked = approved.withKey(new Secret(
                secret.digest(), desk.clock().instant().plus(desk.rules().keyLinkLife())));
        update(linked, EnrollmentState.APPROVED);
        desk.mails()
                .enqueue(desk.letters().keyLink(linked, secret), desk.clock().instant());
        desk.audit().append(actor, new AuditEvent.KeyLinkSent(linked.id()));
        return linked;
    }

    private Enrollment refuse(Enrollment enrollment, Actor actor, String comment) {
        Enrollment refused = enrollment.decided(
                EnrollmentState.REFUSED, new Decision(actor.name(), desk.clock().instant(), comment));
        update(refused, EnrollmentState.PROVEN);
        desk.audit().append(actor, new AuditEvent.EnrollmentRefused(enrollment.id(), comment));
        desk.mails().enqueue(desk.letters().refusal(refused), desk.clock().instant());
        return refused;
    }

    void update(Enrollment changed, EnrollmentState from) {
        if (!desk.enrollments().update(changed, from)) {
            throw Enrollments.refused(RefusalCode.WRONG_STATE, "Somebody else was quicker; look at the request again.");
        }
    }
}
