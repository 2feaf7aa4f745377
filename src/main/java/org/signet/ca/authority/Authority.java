package org.signet.ca.authority;

import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.ca.authority.CertificateStore.KeyRecord;
import org.signet.ca.profile.Profile;
import org.signet.crypto.keys.SigningKey;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateBundle;
import org.signet.crypto.x509.CertificateContent;
import org.signet.crypto.x509.CertificateTemplate;
import org.signet.model.Actor;
import org.signet.model.Bytes;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.Outcome;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;
import org.signet.model.Validity;

/**
 * Issues certificates to people: prepare → lint → (intent stored) → sign → record. Every door comes through
 * {@link #issue}.
 */
public final class Authority {
    /** Clients' clocks may be behind ours by this much. */
    private static final Duration SKEW = Duration.ofMinutes(5);
    /** An intent this old belongs to a process that died: signing takes milliseconds. */
    private static final Duration INTENT_LIFE = Duration.ofMinutes(2);

    private final CertificateStore certificates;
    private final IssuerStore issuers;
    private final IssuerKeys keys;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random;

    public Authority(
            CertificateStore certificates,
            IssuerStore issuers,
            IssuerKeys keys,
            Transactions transactions,
            AuditLog audit,
            Clock clock,
            SecureRandom random) {
        this.certificates = certificates;
        this.issuers = issuers;
        this.keys = keys;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Issues a certificate.
     *
     * @param alongside what else is stored together with the certificate, or not at all; it may refuse by exception
     */
    public Outcome<Issued> issue(Order order, Actor actor, Consumer<Issued> alongside) {
        return issue(order, order::personId, actor, alongside);
    }

    /**
     * Issues a certificate to somebody whom our records may not know yet.
     *
     * @param holder the person's number; asked in the unit of work that stores the intent, so that who it makes or changes
     *     is left as they were if the order is refused. It may refuse by exception
     * @param alongside what else is stored together with the certificate, or not at all; it may refuse by exception
     */
    public Outcome<Issued> issue(Order order, LongSupplier holder, Actor actor, Consumer<Issued> alongside) {
        Instant now = clock.instant();
        Outcome<Issuer> chosen = issuing(now);
        if (!chosen.isOk()) {
            return Outcome.refused(chosen.refusal());
        }
        Issuer issuer = chosen.orThrow();
        Outcome<SigningKey> key = keys.key(issuer);
        if (!key.isOk()) {
            return Outcome.refused(key.refusal());
        }
        return prepare(order, issuer, now)
                .then(prepared -> intend(prepared, order, holder, issuer, now, actor)
                        .then(held -> record(sign(prepared, key.orThrow()), held, issuer, now, actor, alongside)));
    }

    /** The issuing CA that signs now: the newest one within its validity. */
    public Outcome<Issuer> issuing(Instant now) {
        return issuers.all().stream()
                .filter(i -> !i.isRoot() && i.certificate().content().validity().contains(now))
                .max(Comparator.comparing(
                        i -> i.certificate().content().validity().notBefore()))
                .map(Outcome::ok)
                .orElseGet(() -> Outcome.refused(
                        RefusalCode.ISSUER_UNUSABLE,
                        "No issuing CA is within its validity; check this machine's clock, or renew the issuing CA."));
    }

    /** The content of the certificate that {@link #issue} would sign, judged by every rule. */
    public Outcome<Prepared> prepare(Order order, Issuer issuer, Instant now) {
        Profile profile = order.profile();
        PublicKey key = order.request().publicKey();
        Optional<String> objection = profile.objection(key, order.use());
        if (objection.isPresent()) {
            return Outcome.refused(RefusalCode.WEAK_KEY, objection.get());
        }
        Instant from = now.minus(SKEW);
        Validity validity = new Validity(from, from.plus(profile.lifetime()).minusSeconds(1))
                .within(issuer.certificate().content().validity());
        return profile.subject(order.name(), order.addresses())
                .then(subject -> Prepared.of(new CertificateTemplate(
                        SerialNumber.next(now, random),
                        issuer.certificate(),
                        subject,
                        validity,
                        key,
                        SignatureScheme.forKey(issuer.certificate().content().publicKey()),
                        profile.purpose(key, order.use()),
                        null,
                        order.addresses(),
                        List.of(profile.policy()),
                        issuer.links())));
    }

    /** The order with its holder, once the intent is stored. */
    private Outcome<Order> intend(
            Prepared prepared, Order order, LongSupplier holder, Issuer issuer, Instant now, Actor actor) {
        var content = prepared.content();
        try {
            return Outcome.ok(transactions.ordered(() -> {
                Order held = order.heldBy(holder.getAsLong());
                // Units of work run one after the other: nobody takes the key between this look and the intent.
                objection(certificates.uses(content.keyId()), held.personId()).ifPresent(refusal -> {
                    throw new RefusedException(refusal);
                });
                certificates.insertIntent(new CertificateStore.Intent(
                        content.serial(), issuer.id(), held.personId(), content.keyId(), content.der(), now));
                audit.append(actor, intended(content, held));
                return held;
            }));
        } catch (RefusedException e) {
            transactions.ordered(() -> {
                audit.append(
                        actor,
                        new AuditEvent.IssuanceRefused(
                                "key " + content.keyId().hex(), e.refusal().code()));
                return null;
            });
            return Outcome.refused(e.refusal());
        }
    }

    private static AuditEvent intended(CertificateContent content, Order held) {
        return new AuditEvent.IssuanceIntended(
                content.serial(),
                held.profile().id(),
                held.personId(),
                content.keyId().hex(),
                Bytes.of(Providers.sha256(content.der().toArray())).hex());
    }

    private static Optional<Refusal> objection(List<KeyRecord> uses, long person) {
        if (uses.stream().anyMatch(use -> use.personId() != person)) {
            return Optional.of(
                    new Refusal(RefusalCode.KEY_IN_USE, "This key belongs to another person already; make a new key."));
        }
        return uses.stream().anyMatch(use -> use.revoked().equals(Optional.of(RevocationReason.KEY_COMPROMISE)))
                ? Optional.of(new Refusal(
                        RefusalCode.WEAK_KEY, "This key was revoked because others know it; make a new key."))
                : Optional.empty();
    }

    static Certificate sign(Prepared prepared, SigningKey key) {
        SignatureScheme scheme = prepared.redeem().signature();
        return Certificate.assemble(
                prepared.content(), key.sign(scheme, prepared.content().der().toArray()));
    }

    private Outcome<Issued> record(
            Certificate certificate, Order order, Issuer issuer, Instant now, Actor actor, Consumer<Issued> alongside) {
        var content = certificate.content();
        CertificateRecord entry = new CertificateRecord(
                content.serial(),
                issuer.id(),
                order.personId(),
                content.shortName().isEmpty() ? order.addresses().get(0).toString() : content.shortName(),
                order.addresses(),
                order.profile().id(),
                order.use(),
                content.keyId(),
                content.validity(),
                certificate.der(),
                now,
                new CertificateStatus.Active());
        Issued issued = new Issued(entry, chain(certificate, issuer.id()));
        return transactions.attempt(() -> {
            if (!certificates.completeIntent(entry.serial())) {
                throw new IllegalStateException("issuance of " + entry.serial() + " was abandoned while it was signed");
            }
            certificates.insert(entry);
            alongside.accept(issued);
            audit.append(
                    actor,
                    new AuditEvent.CertificateIssued(
                            entry.serial(),
                            entry.subject(),
                            certificate.sha256().hex()));
            return issued;
        });
    }

    /** An issued certificate with the issuers above it. */
    public Issued issued(CertificateRecord entry) {
        return new Issued(entry, chain(Certificate.parse(entry.der()).orThrow(), entry.issuerId()));
    }

    private CertificateBundle chain(Certificate leaf, String issuerId) {
        List<Certificate> chain = new ArrayList<>();
        chain.add(leaf);
        Optional<Issuer> above = issuers.find(issuerId);
        while (above.isPresent()) {
            chain.add(above.get().certificate());
            above = above.get().isRoot()
                    ? Optional.empty()
                    : issuers.find(above.get().parentId());
        }
        return new CertificateBundle(chain);
    }

    public List<Issuer> issuers() {
        return issuers.all();
    }

    /** Ends what a dead process left unfinished: those serial numbers are audited and appear on the next CRL. */
    public List<SerialNumber> abandonUnfinished() {
        return transactions.durable(() -> {
            Instant now = clock.instant();
            List<SerialNumber> abandoned = certificates.abandonIntents(now.minus(INTENT_LIFE), now);
            abandoned.forEach(serial -> audit.append(Actor.system(), new AuditEvent.IssuanceAbandoned(serial)));
            return abandoned;
        });
    }
}
