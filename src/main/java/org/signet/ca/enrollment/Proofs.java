package org.signet.ca.enrollment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.enrollment.EnrollmentRules.Approval;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.Actor;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** The mailed links and codes that come back: while they hold, and what they prove. */
final class Proofs {
    private static final int MAX_WRONG_CODES = 5;

    private final RegistrationDesk desk;
    private final Decisions decisions;

    Proofs(RegistrationDesk desk, Decisions decisions) {
        this.desk = desk;
        this.decisions = decisions;
    }

    Outcome<Enrollment> look(OneTimeSecret link) {
        return desk.enrollments()
                .findByProof(link.digest())
                // A terminal's code is short: it holds for the one who began, and wrong ones are counted.
                .filter(enrollment -> enrollment.channel() == Channel.BROWSER)
                .map(this::open)
                .orElseGet(Enrollments::unknownLink);
    }

    /** While its mailboxes can be proven. */
    Outcome<Enrollment> open(Enrollment enrollment) {
        return open(enrollment, enrollment.proof().expires(), EnrollmentState.REQUESTED);
    }

    Outcome<Enrollment> open(Enrollment enrollment, Instant expires, EnrollmentState expected) {
        EnrollmentState state = enrollment.state();
        if (state == EnrollmentState.WITHDRAWN) {
            return Outcome.refused(RefusalCode.REQUEST_ENDED, "This request was withdrawn; begin again.");
        }
        if (state != expected && state != EnrollmentState.EXPIRED) {
            return Outcome.refused(
                    RefusalCode.LINK_USED,
                    "This link was used already. Look for a newer mail from us, or begin again.");
        }
        return state == EnrollmentState.EXPIRED || desk.clock().instant().isAfter(expires)
                ? Outcome.refused(RefusalCode.LINK_EXPIRED, "This link has expired; ask for a new one.")
                : Outcome.ok(enrollment);
    }

    Outcome<Enrollment> prove(Supplier<Outcome<Enrollment>> asked, List<OneTimeSecret> codes, String origin) {
        Outcome<Outcome<Enrollment>> result = desk.transactions().attempt(() -> {
            Enrollment enrollment = asked.get().orThrow();
            if (enrollment.proof().wrong() >= MAX_WRONG_CODES) {
                throw Enrollments.refused(
                        RefusalCode.TOO_MANY, "Too many wrong codes; begin again to be mailed a new one.");
            }
            if (codes.size() != enrollment.coded().size()) {
                throw Enrollments.refused(
                        RefusalCode.BAD_INPUT, "Give the code that was mailed to each: " + enrollment.coded());
            }
            Optional<EmailAddress> wrong = enrollment.wrong(codes);
            return wrong.isPresent() ? reject(enrollment, wrong.get(), origin) : Outcome.ok(prove(enrollment, origin));
        });
        return result.then(inner -> inner);
    }

    private Outcome<Enrollment> reject(Enrollment enrollment, EmailAddress wrong, String origin) {
        Enrollment counted = desk.take(Step.REJECT_CODE, enrollment, Enrollment::wrongCode);
        desk.audit()
                .append(
                        Actor.person(enrollment.address(), origin),
                        new AuditEvent.CodeRejected(
                                enrollment.id(), counted.proof().wrong()));
        return Outcome.refused(
                RefusalCode.WRONG_CODE,
                "This is not the code from the newest mail to " + wrong + "; type it as it stands there.");
    }

    private Enrollment prove(Enrollment enrollment, String origin) {
        Actor actor = Actor.person(enrollment.address(), origin);
        List<EmailAddress> addresses = enrollment.addresses();
        long person = desk.people()
                .proven(addresses, enrollment.name(), actor)
                .orThrow()
                .id();
        Enrollment proven = desk.take(Step.PROVE, enrollment, e -> e.of(person));
        addresses.forEach(
                address -> desk.audit().append(actor, new AuditEvent.MailboxProven(enrollment.id(), address, person)));
        return desk.rules()
                                .domain(addresses)
                                .map(EnrollmentRules.Domain::approval)
                                .orThrow()
                        == Approval.AUTOMATIC
                ? decisions.approve(proven, Actor.system(), "")
                : proven;
    }
}
