package org.signet.ca.enrollment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.enrollment.Enrollment.Secret;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.Actor;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.PersonName;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;

/**
 * Enrolment that an operator begins: they vouch for the mailbox, and its reader is mailed the link to the page that makes the
 * key. That one link is proof and approval: only who reads the mailbox can follow it, and the operator has approved already.
 */
public final class Invitations {
    public static final int MOST_ADDRESSES = Enrollments.MAX_ADDRESSES;

    private final RegistrationDesk desk;

    public Invitations(RegistrationDesk desk) {
        this.desk = desk;
    }

    /**
     * Who is invited.
     *
     * @param addresses at least one, all of one person; the link goes to the first, the others are vouched for
     * @param name becomes the person's name in our records; without one they keep theirs
     * @param pair whether a key of its own is wanted for each use; a domain may want it of everybody
     * @param language of the mail: {@code en} or {@code de}
     */
    public record Guest(List<EmailAddress> addresses, Optional<PersonName> name, boolean pair, String language) {
        public Guest {
            addresses = EmailAddress.distinct(addresses);
        }

        /** Of one mailbox and, where its domain does not have it otherwise, one key. */
        public Guest(EmailAddress address, Optional<PersonName> name, String language) {
            this(List.of(address), name, false, language);
        }

        public EmailAddress address() {
            return addresses.get(0);
        }
    }

    /** An invitation, and whether it was sent before. */
    public record Invited(Enrollment enrollment, boolean before) {}

    /** Invites the address's reader, unless an invitation is open or led to a certificate that holds. */
    public Outcome<Invited> invite(Guest guest, Actor actor) {
        if (!actor.may(Permission.ISSUE_CERTIFICATE) || !actor.may(Permission.DECIDE_REQUEST)) {
            return Outcome.refused(RefusalCode.NOT_ALLOWED, "You may not invite people; ask an administrator.");
        }
        return objection(guest, actor)
                .map(Outcome::<Invited>refused)
                .orElseGet(() -> desk.transactions().attempt(() -> inviteOnce(guest, actor)));
    }

    /** Why that actor may not invite that guest, whatever is on record of them, if so. */
    public Optional<Refusal> objection(Guest guest, Actor actor) {
        if (guest.addresses().size() > MOST_ADDRESSES) {
            return Optional.of(new Refusal(
                    RefusalCode.BAD_INPUT, "A certificate names at most " + MOST_ADDRESSES + " mailboxes."));
        }
        Outcome<EnrollmentRules.Domain> domain = desk.rules().domain(guest.addresses());
        if (!domain.isOk()) {
            return Optional.of(domain.refusal());
        }
        Optional<Refusal> own = desk.fourEyes().objection(actor, guest.addresses());
        return own.isPresent()
                ? own
                : domain.orThrow()
                        .profile()
                        .subject(desk.people().nameFor(guest.addresses(), guest.name()), guest.addresses())
                        .fold(fine -> Optional.empty(), Optional::of);
    }

    /** What is on record of the guest's first mailbox that makes an invitation needless, the newest first. */
    public Optional<Standing> standing(EmailAddress address) {
        Instant now = desk.clock().instant();
        List<Enrollment> standing = standingNow(address);
        Optional<Standing> certificate = desk.certificates().naming(address).stream()
                .filter(each -> each.personId() != 0 && each.usableAt(now))
                .findFirst()
                .map(each -> Standing.CERTIFIED);
        return certificate
                .or(() -> standing.stream()
                        .filter(each -> open(each, now))
                        .findFirst()
                        .map(each -> Standing.INVITED))
                .or(() -> standing.stream()
                        .filter(each -> each.state() == EnrollmentState.PROVEN)
                        .findFirst()
                        .map(each -> Standing.WAITS));
    }

    /** How somebody stands already. */
    public enum Standing {
        CERTIFIED,
        INVITED,
        WAITS
    }

    private List<Enrollment> standingNow(EmailAddress address) {
        return desk.enrollments().standing(address).stream().map(desk::now).toList();
    }

    private Invited inviteOnce(Guest guest, Actor actor) {
        Instant now = desk.clock().instant();
        List<Enrollment> standing = standingNow(guest.address());
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
                .filter(e ->
                        e.uses().equals(uses(guest)) && EmailAddress.sameMailboxes(e.addresses(), guest.addresses()))
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
        Enrollment renewed = desk.take(Step.OPEN_KEY, expired, e -> e.withKey(key));
        desk.audit().append(actor, new AuditEvent.KeyLinkSent(renewed.id()));
        return renewed;
    }

    private boolean pair(Guest guest) {
        return guest.pair() || desk.rules().domain(guest.addresses()).orThrow().pair();
    }

    private List<KeyUse> uses(Guest guest) {
        return pair(guest) ? List.of(KeyUse.SIGN, KeyUse.ENCRYPT) : List.of(KeyUse.BOTH);
    }

    private Enrollment begun(Guest guest, Secret key, Instant now, Actor actor) {
        var person =
                desk.people().vouchedFor(guest.addresses(), guest.name(), actor).orThrow();
        Enrollment invitation = Enrollment.approved(
                person, guest.addresses(), pair(guest), guest.language(), key, actor, now, desk.random());
        desk.enrollments().insert(invitation);
        desk.audit().append(actor, new AuditEvent.PersonInvited(invitation.id(), invitation.address(), person.id()));
        return invitation;
    }
}
