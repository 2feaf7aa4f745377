package org.signet.ca.revocation;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.ca.authority.CertificateStore;
import org.signet.model.Actor;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.KeyId;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

/**
 * Takes people's certificates back, for good or for a while. What was revoked stays revoked; the CRL that tells of it follows
 * within a minute.
 */
public final class Revocation {
    /** Reasons that an officer may give for a person's certificate (RFC 5280 §5.3.1); those of CAs are for CAs. */
    public static final Set<RevocationReason> REASONS = Set.of(
            RevocationReason.UNSPECIFIED,
            RevocationReason.KEY_COMPROMISE,
            RevocationReason.AFFILIATION_CHANGED,
            RevocationReason.SUPERSEDED,
            RevocationReason.CESSATION_OF_OPERATION,
            RevocationReason.CERTIFICATE_HOLD,
            RevocationReason.PRIVILEGE_WITHDRAWN);

    /** Reasons that the holder may give: a privilege is withdrawn, and a hold set, by the company. */
    public static final Set<RevocationReason> HOLDERS_REASONS = Set.of(
            RevocationReason.UNSPECIFIED,
            RevocationReason.KEY_COMPROMISE,
            RevocationReason.AFFILIATION_CHANGED,
            RevocationReason.SUPERSEDED,
            RevocationReason.CESSATION_OF_OPERATION);

    /** How profiles are called whose certificates must not be held (S/MIME BR §4.9.13). */
    private static final String STRICT = "-strict";

    private final CertificateStore certificates;
    private final RevocationStore revocations;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Clock clock;

