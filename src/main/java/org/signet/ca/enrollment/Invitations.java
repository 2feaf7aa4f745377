package org.signet.ca.enrollment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.enrollment.Enrollment.Secret;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.Actor;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.PersonName;
import org.signet.model.RefusalCode;

/**
 * Enrolment that an operator begins: they vouch for the mailbox, and its reader is mailed the link to the page that makes the
 * key. That one link is proof and approval: only who reads the mailbox can follow it, and the operator has approved already.
 */
public final class Invitations {
    private final RegistrationDesk desk;

    public Invitations(RegistrationDesk desk) {
        this.desk = desk;
    }

    /**
     * Who is invited.
     *
     * @param name becomes the person's name in our records; without one they keep theirs
     * @param language of the mail: {@code en} or {@code de}
     */
    public record Guest(EmailAddress address, Optional<PersonName> name, String language) {}

    /** An invitation, and whether it was sent before. */
    public record Invited(Enrollment enrollment, boolean before) {}

    /** Invites the address's reader, unless an invitation is open or led to a certificate that holds. */
    public Outcome<Invited> invite(Guest guest, Actor actor) {
        if (!actor.may(Permission.ISSUE_CERTIFICATE) || !actor.may(Permission.DECIDE_REQUEST)) {
            return Outcome.refused(RefusalCode.NOT_ALLOWED, "You may not invite people; ask an administrator.");
        }
        return desk.rules()
                .domain(guest.address())
                .then(domain -> desk.transactions().attempt(() -> inviteOnce(guest, actor)));
    }

    private Invited inviteOnce(Guest guest, Actor actor) {
        Instant now = desk.clock().instant();
        List<Enrollment> standing = desk.enrollments().standing(guest.address());
        Optional<Enrollment> before =
                standing.stream().filter(e -> open(e, now) || holds(e, now)).findFirst();
        if (before.isPresent()) {
            return new Invited(before.get(), true);
        }
        if (standing.stream().anyMatch(e -> e.state() == EnrollmentState.PROVEN)) {
            throw Enrollments.refused(
                    RefusalCode.WRONG_STATE,
                    guest.address()
                            + " asked for a certificate already, and the request waits for a decision; approve it on"
                            + " the administrators' pages.");
        }
        OneTimeSecret secret = OneTimeSecret.token(desk.random());
        Secret key = new Secret(secret.digest(), now.plus(desk.rules().keyLinkLife()));
        // A link that expired is replaced in its own enrolment: its holder can ask for a fresh one too.
        Enrollment invitation = standing.stream()
                .filter(e -> e.state() == EnrollmentState.APPROVED && e.channel() == Channel.BROWSER)
                .findFirst()
                .map(expired -> renewed(expired, key, actor))
                .orElseGet(() -> begun(guest, key, now, actor));
        desk.mails().enqueue(desk.letters().invitation(invitation, secret), now);
        return new Invited(invitation, false);
    }

    private static boolean open(Enrollment enrollment, Instant now) {
        return enrollment.state() == EnrollmentState.APPROVED
                && now.isBefore(enrollment.key().expires());
    }

    private boolean holds(Enrollment enrollment, Instant now) {
        return enrollment.state() == EnrollmentState.ISSUED
                && desk.certificates()
                        .find(enrollment.serial())
                        .filter(certificate -> certificate.usableAt(now))
                        .isPresent();
    }

    private Enrollment renewed(Enrollment expired, Secret key, Actor actor) {
        Enrollment renewed = expired.withKey(key);
        desk.enrollments().update(renewed, EnrollmentState.APPROVED);
        desk.audit().append(actor, new AuditEvent.KeyLinkSent(renewed.id()));
        return renewed;
    }

    private Enrollment begun(Guest guest, Secret key, Instant now, Actor actor) {
        var person = desk.people()
                .vouchedFor(List.of(guest.address()), guest.name(), actor)
                .orThrow();
        Enrollment invitation = Enrollment.approved(
                person,
                List.of(guest.address()),
                desk.rules().domain(guest.address()).orThrow().pair(),
                guest.language(),
                key,
                actor,
                now,
                desk.random());
        desk.enrollments().insert(invitation);
        desk.audit().append(actor, new AuditEvent.PersonInvited(invitation.id(), invitation.address(), person.id()));
        return invitation;
    }
}
