package org.signet.ca.authority;

import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.ca.profile.Company;
import org.signet.ca.profile.OcspResponder;
import org.signet.crypto.keys.SigningKey;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateTemplate;
import org.signet.crypto.x509.CertificateTemplate.Links;
import org.signet.model.Actor;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.SerialNumber;
import org.signet.model.Validity;

/**
 * Certifies the keys that sign OCSP answers in a CA's place (RFC 6960 §4.2.2.2): prepare → lint → (intent stored) → sign →
 * record. Such a certificate is nobody's: it is recorded with the person 0.
 */
public final class ResponderCertification {
    /** Clients' clocks may be behind ours by this much. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final CertificateStore certificates;
    private final Intents intents;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random;

    public ResponderCertification(
            CertificateStore certificates,
            Transactions transactions,
            AuditLog audit,
            Clock clock,
            SecureRandom random) {
        this.certificates = certificates;
        this.intents = new Intents(certificates, audit);
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Issues and records a responder's certificate.
     *
     * @param issuer for which it answers; one that {@link Issuer#answers}
     * @param key of the responder
     */
    public Outcome<CertificateRecord> certify(
            Issuer issuer, SigningKey issuerKey, Company company, PublicKey key, Actor actor) {
        Instant now = clock.instant();
        Certificate above = living(issuer, now);
        Validity validity =
                OcspResponder.validity(now.minus(SKEW)).within(above.content().validity());
        CertificateTemplate template = new CertificateTemplate(
                SerialNumber.next(now, random),
                above,
                OcspResponder.subject(company),
                validity,
                key,
                SignatureScheme.forKey(above.content().publicKey()),
                OcspResponder.purpose(),
                null,
                List.of(),
                List.of(),
                Links.NONE);
        return Prepared.of(template).map(prepared -> {
            intend(prepared, issuer, now, actor);
            return record(Authority.sign(prepared, issuerKey), issuer, now, actor);
        });
    }

    /** Of the issuer's certificates, all of one name and key, the one that lasts longest of those in force. */
    private static Certificate living(Issuer issuer, Instant now) {
        return issuer.certificates()
                .filter(each -> each.content().validity().contains(now))
                .max(Comparator.comparing(each -> each.content().validity().notAfter()))
                .orElseThrow();
    }

    private void intend(Prepared prepared, Issuer issuer, Instant now, Actor actor) {
        transactions.ordered(() -> {
            intents.store(prepared.content(), issuer.id(), 0, OcspResponder.ID, now, actor);
            return null;
        });
    }

    private CertificateRecord record(Certificate certificate, Issuer issuer, Instant now, Actor actor) {
        var content = certificate.content();
        CertificateRecord entry = new CertificateRecord(
                content.serial(),
                issuer.id(),
                0,
                0,
                content.shortName(),
                List.of(),
                OcspResponder.ID,
                KeyUse.SIGN,
                content.keyId(),
                content.validity(),
                certificate.der(),
                now,
                new CertificateStatus.Active());
        return transactions.durable(() -> {
            intents.complete(content.serial());
            certificates.insert(entry);
            audit.append(
                    actor,
                    new AuditEvent.CertificateIssued(
                            content.serial(),
                            certificate.content().subject(),
                            certificate.sha256().hex()));
            return entry;
        });
    }
}
