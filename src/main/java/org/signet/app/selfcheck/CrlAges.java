package org.signet.app.selfcheck;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.signet.ca.authority.Issuer;
import org.signet.ca.authority.Issuers;
import org.signet.ca.revocation.CrlStore;
import org.signet.ca.revocation.CrlStore.PublishedCrl;
import org.signet.ca.watch.Observation;
import org.signet.ca.watch.Subject;

/** That the CRLs of all our CAs are published in time. */
public final class CrlAges implements Check {
    private static final Duration ROOT_AHEAD = Duration.ofDays(60);
    private static final Duration PUBLISHED_WITHIN = Duration.ofMinutes(1);

    private final Issuers issuers;
    private final CrlStore crls;
    private final Clock clock;
    /** Since when we see that a newest CRL lacks a change: paces a sentence, decides nothing. */
    private final Map<String, Instant> lacking = new ConcurrentHashMap<>();

    public CrlAges(Issuers issuers, CrlStore crls, Clock clock) {
        this.issuers = issuers;
        this.crls = crls;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "crl";
    }

    @Override
    public List<Observation> look(Consumer<String> progress) {
        Instant now = clock.instant();
        return issuers.all().stream()
                .filter(issuer -> issuer.isOurs() && issuer.lives(now))
                .flatMap(issuer -> ofIssuer(issuer, now))
                .toList();
    }

    /** Its CRL of all certificates, and of the parts, which may be many, those that are not good. */
    private Stream<Observation> ofIssuer(Issuer issuer, Instant now) {
        return IntStream.rangeClosed(0, issuer.crlShards())
                .mapToObj(shard -> judge(issuer, shard, now))
                .filter(seen -> !seen.isGood() || seen.subject().about().equals(issuer.id()));
    }

    private Observation judge(Issuer issuer, int shard, Instant now) {
        String id = shard == 0 ? issuer.id() : issuer.id() + "." + shard;
        Subject subject = new Subject(name(), id);
        return crls.latest(issuer.id(), shard)
                .map(crl -> judge(issuer, crl, subject, now))
                .orElseGet(
                        () -> subject.broken(code(issuer, "crl.none"), "There is no CRL of {0}.", advice(issuer), id));
    }

    /** What to do differs with who has the key. */
    private static String code(Issuer issuer, String code) {
        return issuer.isOffline() ? code + "-root" : code;
    }

    private static String advice(Issuer issuer) {
        return issuer.isOffline()
                ? "Bring the root's key back, run `signet authority root-crl {0}`, and take the key away again."
                : "Give the server the passphrase of {0}'s key, or run `signet crl`; the log says why none was published.";
    }

    private Observation judge(Issuer issuer, PublishedCrl crl, Subject subject, Instant now) {
        String id = subject.about();
        String end = Span.day(crl.nextUpdate());
        if (now.isAfter(crl.nextUpdate())) {
            return subject.broken(
                    code(issuer, "crl.ended"),
                    "The CRL of {0} ended on {1}: programs that ask for revocation refuse its certificates.",
                    advice(issuer),
                    id,
                    end);
        }
        if (issuer.isOffline()) {
            return now.plus(ROOT_AHEAD).isAfter(crl.nextUpdate())
                    ? subject.soon("crl.root", "The CRL of {0} ends on {1}.", advice(issuer), id, end)
                    : good(subject, crl, now);
        }
        Duration age = Duration.between(crl.thisUpdate(), now);
        Duration life = Duration.between(crl.thisUpdate(), crl.nextUpdate());
        if (age.compareTo(life.dividedBy(2)) > 0) {
            return subject.soon(
                    "crl.old",
                    "The CRL of {0} is {1} old, though a new one is due every day.",
                    advice(issuer),
                    id,
                    Span.text(age));
        }
        return unpublished(id, crl, now)
                .map(since -> subject.soon(
                        "crl.behind",
                        "The CRL of {0} lacks a revocation for {1}.",
                        advice(issuer),
                        id,
                        Span.text(Duration.between(since, now))))
                .orElseGet(() -> good(subject, crl, now));
    }

    private Optional<Instant> unpublished(String id, PublishedCrl crl, Instant now) {
        if (!crls.outdated(crl)) {
            lacking.remove(id);
            return Optional.empty();
        }
        lacking.putIfAbsent(id, now);
        return Optional.of(lacking.get(id))
                .filter(since -> Duration.between(since, now).compareTo(PUBLISHED_WITHIN) > 0);
    }

    private static Observation good(Subject subject, PublishedCrl crl, Instant now) {
        return subject.good(
                "crl.good",
                "CRL {0} of {1} is {2} old and holds until {3}.",
                crl.number(),
                subject.about(),
                Span.text(Duration.between(crl.thisUpdate(), now)),
                Span.day(crl.nextUpdate()));
    }
}
