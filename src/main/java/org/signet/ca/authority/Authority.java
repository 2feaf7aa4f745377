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
import java.util.stream.Collectors;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.ca.profile.Profile;
import org.signet.crypto.keys.SigningKey;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateRequest;
import org.signet.crypto.x509.CertificateTemplate;
import org.signet.model.Actor;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.KeyId;
import org.signet.model.Outcome;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;
import org.signet.model.SerialNumber;
import org.signet.model.Validity;

/**
 * Issues certificates to people: prepare → lint → (intent stored) → sign → record. Every door comes through
 * {@link #issue}.
 */
public final class Authority {
    /** Clients' clocks may be behind ours by this much. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final CertificateStore certificates;
    private final Intents intents;
    private final Issuers issuers;
    private final IssuerKeys keys;
    private final IssuanceConsent consent;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random;

    public Authority(
            CertificateStore certificates,
            Issuers issuers,
            IssuerKeys keys,
            IssuanceConsent consent,
            Transactions transactions,
            AuditLog audit,
            Clock clock,
            SecureRandom random) {
        this.certificates = certificates;
        this.intents = new Intents(certificates, audit);
        this.issuers = issuers;
        this.keys = keys;
        this.consent = consent;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Issues a certificate. A refusal is audited.
     *
     * @param alongside what else is stored together with the certificate, or not at all; it may refuse by exception
     */
    public Outcome<Issued> issue(Order order, Actor actor, Consumer<Issued> alongside) {
        return issueAll(List.of(order), actor, all -> alongside.accept(all.get(0)))
                .map(all -> all.get(0));
    }

    /**
     * Issues a certificate to somebody whom our records may not know yet. Nothing else is stored with it, so several nodes do so side by side: each
     * key is locked while its uses are looked at, and a mailbox can be given to one person only.
     */
    public Outcome<Issued> issue(Order order, Holder holder, Actor actor) {
        return issueAll(List.of(order), holder, actor, all -> {}, transactions.beside())
                .map(all -> all.get(0));
    }

    /**
     * Issues several certificates to one person, all of them or none.
     *
     * @param orders each of another key
     * @param alongside as of {@link #issue}
     */
    public Outcome<List<Issued>> issueAll(List<Order> orders, Actor actor, Consumer<List<Issued>> alongside) {
        return issueAll(orders, used -> orders.get(0).personId(), actor, alongside);
    }

    /** The same, to somebody who is asked for when the intents are stored. */
    public Outcome<List<Issued>> issueAll(
            List<Order> orders, Holder holder, Actor actor, Consumer<List<Issued>> alongside) {
        return issueAll(orders, holder, actor, alongside, transactions);
    }

    private Outcome<List<Issued>> issueAll(
            List<Order> orders, Holder holder, Actor actor, Consumer<List<Issued>> alongside, Transactions units) {
        Outcome<List<Issued>> issued = issued(orders, holder, actor, alongside, units);
        issued.run(done -> {}, refusal -> refused(orders, refusal, actor));
        return issued;
    }

    private Outcome<List<Issued>> issued(
            List<Order> orders, Holder holder, Actor actor, Consumer<List<Issued>> alongside, Transactions units) {
        Optional<Refusal> objection = orders.stream()
                .flatMap(order -> consent.objection(order.profile(), order.addresses()).stream())
                .findFirst();
        if (objection.isPresent()) {
            return Outcome.refused(objection.get());
        }
        Instant now = clock.instant();
        return issuers.issuing(now, orders.get(0).addresses())
                .then(issuer -> keys.key(issuer)
                        .then(key -> prepareAll(orders, issuer, now)
                                .then(drafts -> intend(drafts, holder, issuer, now, actor, units))
                                .then(drafts -> {
                                    List<Issued> issued = drafts.stream()
                                            .map(draft ->
                                                    issued(sign(draft.prepared(), key), draft.order(), issuer, now))
                                            .toList();
                                    return record(issued, actor, alongside, units);
                                })));
    }

