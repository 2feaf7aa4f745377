package org.signet.ca.enrollment;

import java.time.Instant;
import java.util.List;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.authority.Authority;
import org.signet.ca.authority.Issued;
import org.signet.ca.authority.Order;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.x509.CertificateRequest;
import org.signet.model.Actor;
import org.signet.model.Outcome;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.SerialNumber;

/** The last step of an enrolment: the key that was just made is certified, and the link to it is spent. */
public final class KeyCertification {
    private final RegistrationDesk desk;
    private final Enrollments enrollments;
    private final Authority authority;

    public KeyCertification(Enrollments enrollments, RegistrationDesk desk, Authority authority) {
        this.enrollments = enrollments;
        this.desk = desk;
        this.authority = authority;
    }

    /**
     * Certifies the keys of the requests for the enrolment that the secret belongs to, all of them or none. Asked again
     * with the same keys, it gives the same certificates: an answer may be lost on its way.
     *
     * @param requests PKCS#10, PEM or DER, of which the public key alone counts; for a pair two in PEM, of the signing key
     *     and then of the encryption key
     * @return one for each request, in their order
     */
    public Outcome<List<Issued>> certify(OneTimeSecret secret, byte[] requests, String origin) {
        return enrollments
                .forKey(secret)
                .then(enrollment -> CertificateRequest.parseAll(requests)
                        .then(parsed -> fitting(enrollment, parsed))
                        .fold(
                                parsed -> certify(enrollment, parsed, origin),
                                refusal -> refuse(enrollment, refusal, origin)));
    }

    private static Outcome<List<CertificateRequest>> fitting(Enrollment enrollment, List<CertificateRequest> requests) {
        if (requests.size() != enrollment.uses().size()) {
            return Outcome.refused(
                    RefusalCode.BAD_REQUEST_FILE,
                    enrollment.pair()
                            ? "This enrolment is of two keys: send two requests in PEM, of the signing key first."
                            : "This enrolment is of one key: send one request.");
        }
        return Outcome.ok(requests);
    }

    private Outcome<List<Issued>> certify(Enrollment enrollment, List<CertificateRequest> requests, String origin) {
        if (enrollment.state() == EnrollmentState.ISSUED) {
            return again(enrollment, requests);
        }
        Outcome<EnrollmentRules.Domain> domain =
                Reminders.stillDue(enrollment, desk).then(due -> desk.rules().domain(due.addresses()));
        if (!domain.isOk()) {
            return Outcome.refused(domain.refusal());
        }
        List<Order> orders = Order.each(
                enrollment.personId(),
                enrollment.name(),
                enrollment.addresses(),
                domain.orThrow().profile(),
                enrollment.uses(),
                requests);
        Actor actor = Actor.person(enrollment.address(), origin);
        Outcome<List<Issued>> first = authority.issueAll(
                orders, used -> holder(enrollment, used), actor, issued -> conclude(enrollment, issued, actor));
        // The same request may have come twice at once, and the other was quicker.
        return first.isOk()
                ? first
                : desk.enrollments()
                        .find(enrollment.id())
                        .filter(now -> now.state() == EnrollmentState.ISSUED)
                        .map(now -> again(now, requests))
                        .orElse(first);
    }

    /** Joins the unit of work that stores the certificates. */
    private void conclude(Enrollment enrollment, List<Issued> issued, Actor actor) {
        List<SerialNumber> serials =
                issued.stream().map(each -> each.certificate().serial()).toList();
        desk.take(Step.CERTIFY, enrollment, e -> e.issued(serials));
        if (enrollment.invited() && cameBackInTime(enrollment, issued.get(0))) {
            // The link went to the first mailbox alone.
            desk.people()
                    .proven(List.of(enrollment.address()), enrollment.name(), actor)
                    .orThrow();
        }
    }

    /** Joins the unit of work that stores the intents: the same request may have come twice at once. */
    private long holder(Enrollment enrollment, boolean used) {
        boolean done = used
                && desk.enrollments()
                        .find(enrollment.id())
                        .filter(now -> now.state() == EnrollmentState.APPROVED)
                        .isEmpty();
        if (done) {
            throw used();
        }
        return enrollment.personId();
    }

    private static RefusedException used() {
        return new RefusedException(
                RefusalCode.LINK_USED, "This link was used a moment ago in another window; finish there.");
    }

    /** Whether an invitation's secret came back from the mailbox while it proves it; a later one leaves it vouched for. */
    private boolean cameBackInTime(Enrollment enrollment, Issued issued) {
        Instant sent = enrollment.key().expires().minus(desk.rules().keyLinkLife());
        return issued.certificate().issuedAt().isBefore(sent.plus(desk.rules().proofLife()));
    }

    private Outcome<List<Issued>> again(Enrollment enrollment, List<CertificateRequest> requests) {
        return authority
                .issued(enrollment.serials(), requests)
                .map(Outcome::ok)
                .orElseGet(() -> Outcome.refused(
                        RefusalCode.LINK_USED,
                        "This link was used already for another key; ask for a new certificate."));
    }

    private Outcome<List<Issued>> refuse(Enrollment enrollment, Refusal refusal, String origin) {
        desk.transactions().durable(() -> {
            desk.audit()
                    .append(
                            Actor.person(enrollment.address(), origin),
                            new AuditEvent.IssuanceRefused("enrollment " + enrollment.id(), refusal.code()));
            return null;
        });
        return Outcome.refused(refusal);
    }
}
