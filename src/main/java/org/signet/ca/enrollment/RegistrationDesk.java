package org.signet.ca.enrollment;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.signet.ca.access.MailQueue;
import org.signet.ca.access.People;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.ca.authority.CertificateStore;
import org.signet.model.EmailAddress;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/** What every step from a request to a certificate works with, and every step after it. */
public record RegistrationDesk(
        EnrollmentStore enrollments,
        CertificateStore certificates,
        RenewalStore renewals,
        Remark.Store remarks,
        EnrollmentRules rules,
        People people,
        FourEyes fourEyes,
        MailQueue mails,
        Letters letters,
        Transactions transactions,
        AuditLog audit,
        Clock clock,
        SecureRandom random) {

    /** That of the mailbox's last enrolment. */
    public String language(EmailAddress address) {
        return enrollments.standing(address).stream()
                .findFirst()
                .map(Enrollment::language)
                .orElse("en");
    }

    /** As it stands now: one whose time has run out is expired, whether or not that is on record already. */
    Enrollment now(Enrollment enrollment) {
        Instant now = clock.instant();
        // What was asked for a day after now was asked of a clock that was wrong; its links would hold for too long.
        boolean early = enrollment.requested().isAfter(now.plus(Duration.ofDays(1)));
        return enrollment.end(rules).filter(end -> early || now.isAfter(end)).isPresent()
                ? enrollment.in(EnrollmentState.EXPIRED)
                : enrollment;
    }

    /** As it stands now; refused by exception if there is none of that id. */
    Enrollment demand(String id) {
        return enrollments.find(id).map(this::now).orElseThrow(RegistrationDesk::noSuchRequest);
    }

    static RefusedException noSuchRequest() {
        return new RefusedException(RefusalCode.NOT_FOUND, "There is no such request; reload the list of requests.");
    }

    /**
     * The one way by which an enrolment changes, for every door. Joins the caller's unit of work; refused by exception if
     * the step does not lead from where the enrolment stands, or somebody else was quicker.
     *
     * @param change what changes with the step, besides the state
     */
    Enrollment take(Step step, Enrollment before, UnaryOperator<Enrollment> change) {
        EnrollmentState state =
                step == Step.EXPIRE ? before.state() : now(before).state();
        if (!step.leadsFrom(state)) {
            throw new RefusedException(
                    RefusalCode.WRONG_STATE,
                    state == EnrollmentState.EXPIRED
                            ? "This request ended, since nobody went on with it in time; it has to be made again."
                            : "This request was decided meanwhile; reload the list of requests.");
        }
        Enrollment after = change.apply(before).in(step.to());
        if (!enrollments.update(after, before.state())) {
            throw new RefusedException(
                    RefusalCode.WRONG_STATE, "Somebody else was quicker; look at the request again.");
        }
        return after;
    }
}
