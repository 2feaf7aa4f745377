package org.signet.ca.enrollment;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.ca.access.MailQueue;
import org.signet.ca.access.People;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.ca.authority.CertificateStore;
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
    private final EnrollmentStore store;
    private final EnrollmentRules rules;
    private final People people;
    private final CertificateStore certificates;
    private final MailQueue mails;
    private final Letters letters;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random;

    public Invitations(
            EnrollmentStore store,
            EnrollmentRules rules,
            People people,
            CertificateStore certificates,
            MailQueue mails,
            Letters letters,
            Transactions transactions,
            AuditLog audit,
            Clock clock,
            SecureRandom random) {
        this.store = store;
        this.rules = rules;
        this.people = people;
        this.certificates = certificates;
        this.mails = mails;
        this.letters = letters;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
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
        return rules.domain(guest.address()).then(domain -> transactions.attempt(() -> inviteOnce(guest, actor)));
    }

    private Invited inviteOnce(Guest guest, Actor actor) {
        Instant now = clock.instant();
        List<Enrollment> standing = store.standing(guest.address());
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
        OneTimeSecret secret = OneTimeSecret.token(random);
        Secret key = new Secret(secret.digest(), now.plus(rules.keyLinkLife()));
        // A link that expired is replaced in its own enrolment: its holder can ask for a fresh one too.
        Enrollment invitation = standing.stream()
                .filter(e -> e.state() == EnrollmentState.APPROVED && e.channel() == Channel.BROWSER)
                .findFirst()
                .map(expired -> renewed(expired, key, actor))
                .orElseGet(() -> begun(guest, key, now, actor));
        mails.enqueue(letters.invitation(invitation, secret), now);
        return new Invited(invitation, false);
    }

    private static boolean open(Enrollment enrollment, Instant now) {
        return enrollment.state() == EnrollmentState.APPROVED
                && now.isBefore(enrollment.key().expires());
    }

    private boolean holds(Enrollment enrollment, Instant now) {
        return enrollment.state() == EnrollmentState.ISSUED
                && certificates
                        .find(enrollment.serial())
                        .filter(certificate -> certificate.usableAt(now))
                        .isPresent();
    }

    private Enrollment renewed(Enrollment expired, Secret key, Actor actor) {
        Enrollment renewed = expired.withKey(key);
        store.update(renewed, EnrollmentState.APPROVED);
        audit.append(actor, new AuditEvent.KeyLinkSent(renewed.id()));
        return renewed;
    }

    private Enrollment begun(Guest guest, Secret key, Instant now, Actor actor) {
        var person =
                people.vouchedFor(List.of(guest.address()), guest.name(), actor).orThrow();
        Enrollment invitation = Enrollment.approved(
                person,
                List.of(guest.address()),
                rules.domain(guest.address()).orThrow().pair(),
                guest.language(),
                key,
                actor,
                now,
                random);
        store.insert(invitation);
        audit.append(actor, new AuditEvent.PersonInvited(invitation.id(), invitation.address(), person.id()));
        return invitation;
    }
}
