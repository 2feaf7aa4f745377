package org.signet.ca.enrollment;

import java.time.Instant;
import java.util.List;
import org.signet.ca.access.People;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.ca.authority.Authority;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.authority.Issued;
import org.signet.ca.authority.Order;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.x509.CertificateRequest;
import org.signet.model.Actor;
import org.signet.model.CertificateRecord;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/** The last step of an enrolment: the key that was just made is certified, and the link to it is spent. */
public final class KeyCertification {
    private final Enrollments enrollments;
    private final EnrollmentStore store;
    private final Authority authority;
    private final CertificateStore certificates;
    private final EnrollmentRules rules;
    private final People people;
    private final Transactions transactions;
    private final AuditLog audit;

    public KeyCertification(
            Enrollments enrollments,
            EnrollmentStore store,
            Authority authority,
            CertificateStore certificates,
            EnrollmentRules rules,
            People people,
            Transactions transactions,
            AuditLog audit) {
        this.enrollments = enrollments;
        this.store = store;
        this.authority = authority;
        this.certificates = certificates;
        this.rules = rules;
        this.people = people;
        this.transactions = transactions;
        this.audit = audit;
    }

    /**
     * Certifies the request's key for the enrolment that the secret belongs to. Asked again with the same key, it gives
     * the same certificate: an answer may be lost on its way.
     *
     * @param request PKCS#10, PEM or DER, of which the public key alone counts
     */
    public Outcome<Issued> certify(OneTimeSecret secret, byte[] request, String origin) {
        return enrollments
                .forKey(secret)
                .then(enrollment -> CertificateRequest.parse(request)
                        .fold(
                                parsed -> certify(enrollment, parsed, origin),
                                refusal -> refuse(enrollment, refusal, origin)));
    }

    private Outcome<Issued> certify(Enrollment enrollment, CertificateRequest request, String origin) {
        if (enrollment.state() == EnrollmentState.ISSUED) {
            return again(enrollment, request);
        }
        Outcome<EnrollmentRules.Domain> domain = rules.domain(enrollment.address());
        if (!domain.isOk()) {
            return Outcome.refused(domain.refusal());
        }
        Order order = new Order(
                enrollment.personId(),
                enrollment.name(),
                List.of(enrollment.address()),
                domain.orThrow().profile(),
                KeyUse.BOTH,
                request);
        Actor actor = Actor.person(enrollment.address(), origin);
        Outcome<Issued> first = authority.issue(order, actor, issued -> {
            Enrollment done = enrollment.issued(issued.certificate().serial());
            if (!store.update(done, EnrollmentState.APPROVED)) {
                throw new RefusedException(new Refusal(
                        RefusalCode.LINK_USED, "This link was used a moment ago in another window; finish there."));
            }
            if (enrollment.invited() && cameBackInTime(enrollment, issued)) {
                people.proven(enrollment.address(), enrollment.name(), actor);
            }
        });
        // The same request may have come twice at once, and the other was quicker.
        return first.isOk()
                ? first
                : store.find(enrollment.id())
                        .filter(now -> now.state() == EnrollmentState.ISSUED)
                        .map(now -> again(now, request))
                        .orElse(first);
    }

    /** Whether an invitation's secret came back from the mailbox while it proves it; a later one leaves it vouched for. */
    private boolean cameBackInTime(Enrollment enrollment, Issued issued) {
        Instant sent = enrollment.key().expires().minus(rules.keyLinkLife());
        return issued.certificate().issuedAt().isBefore(sent.plus(rules.proofLife()));
    }

    private Outcome<Issued> again(Enrollment enrollment, CertificateRequest request) {
        CertificateRecord before = certificates.find(enrollment.serial()).orElseThrow();
        return before.keyId().equals(request.keyId())
                ? Outcome.ok(authority.issued(before))
                : Outcome.refused(
                        RefusalCode.LINK_USED,
                        "This link was used already for another key; ask for a new certificate.");
    }

    private Outcome<Issued> refuse(Enrollment enrollment, Refusal refusal, String origin) {
        transactions.durable(() -> {
            audit.append(
                    Actor.person(enrollment.address(), origin),
                    new AuditEvent.IssuanceRefused("enrollment " + enrollment.id(), refusal.code()));
            return null;
        });
        return Outcome.refused(refusal);
    }
}
