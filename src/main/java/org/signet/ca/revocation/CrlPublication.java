package org.signet.ca.revocation;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.ca.authority.Issuer;
import org.signet.ca.authority.IssuerKeys;
import org.signet.ca.authority.Issuers;
import org.signet.ca.revocation.CrlStore.PublishedCrl;
import org.signet.crypto.keys.SigningKey;
import org.signet.crypto.lint.crl.CrlScope;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.Crl;
import org.signet.crypto.x509.CrlTemplate;
import org.signet.model.Actor;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;

/**
 * Publishes full CRLs. A number is taken, together with the entries it stands for, before the signature; so a higher
 * number never tells less, whoever publishes at the same time.
 */
public final class CrlPublication {
    /** S/MIME BR §4.9.7: issued at least every 7 days, nextUpdate at most 10 days on. */
    private static final Duration ISSUING_LIFE = Duration.ofDays(10);

    private static final Duration ISSUING_REFRESH = Duration.ofDays(1);
    /** S/MIME BR §4.9.7: at most 12 months for the CRL of CA certificates. */
    private static final Duration ROOT_LIFE = Duration.ofDays(364);

    private static final Duration ROOT_WARNING = Duration.ofDays(60);

    /** What lint stopped once it will stop again; trying every two seconds would fill the audit log. */
    private static final Duration RETRY = Duration.ofHours(1);

    private final CrlStore crls;
    private final Issuers issuers;
    private final IssuerKeys keys;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Clock clock;
    /** When lint last stopped an issuer's CRL: paces {@link #publishDue}, decides nothing. */
    private final Map<String, Instant> stopped = new ConcurrentHashMap<>();

    public CrlPublication(
            CrlStore crls, Issuers issuers, IssuerKeys keys, Transactions transactions, AuditLog audit, Clock clock) {
        this.crls = crls;
        this.issuers = issuers;
        this.keys = keys;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    private record Draft(long number, CrlTemplate template) {}

    /** Publishes a new CRL of that issuer, if its key is at hand. */
    public Outcome<PublishedCrl> publish(Issuer issuer, Actor actor) {
        return actor.may(Permission.PUBLISH_CRL)
                ? keys.key(issuer).then(key -> publish(issuer, key, actor))
                : Outcome.refused(RefusalCode.NOT_ALLOWED, "You may not publish CRLs by hand; ask an administrator.");
    }

    /**
     * Publishes with a key that the caller opened: the root's, while it is here. Refused if a lint rule stands against it; then
     * the CRL before it stays the newest.
     */
    public Outcome<PublishedCrl> publish(Issuer issuer, SigningKey key, Actor actor) {
        SignatureScheme scheme = issuer.isOffline()
                ? SignatureScheme.forRootKey(key.publicKey())
                : SignatureScheme.forKey(key.publicKey());
        Draft draft = transactions.durable(() -> draft(issuer, scheme, actor));
        Outcome<PreparedCrl> prepared =
                PreparedCrl.of(draft.template(), issuer.isOffline() ? CrlScope.CAS : CrlScope.LEAVES);
        prepared.run(good -> stopped.remove(issuer.id()), refusal -> {
            stopped.put(issuer.id(), clock.instant());
            auditRefused(issuer, draft, refusal, actor);
        });
        return prepared.map(good -> record(issuer, draft, good.sign(key), actor));
    }

    private void auditRefused(Issuer issuer, Draft draft, Refusal refusal, Actor actor) {
        transactions.durable(() -> {
            audit.append(actor, new AuditEvent.CrlRefused(issuer.id(), draft.number(), refusal.detail()));
            return null;
        });
    }

    private PublishedCrl record(Issuer issuer, Draft draft, Crl crl, Actor actor) {
        PublishedCrl published = new PublishedCrl(
                issuer.id(),
                draft.number(),
                draft.template().thisUpdate(),
                draft.template().nextUpdate(),
                crl.der());
        return transactions.durable(() -> {
            crls.insert(published);
            int entries = draft.template().entries().size();
            audit.append(
                    actor, new AuditEvent.CrlPublished(issuer.id(), draft.number(), published.nextUpdate(), entries));
            return published;
        });
    }

    private Draft draft(Issuer issuer, SignatureScheme scheme, Actor actor) {
        // To the millisecond, so that a revocation in the same second is known to be in it or not.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        long number = crls.takeNumber(issuer.id());
        audit.append(actor, new AuditEvent.CrlIntended(issuer.id(), number));
        Duration life = issuer.isOffline() ? ROOT_LIFE : ISSUING_LIFE;
        return new Draft(
                number,
                new CrlTemplate(
                        issuer.certificate(),
                        scheme,
                        BigInteger.valueOf(number),
                        now,
                        now.plus(life),
                        crls.entries(issuer.id(), now.minus(life))));
    }

    /**
     * Publishes for every issuing CA whose CRL is a day old or older than a revocation.
     *
     * @param refused told which could not, and why
     */
    public List<PublishedCrl> publishDue(Consumer<String> refused) {
        List<PublishedCrl> published = new ArrayList<>();
        for (Issuer issuer : atWork()) {
            if (!issuer.isOffline() && due(issuer) && !stoppedLately(issuer)) {
                keys.key(issuer)
                        .then(key -> publish(issuer, key, Actor.system()))
                        .run(published::add, refusal -> refused.accept(issuer.id() + ": " + refusal.detail()));
            }
        }
        return published;
    }

    /** Those whose CRLs are ours to publish: a CA that has ended has nothing left to revoke. */
    private List<Issuer> atWork() {
        Instant now = clock.instant();
        return issuers.all().stream()
                .filter(issuer -> issuer.isOurs() && issuer.lives(now))
                .toList();
    }

    private boolean due(Issuer issuer) {
        return latest(issuer.id())
                .map(crl -> !clock.instant().isBefore(crl.thisUpdate().plus(ISSUING_REFRESH))
                        || crls.changedSince(issuer.id(), crl.thisUpdate()))
                .orElse(true);
    }

    private boolean stoppedLately(Issuer issuer) {
        Instant when = stopped.get(issuer.id());
        return when != null && clock.instant().isBefore(when.plus(RETRY));
    }

    public Optional<PublishedCrl> latest(String issuerId) {
        return crls.latest(issuerId);
    }

    /** The ids of issuers whose newest CRL has ended, or that have none. */
    public List<String> overdue() {
        Instant now = clock.instant();
        return atWork().stream()
                .map(Issuer::id)
                .filter(id ->
                        latest(id).map(crl -> now.isAfter(crl.nextUpdate())).orElse(true))
                .toList();
    }

    /** What an operator must do soon: sentences, empty if all is well. */
    public List<String> warnings() {
        Instant now = clock.instant();
        List<String> warnings = new ArrayList<>();
        for (Issuer issuer : atWork()) {
            Instant end = latest(issuer.id()).map(PublishedCrl::nextUpdate).orElse(now);
            if (issuer.isOffline() && now.plus(ROOT_WARNING).isAfter(end)) {
                warnings.add("The CRL of " + issuer.id() + " ends on "
                        + end.truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10)
                        + ". Bring the root's key back, run `signet authority root-crl " + issuer.id()
                        + "`, and take the key away again.");
            } else if (!issuer.isOffline() && now.isAfter(end)) {
                warnings.add("The CRL of " + issuer.id()
                        + " has ended. Give the server the issuing key's passphrase, or run `signet crl`.");
            }
        }
        return warnings;
    }
}
