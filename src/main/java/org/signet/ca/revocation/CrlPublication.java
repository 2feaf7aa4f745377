package org.signet.ca.revocation;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import org.signet.crypto.x509.CrlTemplate;
import org.signet.model.Actor;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;

/**
 * Publishes full CRLs. A number is taken, together with the changes that it tells of, before the entries are read; so a higher
 * number never tells less, whoever publishes at the same time.
 */
public final class CrlPublication {
    /** S/MIME BR §4.9.7: issued at least every 7 days, nextUpdate at most 10 days on. */
    private static final Duration ISSUING_LIFE = Duration.ofDays(10);

    private static final Duration ISSUING_REFRESH = Duration.ofDays(1);
    /** S/MIME BR §4.9.7: at most 12 months for the CRL of CA certificates. */
    private static final Duration ROOT_LIFE = Duration.ofDays(364);

    /** What a rule stopped once it will stop again; trying every few seconds would fill the audit log. */
    private static final Duration RETRY = Duration.ofHours(1);

    /** Of the time, a fifth at most goes into CRLs; yet a revocation is on one within a minute. */
    private static final int REST = 4;

    private static final Duration LONGEST_REST = Duration.ofSeconds(30);

    private final CrlStore crls;
    private final Issuers issuers;
    private final IssuerKeys keys;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Path workspace;
    private final Clock clock;
    /** Before which moment nothing is done for a CRL by itself: paces {@link #publishDue}, decides nothing. */
    private final Map<Scope, Instant> rests = new ConcurrentHashMap<>();

    /** @param workspace where entries lie while a CRL is made */
    public CrlPublication(
            CrlStore crls,
            Issuers issuers,
            IssuerKeys keys,
            Transactions transactions,
            AuditLog audit,
            Path workspace,
            Clock clock) {
        this.crls = crls;
        this.issuers = issuers;
        this.keys = keys;
        this.transactions = transactions;
        this.audit = audit;
        this.workspace = workspace;
        this.clock = clock;
    }

    /** One of an issuer's CRLs; shard 0 is the one of all its certificates. */
    private record Scope(Issuer issuer, int shard) {
        static Stream<Scope> of(Issuer issuer) {
            return IntStream.rangeClosed(0, issuer.crlShards()).mapToObj(shard -> new Scope(issuer, shard));
        }
    }

    private record Draft(Scope scope, long changes, CrlTemplate template) {
        long number() {
            return template.number().longValueExact();
        }
    }

    /** Publishes that issuer's CRLs anew, if its key is at hand; the one of all its certificates is told. */
    public Outcome<PublishedCrl> publish(Issuer issuer, Actor actor) {
        return mayPublish(actor).then(may -> keys.key(issuer)).then(key -> publish(issuer, key, actor));
    }

    /**
     * An operator says that this machine's clock is right now and was ahead before: what was made then counts as made now, so that
     * CRLs and OCSP go on. The CRLs themselves stay as they are until they are published anew.
     *
     * @return how many there were
     */
    public Outcome<Integer> clockIsRight(Actor actor) {
        return mayPublish(actor)
                .then(may -> transactions.attempt(() -> {
                    int corrected = crls.correctTimes(clock.instant().truncatedTo(ChronoUnit.MILLIS));
                    if (corrected > 0) {
                        audit.append(actor, new AuditEvent.CrlTimesCorrected(corrected));
                    }
                    return corrected;
                }));
    }

    private static Outcome<Actor> mayPublish(Actor actor) {
        return actor.may(Permission.PUBLISH_CRL)
                ? Outcome.ok(actor)
                : Outcome.refused(RefusalCode.NOT_ALLOWED, "You may not publish CRLs by hand; ask an administrator.");
    }

    /**
     * Publishes with a key that the caller opened: the root's, while it is here. Refused if a lint rule stands against one; then
     * the CRL before it stays the newest.
     */
    public Outcome<PublishedCrl> publish(Issuer issuer, SigningKey key, Actor actor) {
        List<Outcome<PublishedCrl>> all =
                Scope.of(issuer).map(scope -> publish(scope, key, actor)).toList();
        return all.stream().filter(each -> !each.isOk()).findFirst().orElse(all.get(0));
    }

    private Outcome<PublishedCrl> publish(Scope scope, SigningKey key, Actor actor) {
        SignatureScheme scheme = scope.issuer().isOffline()
                ? SignatureScheme.forRootKey(key.publicKey())
                : SignatureScheme.forKey(key.publicKey());
        Instant begun = clock.instant();
        // A disk that is full or a key that fails: every turn would take a number and write to the log for nothing.
        rests.put(scope, begun.plus(LONGEST_REST));
        Outcome<PublishedCrl> published =
                transactions.attempt(() -> draft(scope, scheme, actor)).then(draft -> signed(draft, key, actor));
        Instant end = clock.instant();
        rests.put(scope, end.plus(published.fold(good -> rest(begun, end), CrlPublication::rest)));
        return published;
    }

    private static Duration rest(Instant begun, Instant end) {
        Duration rest = Duration.between(begun, end).multipliedBy(REST);
        return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
    }

    private static Duration rest(Refusal refusal) {
        return refusal.code() == RefusalCode.LINT ? RETRY : LONGEST_REST;
    }