    public Revocation(
            CertificateStore certificates,
            RevocationStore revocations,
            Transactions transactions,
            AuditLog audit,
            Clock clock) {
        this.certificates = certificates;
        this.revocations = revocations;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Why a certificate is revoked.
     *
     * @param reason certificateHold holds it: it may be released later
     * @param invalidity since when its key is thought to be lost, if that is known to be earlier (RFC 5280 §5.3.2)
     */
    public record Grounds(RevocationReason reason, Optional<Instant> invalidity) {
        public static Grounds of(RevocationReason reason) {
            return new Grounds(reason, Optional.empty());
        }

        /** Refused if a CRL could not tell it, or if it is still to come. */
        Outcome<Grounds> known(Instant now) {
            boolean lost = reason == RevocationReason.KEY_COMPROMISE || reason == RevocationReason.CA_COMPROMISE;
            if (invalidity.isPresent() && !lost) {
                return Outcome.refused(
                        RefusalCode.BAD_INPUT,
                        "Since when its key is lost is told of a key that is: give the reason keyCompromise, or leave the"
                                + " moment out.");
            }
            return invalidity
                            .filter(since -> since.isBefore(Instant.EPOCH) || since.isAfter(now))
                            .isPresent()
                    ? Outcome.refused(
                            RefusalCode.BAD_INPUT,
                            "The key cannot be lost since a moment to come, nor before 1970; give one that has been.")
                    : Outcome.ok(this);
        }
    }

    /** Revokes or holds one certificate. */
    public Outcome<CertificateRecord> revoke(SerialNumber serial, Grounds grounds, Actor actor) {
        return allowed(actor)
                .then(may -> fitting(grounds, REASONS))
                .then(fits -> transactions.attempt(() -> revoked(find(serial), grounds, actor)));
    }

    /** Revokes every certificate of a person that is not revoked yet, all of them or none: a leaver. */
    public Outcome<List<CertificateRecord>> revokeAll(long personId, Grounds grounds, Actor actor) {
        return allowed(actor)
                .then(may -> fitting(grounds, REASONS))
                .then(fits -> revokeAll(() -> certificates.ofPerson(personId), grounds, actor));
    }

    /**
     * Revokes certificates at their holder's word; the caller saw the proof that it is theirs.
     *
     * @param grounds a reason of {@link #HOLDERS_REASONS}
     */
    public Outcome<List<CertificateRecord>> revokeOwn(List<SerialNumber> serials, Grounds grounds, Actor holder) {
        return fitting(grounds, HOLDERS_REASONS)
                .then(fits -> revokeAll(() -> serials.stream().map(this::find).toList(), grounds, holder));
    }

    /** Revokes every certificate of a key that somebody proved to have, with keyCompromise. */
    public Outcome<List<CertificateRecord>> revokeCompromised(KeyId key, Actor finder) {
        return revokeAll(() -> certificates.ofKey(key), Grounds.of(RevocationReason.KEY_COMPROMISE), finder);
    }

    /** Ends a hold. */
    public Outcome<CertificateRecord> release(SerialNumber serial, Actor actor) {
        return allowed(actor)
                .then(may -> transactions.attempt(() -> {
                    CertificateRecord certificate = find(serial);
                    if (!(certificate.status() instanceof CertificateStatus.Held)) {
                        throw refused(
                                RefusalCode.WRONG_STATE,
                                "This certificate is not on hold; there is nothing to release.");
                    }
                    revocations.release(RevocationStore.Subject.of(certificate), clock.instant());
                    audit.append(actor, new AuditEvent.HoldReleased(serial));
                    return certificate.with(new CertificateStatus.Active());
                }));
    }

    private static Outcome<Actor> allowed(Actor actor) {
        return actor.may(Permission.REVOKE_CERTIFICATE)
                ? Outcome.ok(actor)
                : Outcome.refused(RefusalCode.NOT_ALLOWED, "You may not revoke certificates; ask an officer.");
    }

    private Outcome<Grounds> fitting(Grounds grounds, Set<RevocationReason> reasons) {
        if (!reasons.contains(grounds.reason())) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT,
                    "The reason " + grounds.reason().text() + " does not fit here; choose one of "
                            + RevocationReason.texts(reasons) + ".");
        }
        return grounds.known(clock.instant());
    }

    private CertificateRecord find(SerialNumber serial) {
        return certificates.find(serial).orElseThrow(() -> new RefusedException(certificates.absent(serial)));
    }

    private Outcome<List<CertificateRecord>> revokeAll(
            Supplier<List<CertificateRecord>> which, Grounds grounds, Actor actor) {
        return transactions.attempt(() -> {
            List<CertificateRecord> left = which.get().stream()
                    .filter(certificate -> !isDone(certificate, grounds))
                    .toList();
            if (left.isEmpty()) {
                throw refused(
                        RefusalCode.NOT_FOUND,
                        "There is no certificate left to revoke: none, or all are revoked already.");
            }
            List<CertificateRecord> revoked = new ArrayList<>();
            left.forEach(certificate -> revoked.add(revoked(certificate, grounds, actor)));
            return List.copyOf(revoked);
        });
    }

    /** Held is done too if it is to be held. */
    private static boolean isDone(CertificateRecord certificate, Grounds grounds) {
        return certificate.status().isRevoked()
                || certificate.status() instanceof CertificateStatus.Held
                        && grounds.reason() == RevocationReason.CERTIFICATE_HOLD;
    }

    /** Within a unit of work: a CRL whose number was taken before it does not claim to tell of it. */
    private CertificateRecord revoked(CertificateRecord certificate, Grounds grounds, Actor actor) {
        if (certificate.status() instanceof CertificateStatus.Revoked before) {
            throw refused(
                    RefusalCode.ALREADY_REVOKED,
                    "This certificate was revoked already, at " + before.at().truncatedTo(ChronoUnit.SECONDS) + " for "
                            + before.reason().text() + ".");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        CertificateStatus status = grounds.reason() == RevocationReason.CERTIFICATE_HOLD
                ? held(certificate, now)
                : new CertificateStatus.Revoked(now, grounds.reason(), grounds.invalidity());
        revocations.set(RevocationStore.Subject.of(certificate), status);
        audit.append(
                actor,
                new AuditEvent.CertificateRevoked(
                        certificate.serial(),
                        grounds.reason(),
                        grounds.invalidity().map(Instant::toString).orElse("")));
        return certificate.with(status);
    }

    /** Whether a certificate may be on hold at all. */
    public static boolean mayBeHeld(CertificateRecord certificate) {
        return !certificate.profile().endsWith(STRICT);
    }

    private static CertificateStatus held(CertificateRecord certificate, Instant now) {
        if (certificate.status() instanceof CertificateStatus.Held before) {
            throw refused(
                    RefusalCode.ALREADY_REVOKED,
                    "This certificate is on hold since " + before.since().truncatedTo(ChronoUnit.SECONDS)
                            + "; release it, or revoke it for another reason.");
        }
        if (!mayBeHeld(certificate)) {
            throw refused(
                    RefusalCode.BAD_INPUT,
                    "A certificate of the profile " + certificate.profile()
                            + " must not be held (S/MIME BR §4.9.13); revoke it for good.");
        }
        return new CertificateStatus.Held(now);
    }

    private static RefusedException refused(RefusalCode code, String detail) {
        return new RefusedException(code, detail);
    }
}
