package org.signet.ca.authority;

import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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
import org.signet.model.KeyId;
import org.signet.model.Outcome;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;
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
    private final Issuers issuers;
    private final IssuerKeys keys;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random;

    public Authority(
            CertificateStore certificates,
            Issuers issuers,
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
        return issueAll(List.of(order), actor, all -> alongside.accept(all.get(0)))
                .map(all -> all.get(0));
    }

    /**
     * Issues several certificates, all of them or none.
     *
     * @param orders each of another key
     * @param alongside as of {@link #issue}
     */
    public Outcome<List<Issued>> issueAll(List<Order> orders, Actor actor, Consumer<List<Issued>> alongside) {
        Instant now = clock.instant();
        Outcome<Issuer> chosen = issuers.issuing(now, orders.get(0).addresses());
        if (!chosen.isOk()) {
            return Outcome.refused(chosen.refusal());
        }
        Issuer issuer = chosen.orThrow();
        Outcome<SigningKey> key = keys.key(issuer);
        if (!key.isOk()) {
            return Outcome.refused(key.refusal());
        }
        return prepareAll(orders, issuer, now)
                .then(drafts -> intend(drafts, issuer, now, actor))
                .then(drafts -> {
                    List<Issued> issued = drafts.stream()
                            .map(draft -> issued(sign(draft.prepared(), key.orThrow()), draft.order(), issuer, now))
                            .toList();
                    return record(issued, actor, alongside);
                });
    }

    /** An order and the content that it comes to. */
    private record Draft(Order order, Prepared prepared) {}

    private Outcome<List<Draft>> prepareAll(List<Order> orders, Issuer issuer, Instant now) {
        List<Draft> drafts = new ArrayList<>();
        for (Order order : orders) {
            Outcome<Prepared> prepared = prepare(order, issuer, now);
            if (!prepared.isOk()) {
                return Outcome.refused(prepared.refusal());
            }
            drafts.add(new Draft(order, prepared.orThrow()));
        }
        return Outcome.ok(drafts);
    }

    /** The issuing CA that signs now. */
    public Outcome<Issuer> issuing(Instant now) {
        return issuers.issuing(now, List.of());
    }

    /** Why the order would be refused now, if it would: asked by who stores something before {@link #issue}. */
    public Optional<Refusal> objection(Order order) {
        Instant now = clock.instant();
        return issuers.issuing(now, order.addresses())
                .then(issuer -> prepare(order, issuer, now))
                .fold(
                        prepared ->
                                objection(certificates.uses(prepared.content().keyId()), order.personId()),
                        Optional::of);
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

    private Outcome<List<Draft>> intend(List<Draft> drafts, Issuer issuer, Instant now, Actor actor) {
        return transactions.ordered(() -> {
            // Units of work run one after the other: nobody takes a key between this look and the intent.
            for (Draft draft : drafts) {
                KeyId key = draft.prepared().content().keyId();
                Optional<Refusal> objection =
                        objection(certificates.uses(key), draft.order().personId());
                if (objection.isPresent()) {
                    audit.append(
                            actor,
                            new AuditEvent.IssuanceRefused(
                                    "key " + key.hex(), objection.get().code()));
                    return new Outcome.Refused<>(objection.get());
                }
            }
            drafts.forEach(draft -> intend(draft.prepared().content(), draft.order(), issuer, now, actor));
            return Outcome.ok(drafts);
        });
    }

    private void intend(CertificateContent content, Order order, Issuer issuer, Instant now, Actor actor) {
        certificates.insertIntent(new CertificateStore.Intent(
                content.serial(), issuer.id(), order.personId(), content.keyId(), content.der(), now));
        audit.append(
                actor,
                new AuditEvent.IssuanceIntended(
                        content.serial(),
                        order.profile().id(),
                        order.personId(),
                        content.keyId().hex(),
                        Bytes.of(Providers.sha256(content.der().toArray())).hex()));
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

    private Issued issued(Certificate certificate, Order order, Issuer issuer, Instant now) {
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
        return new Issued(entry, chain(certificate, issuer.id()));
    }

    private Outcome<List<Issued>> record(List<Issued> all, Actor actor, Consumer<List<Issued>> alongside) {
        return transactions.attempt(() -> {
            for (Issued issued : all) {
                SerialNumber serial = issued.certificate().serial();
                if (!certificates.completeIntent(serial)) {
                    throw new IllegalStateException("issuance of " + serial + " was abandoned while it was signed");
                }
                certificates.insert(issued.certificate());
            }
            alongside.accept(all);
            all.forEach(issued -> audit.append(
                    actor,
                    new AuditEvent.CertificateIssued(
                            issued.certificate().serial(),
                            issued.certificate().subject(),
                            issued.leaf().sha256().hex())));
            return all;
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
