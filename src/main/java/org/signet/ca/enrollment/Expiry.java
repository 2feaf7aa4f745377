package org.signet.ca.enrollment;

import java.util.List;
import java.util.Locale;
import org.signet.ca.audit.AuditEvent;
import org.signet.model.Actor;

/**
 * Ends what nobody went on with. Looking at such a request shows it as expired from its last moment on; this makes it so,
 * audits it and tells the requester, unless nobody proved that they asked, or their certificate's end is told of anyway.
 */
public final class Expiry {
    private final RegistrationDesk desk;

    public Expiry(RegistrationDesk desk) {
        this.desk = desk;
    }

    /**
     * @param most in one run; what is left waits for the next
     * @return how many ended
     */
    public int run(int most) {
        List<Enrollment> due = desk.enrollments()
                .ended(
                        desk.clock().instant(),
                        desk.rules().patience(),
                        desk.rules().grace(),
                        most);
        return (int) due.stream()
                .filter(enrollment -> desk.transactions()
                        .attempt(() -> expire(enrollment.id()))
                        .isOk())
                .count();
    }

    private Enrollment expire(String id) {
        Enrollment before = desk.enrollments().find(id).orElseThrow();
        Enrollment expired = desk.take(Step.EXPIRE, before, same -> same);
        desk.audit()
                .append(
                        Actor.system(),
                        new AuditEvent.EnrollmentExpired(
                                id, before.state().name().toLowerCase(Locale.ROOT)));
        if (before.state() != EnrollmentState.REQUESTED && !before.renews()) {
            desk.mails().enqueue(desk.letters().expired(expired), desk.clock().instant());
        }
        return expired;
    }
}