    private Draft draft(Scope scope, SignatureScheme scheme, Actor actor) {
        Issuer issuer = scope.issuer();
        // To the millisecond, so that a revocation in the same second is known to be in it or not.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant thisUpdate = latest(issuer.id(), scope.shard())
                .map(before -> before.successorAt(now))
                .orElse(now);
        CrlStore.Draft taken = crls.take(issuer.id(), now.getEpochSecond());
        audit.append(actor, new AuditEvent.CrlIntended(issuer.id(), taken.number()));
        CrlTemplate template = new CrlTemplate(
                issuer.certificate(),
                scheme,
                BigInteger.valueOf(taken.number()),
                thisUpdate,
                thisUpdate.plus(life(issuer)),
                scope.shard() == 0 ? Optional.empty() : Optional.of(issuer.crlUrl(scope.shard())));
        return new Draft(scope, taken.changes(), template);
    }

    private static Duration life(Issuer issuer) {
        return issuer.isOffline() ? ROOT_LIFE : ISSUING_LIFE;
    }

    private Outcome<PublishedCrl> signed(Draft draft, SigningKey key, Actor actor) {
        Issuer issuer = draft.scope().issuer();
        CrlStore.Extent extent = new CrlStore.Extent(
                issuer.id(),
                draft.scope().shard(),
                draft.changes(),
                draft.template().thisUpdate().minus(life(issuer)));
        Outcome<PreparedCrl> prepared = PreparedCrl.of(
                draft.template(),
                issuer.isOffline() ? CrlScope.CAS : CrlScope.LEAVES,
                each -> crls.entries(extent, each),
                workspace);
        prepared.run(good -> {}, refusal -> auditRefused(draft, refusal, actor));
        return prepared.map(good -> {
            try (good) {
                return record(draft, good, key, actor);
            }
        });
    }

    private void auditRefused(Draft draft, Refusal refusal, Actor actor) {
        transactions.durable(() -> {
            audit.append(
                    actor, new AuditEvent.CrlRefused(draft.scope().issuer().id(), draft.number(), refusal.detail()));
            return null;
        });
    }

    private PublishedCrl record(Draft draft, PreparedCrl good, SigningKey key, Actor actor) {
        String issuerId = draft.scope().issuer().id();
        crls.drop(issuerId, draft.scope().shard(), clock.instant());
        long size = crls.keep(issuerId, draft.number(), good.sign(key));
        PublishedCrl published = new PublishedCrl(
                issuerId,
                draft.scope().shard(),
                draft.number(),
                draft.template().thisUpdate(),
                draft.template().nextUpdate(),
                draft.changes(),
                size);
        return transactions.durable(() -> {
            crls.insert(published);
            audit.append(
                    actor,
                    new AuditEvent.CrlPublished(issuerId, draft.number(), published.nextUpdate(), good.entries()));
            return published;
        });
    }

    /**
     * Publishes each CRL of the issuing CAs that is a day old or behind a change of a status.
     *
     * @param refused told which could not, and why
     */
    public List<PublishedCrl> publishDue(Consumer<String> refused) {
        return publishDue(Actor.system(), (issuer, refusal) -> refused.accept(issuer.id() + ": " + refusal.detail()));
    }

    /** The same for somebody who changed a status just now. */
    public List<PublishedCrl> publishDue(Actor actor, BiConsumer<Issuer, Refusal> refused) {
        List<PublishedCrl> published = new ArrayList<>();
        atWork().filter(issuer -> !issuer.isOffline())
                .flatMap(Scope::of)
                .filter(scope -> !rests(scope) && due(scope))
                .forEach(scope -> publishDue(scope, actor)
                        .run(published::add, refusal -> refused.accept(scope.issuer(), refusal)));
        return published;
    }

    /** What goes wrong with one keeps no other waiting. */
    private Outcome<PublishedCrl> publishDue(Scope scope, Actor actor) {
        try {
            return keys.key(scope.issuer()).then(key -> publish(scope, key, actor));
        } catch (RuntimeException e) {
            return Outcome.refused(
                    RefusalCode.WRONG_STATE, Optional.ofNullable(e.getMessage()).orElse(e.toString()));
        }
    }

    /** Those whose CRLs are ours to publish: a CA that has ended has nothing left to revoke. */
    private Stream<Issuer> atWork() {
        Instant now = clock.instant();
        return issuers.all().stream().filter(issuer -> issuer.isOurs() && issuer.lives(now));
    }

    private boolean due(Scope scope) {
        return latest(scope.issuer().id(), scope.shard())
                .map(crl -> !clock.instant().isBefore(crl.thisUpdate().plus(ISSUING_REFRESH)) || crls.outdated(crl))
                .orElse(true);
    }

    private boolean rests(Scope scope) {
        Instant until = rests.get(scope);
        Instant now = clock.instant();
        // What lies further ahead than any rest was set by a clock that was wrong.
        return until != null && now.isBefore(until) && !until.isAfter(now.plus(RETRY));
    }

    /** The newest CRL of all certificates of that issuer. */
    public Optional<PublishedCrl> latest(String issuerId) {
        return latest(issuerId, 0);
    }

    public Optional<PublishedCrl> latest(String issuerId, int shard) {
        return crls.latest(issuerId, shard);
    }

    /** The ids of issuers whose newest CRL has ended, or that have none. */
    public List<String> overdue() {
        Instant now = clock.instant();
        return atWork().filter(issuer -> Scope.of(issuer).anyMatch(scope -> now.isAfter(end(scope))))
                .map(Issuer::id)
                .toList();
    }

    private Instant end(Scope scope) {
        return latest(scope.issuer().id(), scope.shard())
                .map(PublishedCrl::nextUpdate)
                .orElse(Instant.MIN);
    }
}
