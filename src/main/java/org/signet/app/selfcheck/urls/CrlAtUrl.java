package org.signet.app.selfcheck.urls;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.signet.app.selfcheck.Span;
import org.signet.ca.revocation.CrlStore;
import org.signet.ca.revocation.CrlStore.PublishedCrl;
import org.signet.ca.watch.Observation;
import org.signet.ca.watch.Subject;
import org.signet.crypto.x509.Crl;
import org.signet.edge.client.StatusDownload;
import org.signet.edge.client.StatusDownload.Fetched;

/** What is at a CRL distribution point: the issuer's newest CRL, in DER (RFC 5280 §4.2.1.13, RFC 2585). */
final class CrlAtUrl implements CertificateUrls.Judge {
    /** Our own caching allows ten minutes. */
    private static final Duration CACHED = Duration.ofMinutes(15);

    private static final String WRONG_FILE =
            "Lead the URL to this server; whoever publishes it elsewhere copies what `signet crl --out-dir` writes.";

    private final StatusDownload download;
    private final CrlStore crls;
    private final Clock clock;

    CrlAtUrl(StatusDownload download, CrlStore crls, Clock clock) {
        this.download = download;
        this.crls = crls;
        this.clock = clock;
    }

    @Override
    public Fetched fetch(UrlUse use) {
        return download.get(use.url());
    }

    @Override
    public Observation judge(UrlUse use, Fetched fetched, Subject subject) {
        return Crl.parse(fetched.body())
                .fold(
                        crl -> judge(use, crl, fetched.mediaType(), subject),
                        refusal -> subject.broken("url.no-crl", "{0} is no CRL in DER.", WRONG_FILE, use.url()));
    }

    private Observation judge(UrlUse use, Crl crl, String mediaType, Subject subject) {
        String issuer = use.issuer().id();
        if (!crl.names(use.issuer().certificate())
                || !crl.signedBy(use.issuer().certificate().content().publicKey())) {
            return subject.broken(
                    "url.other-crl", "The CRL at {0} is not signed by {1}.", WRONG_FILE, use.url(), issuer);
        }
        List<String> points = crl.distributionPoints();
        if (!points.isEmpty() && !points.contains(use.url())) {
            return subject.broken(
                    "url.other-part",
                    "The CRL at {0} says that it belongs to {1}, so clients do not take it.",
                    WRONG_FILE,
                    use.url(),
                    String.join(", ", points));
        }
        return crl.nextUpdate().filter(clock.instant()::isAfter).isPresent()
                ? subject.broken(
                        "url.crl-ended",
                        "The CRL at {0} ended on {1}.",
                        WRONG_FILE,
                        use.url(),
                        Span.moment(crl.nextUpdate().get()))
                : inForce(use, crl, mediaType, subject);
    }

    private Observation inForce(UrlUse use, Crl crl, String mediaType, Subject subject) {
        Instant now = clock.instant();
        String number = crl.number().map(BigInteger::toString).orElse("-");
        return stale(use, crl, now)
                .map(newest -> subject.soon(
                        "url.crl-old",
                        "{0} serves CRL {1}; the newest one is {2}, {3} old.",
                        "A cache or a copy keeps the old one: a revocation shows late there.",
                        use.url(),
                        number,
                        newest.number(),
                        Span.text(Duration.between(newest.thisUpdate(), now))))
                .orElseGet(() -> mediaType.equals("application/pkix-crl")
                        ? subject.good(
                                "url.crl",
                                "{0} serves CRL {1} of {2}.",
                                use.url(),
                                number,
                                use.issuer().id())
                        : wrongType(use.url(), mediaType, "application/pkix-crl", subject));
    }

    private Optional<PublishedCrl> stale(UrlUse use, Crl crl, Instant now) {
        return use.issuer().isOurs()
                ? crls.latest(use.issuer().id(), shard(use))
                        .filter(newest -> now.isAfter(newest.thisUpdate().plus(CACHED)))
                        .filter(newest -> crl.number()
                                .filter(number -> number.compareTo(BigInteger.valueOf(newest.number())) >= 0)
                                .isEmpty())
                : Optional.empty();
    }

    /** The part of the issuer's certificates that this URL's CRL is about; 0 for all. */
    private static int shard(UrlUse use) {
        return IntStream.rangeClosed(1, use.issuer().crlShards())
                .filter(shard -> use.issuer().crlUrl(shard).equals(use.url()))
                .findFirst()
                .orElse(0);
    }

    static Observation wrongType(String url, String found, String expected, Subject subject) {
        return subject.soon(
                "url.type",
                "{0} comes as {1}, not as {2}.",
                "Let the server or proxy name the right media type: some clients take no other.",
                url,
                found.isEmpty() ? "-" : found,
                expected);
    }
}
