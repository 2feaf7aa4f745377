package org.signet.ca.revocation;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.ca.authority.Issuer;
import org.signet.ca.authority.IssuerStore;
import org.signet.ca.revocation.Revocation.Grounds;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Actor;
import org.signet.model.CertificateStatus;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.RefusalCode;
import org.signet.model.RevocationReason;

/**
 * Takes an issuing CA back. It issues nothing from then on; clients learn of it by the CRL of the root above it, which is due
 * within a day (S/MIME BR §4.9.7) and is published in the same ceremony.
 */
public final class CaRevocation {
    /** A CA's certificate is not held (RFC 5280 §5.3.1; S/MIME BR §4.9.13), and it has no privilege but to issue. */
    public static final Set<RevocationReason> REASONS = Set.of(
            RevocationReason.UNSPECIFIED,
            RevocationReason.CA_COMPROMISE,
            RevocationReason.AFFILIATION_CHANGED,
            RevocationReason.SUPERSEDED,
            RevocationReason.CESSATION_OF_OPERATION);

    private final IssuerStore issuers;
    private final RevocationStore revocations;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Clock clock;

    public CaRevocation(
            IssuerStore issuers, RevocationStore revocations, Transactions transactions, AuditLog audit, Clock clock) {
        this.issuers = issuers;
        this.revocations = revocations;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /** The CA of that id, if it may be revoked here: asked before anybody's key is opened. */
    public Outcome<Issuer> revocable(String id) {
        return issuers.named(id)
                .then(issuer -> obstacle(issuer)
                        .map(why -> Outcome.<Issuer>refused(RefusalCode.WRONG_STATE, why))
                        .orElse(Outcome.ok(issuer)));
    }

    private Optional<String> obstacle(Issuer issuer) {
        if (issuer.isRoot()) {
            return Optional.of("Nobody stands above " + issuer.id()
                    + ", so no CRL can tell of it: take it off every device, and roll over to a new root.");
        }
        if (issuer.isRevoked()) {
            return Optional.of(
                    issuer.id() + " is revoked already. Publish the root's CRL with `signet authority root-crl "
                            + issuer.parentId() + "`.");
        }
        return issuers.find(issuer.parentId())
                .filter(above -> !above.isOurs())
                .map(above -> above.id() + " is kept by others: ask them to revoke the certificate of " + issuer.id()
                        + ", and let it issue no more (`signet authority retire " + issuer.id() + "`).");
    }

    /** Records that every certificate of it is revoked; the CRL of the root above it is still to be published. */
    public Outcome<Issuer> revoke(String id, Grounds grounds, Actor actor) {
        if (!actor.may(Permission.MANAGE_HIERARCHY)) {
            return Outcome.refused(RefusalCode.NOT_ALLOWED, "You may not revoke a CA; ask an administrator.");
        }
        if (!REASONS.contains(grounds.reason())) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT,
                    "The reason " + grounds.reason().text() + " does not fit a CA; choose one of "
                            + RevocationReason.texts(REASONS) + ".");
        }
        return transactions.attempt(() -> {
            grounds.known(clock.instant()).orThrow();
            Issuer issuer = revocable(id).orThrow();
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            CertificateStatus revoked = new CertificateStatus.Revoked(now, grounds.reason(), grounds.invalidity());
            List<Certificate> all = issuer.certificates().toList();
            all.forEach(certificate -> revocations.set(subject(issuer, certificate), revoked));
            issuers.setStanding(id, Issuer.Standing.REVOKED);
            audit.append(actor, new AuditEvent.IssuerRevoked(id, grounds.reason(), all.size()));
            return issuers.find(id).orElseThrow();
        });
    }

    private static RevocationStore.Subject subject(Issuer issuer, Certificate certificate) {
        return new RevocationStore.Subject(
                issuer.parentId(),
                certificate.content().serial(),
                0,
                Optional.of(certificate.content().validity().notAfter()));
    }
}
