package org.signet.ca.authority;

import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.ca.profile.CaProfile;
import org.signet.crypto.keys.SigningKey;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateTemplate;
import org.signet.crypto.x509.CertificateTemplate.CaScope;
import org.signet.crypto.x509.CertificateTemplate.Links;
import org.signet.model.Actor;
import org.signet.model.DistinguishedName;
import org.signet.model.Outcome;
import org.signet.model.SerialNumber;
import org.signet.model.Validity;

/** Certifies CAs: prepare → lint → (intent stored) → sign. What comes of it is recorded by {@link Hierarchy}. */
final class CaCertification {
    /** A CA's certificate reaches devices soon after the ceremony; clocks that are an hour behind are not rare among them. */
    private static final Duration SKEW = Duration.ofHours(1);

    private final Intents intents;
    private final Transactions transactions;
    private final Clock clock;
    private final SecureRandom random;

    CaCertification(
            CertificateStore certificates,
            Transactions transactions,
            AuditLog audit,
            Clock clock,
            SecureRandom random) {
        this.intents = new Intents(certificates, audit);
        this.transactions = transactions;
        this.clock = clock;
        this.random = random;
    }

    /**
     * What is certified.
     *
     * @param end not to be outlived; null for the profile's own lifetime
     */
    record Subject(CaProfile profile, DistinguishedName name, PublicKey key, CaScope scope, Instant end) {
        Subject lasting(Instant until) {
            return new Subject(profile, name, key, scope, until);
        }
    }

    /** Who certifies it; {@link #itself} for a root. */
    record Signer(String id, Certificate certificate, Links links, SigningKey key) {
        static Signer of(Issuer issuer, SigningKey key) {
            return new Signer(issuer.id(), issuer.certificate(), issuer.links(0), key);
        }

        static Signer itself(String id, SigningKey key) {
            return new Signer(id, null, Links.NONE, key);
        }
    }

    Outcome<Certificate> certify(Subject subject, Signer signer, Actor actor) {
        Instant now = clock.instant();
        SignatureScheme scheme = SignatureScheme.forRootKey(signer.key().publicKey());
        CertificateTemplate template = new CertificateTemplate(
                SerialNumber.next(now, random),
                signer.certificate(),
                subject.name(),
                validity(subject, signer, now.minus(SKEW)),
                subject.key(),
                scheme,
                subject.profile().purpose(),
                subject.scope(),
                List.of(),
                subject.profile().policies(),
                signer.links());
        return Prepared.of(template).map(prepared -> {
            intend(prepared, subject, signer, now, actor);
            return Authority.sign(prepared, signer.key());
        });
    }

    private static Validity validity(Subject subject, Signer signer, Instant from) {
        Instant end = from.plus(subject.profile().lifetime()).minusSeconds(1);
        Validity whole = new Validity(from, subject.end() == null ? end : subject.end());
        return Optional.ofNullable(signer.certificate())
                .map(above -> whole.within(above.content().validity()))
                .orElse(whole);
    }

    private void intend(Prepared prepared, Subject subject, Signer signer, Instant now, Actor actor) {
        transactions.durable(() -> {
            intents.store(prepared.content(), signer.id(), 0, subject.profile().id(), now, actor);
            return null;
        });
    }

    /** Joins the caller's unit of work: the certificate is about to be recorded. */
    void complete(Certificate certificate) {
        intents.complete(certificate.content().serial());
    }
}
