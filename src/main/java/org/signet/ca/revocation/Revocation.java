package org.signet.ca.revocation;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.ca.authority.CertificateStore;
import org.signet.model.Actor;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

/** Revokes certificates. What was revoked stays revoked; the CRL that tells of it follows at once. */
public final class Revocation {
    /** Reasons that fit a person's certificate; holds come with a way to release them, CA reasons with CA certificates. */
    public static final Set<RevocationReason> REASONS = Set.of(
            RevocationReason.UNSPECIFIED,
            RevocationReason.KEY_COMPROMISE,
            RevocationReason.AFFILIATION_CHANGED,
            RevocationReason.SUPERSEDED,
            RevocationReason.CESSATION_OF_OPERATION,
            RevocationReason.PRIVILEGE_WITHDRAWN);

    private final CertificateStore certificates;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Clock clock;

    public Revocation(CertificateStore certificates, Transactions transactions, AuditLog audit, Clock clock) {
        this.certificates = certificates;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    public Outcome<CertificateRecord> revoke(SerialNumber serial, RevocationReason reason, Actor actor) {
        if (!actor.may(Permission.REVOKE_CERTIFICATE)) {
            return Outcome.refused(RefusalCode.NOT_ALLOWED, "You may not revoke certificates; ask an officer.");
        }
        if (!REASONS.contains(reason)) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT, "The reason " + reason.text() + " does not fit a person's certificate.");
        }
        return transactions.attempt(() -> {
            // Within the unit of work: a CRL that was drafted before it does not claim to tell of it.
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            CertificateRecord certificate = certificates
                    .find(serial)
                    .orElseThrow(() -> refused(
                            RefusalCode.NOT_FOUND,
                            "There is no certificate with serial " + serial
                                    + " in our records; look it up with `signet find` or under Certificates."));
            if (certificate.status() instanceof CertificateStatus.Revoked before) {
                throw refused(
                        RefusalCode.ALREADY_REVOKED,
                        "This certificate was revoked already, at "
                                + before.at().truncatedTo(ChronoUnit.SECONDS) + " for "
                                + before.reason().text() + ".");
            }
            CertificateStatus revoked = new CertificateStatus.Revoked(now, reason);
            certificates.setStatus(serial, revoked, now);
            audit.append(actor, new AuditEvent.CertificateRevoked(serial, reason));
            return certificate.with(revoked);
        });
    }

    private static RefusedException refused(RefusalCode code, String detail) {
        return new RefusedException(code, detail);
    }
}