    /** An order and the content that it comes to. */
    private record Draft(Order order, Prepared prepared) {
        KeyId key() {
            return prepared.content().keyId();
        }

        Draft heldBy(long person) {
            return new Draft(order.heldBy(person), prepared);
        }
    }

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

    /** The issuing CA that signs now, for whichever mailboxes. */
    public Outcome<Issuer> issuing(Instant now) {
        return issuers.issuing(now, List.of());
    }

    /** The content of the certificate that {@link #issue} would sign now, judged by every rule. */
    public Outcome<Prepared> prepare(Order order) {
        Instant now = clock.instant();
        return issuers.issuing(now, order.addresses()).then(issuer -> prepare(order, issuer, now));
    }

    /** The same below an issuing CA that was chosen already. */
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
        SerialNumber serial = SerialNumber.next(now, random);
        return profile.subject(order.name(), order.addresses())
                .then(subject -> Prepared.of(new CertificateTemplate(
                        serial,
                        issuer.certificate(),
                        subject,
                        validity,
                        key,
                        SignatureScheme.forKey(issuer.certificate().content().publicKey()),
                        profile.purpose(key, order.use()),
                        null,
                        order.addresses(),
                        List.of(profile.policy()),
                        issuer.links(issuer.shard(serial)))));
    }

    /** The drafts with their holder, once the intents are stored. */
    private Outcome<List<Draft>> intend(
            List<Draft> drafts, Holder holder, Issuer issuer, Instant now, Actor actor, Transactions units) {
        List<KeyId> keys = drafts.stream().map(Draft::key).toList();
        // The look locks the keys: nobody takes one between it and the intent.
        return Intents.inTurn(() ->
                units.ordered(() -> intents.uses(keys, clock.instant()).map(uses -> {
                    long person = holder.id(!uses.isEmpty());
                    Intents.demandOwn(uses, person);
                    intents.demandSecret(keys);
                    List<Draft> held =
                            drafts.stream().map(draft -> draft.heldBy(person)).toList();
                    held.forEach(draft -> intents.store(
                            draft.prepared().content(),
                            issuer.id(),
                            person,
                            draft.order().profile().id(),
                            now,
                            actor));
                    return held;
                })));
    }

    private void refused(List<Order> orders, Refusal refusal, Actor actor) {
        String keys =
                orders.stream().map(order -> order.request().keyId().hex()).collect(Collectors.joining(", "));
        transactions.durable(() -> {
            audit.append(actor, new AuditEvent.IssuanceRefused("key " + keys, refusal.code()));
            return null;
        });
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
                issuer.shard(content.serial()),
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
        return new Issued(entry, issuers.chain(certificate, issuer));
    }

    private Outcome<List<Issued>> record(
            List<Issued> all, Actor actor, Consumer<List<Issued>> alongside, Transactions units) {
        return units.attempt(() -> {
            for (Issued issued : all) {
                intents.complete(issued.certificate().serial());
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

    /** The certificates under these serial numbers, if they are of the requests' keys in the same order. */
    public Optional<List<Issued>> issued(List<SerialNumber> serials, List<CertificateRequest> requests) {
        List<CertificateRecord> before = serials.stream()
                .flatMap(serial -> certificates.find(serial).stream())
                .toList();
        return before.stream()
                        .map(CertificateRecord::keyId)
                        .toList()
                        .equals(requests.stream().map(CertificateRequest::keyId).toList())
                ? Optional.of(before.stream().map(this::issued).toList())
                : Optional.empty();
    }

    /** An issued certificate with the issuers above it. */
    public Issued issued(CertificateRecord entry) {
        return new Issued(
                entry,
                issuers.chain(
                        Certificate.parse(entry.der()).orThrow(),
                        issuers.find(entry.issuerId()).orElseThrow()));
    }

    public List<Issuer> issuers() {
        return issuers.all();
    }

    /** Ends what a dead process left unfinished: those serial numbers are audited and appear on the next CRL. */
    public List<SerialNumber> abandonUnfinished() {
        return transactions.durable(() -> intents.abandonUnfinished(clock.instant()));
    }
}
