package org.signet.app.selfcheck.urls;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.signet.app.selfcheck.Check;
import org.signet.app.selfcheck.urls.UrlUse.Kind;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.authority.Issuers;
import org.signet.ca.revocation.CrlStore;
import org.signet.ca.watch.Observation;
import org.signet.ca.watch.Subject;
import org.signet.edge.client.StatusDownload;
import org.signet.edge.client.StatusDownload.Fetched;
import org.signet.edge.client.StatusDownload.Obstacle;

/** That every URL in our certificates leads to what clients expect there. Each is fetched as they do. */
public final class CertificateUrls implements Check {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final UrlsInUse urls;
    private final Map<Kind, Judge> judges = new EnumMap<>(Kind.class);

    /** Knows what is to be found at URLs of one kind. */
    interface Judge {
        Fetched fetch(UrlUse use);

        Observation judge(UrlUse use, Fetched fetched, Subject subject);
    }

    public CertificateUrls(Issuers issuers, CertificateStore certificates, CrlStore crls, Clock clock) {
        StatusDownload download = new StatusDownload(PATIENCE);
        urls = new UrlsInUse(issuers, certificates, clock);
        judges.put(Kind.CRL, new CrlAtUrl(download, crls, clock));
        judges.put(Kind.ISSUER, new IssuerAtUrl(download));
        judges.put(Kind.OCSP, new OcspAtUrl(download, certificates, clock));
    }

    @Override
    public String name() {
        return "url";
    }

    @Override
    public List<Observation> look(Consumer<String> progress) {
        List<Observation> seen = new ArrayList<>();
        // Where nobody listens for one URL, nobody does for the others of that host: each would take its time to show
        // it.
        Map<String, Fetched> away = new HashMap<>();
        for (UrlUse use : urls.all(progress)) {
            progress.accept(use.url());
            Judge judge = judges.get(use.kind());
            Fetched fetched = Optional.ofNullable(away.get(host(use.url()))).orElseGet(() -> judge.fetch(use));
            fetched.obstacle()
                    .filter(obstacle -> obstacle != Obstacle.NO_HTTP_URL)
                    .ifPresent(obstacle -> away.put(host(use.url()), fetched));
            Subject subject = new Subject(name(), use.url());
            seen.add(unreached(use.url(), fetched, subject).orElseGet(() -> judge.judge(use, fetched, subject)));
        }
        return seen;
    }

    private static String host(String url) {
        try {
            return String.valueOf(URI.create(url).getAuthority());
        } catch (IllegalArgumentException none) {
            return url;
        }
    }

    private static Optional<Observation> unreached(String url, Fetched fetched, Subject subject) {
        if (fetched.obstacle().isPresent()) {
            return Optional.of(obstructed(fetched.obstacle().get(), url, fetched.detail(), subject));
        }
        if (fetched.location().isPresent() && fetched.status() / 100 == 3) {
            return Optional.of(redirected(url, fetched.location().get(), subject));
        }
        if (fetched.status() == 404) {
            return Optional.of(subject.broken(
                    "url.missing",
                    "{0} is not found (404).",
                    "Another server answers there, or a proxy drops the path: lead it to this server's status port as it is.",
                    url));
        }
        if (fetched.status() != 200) {
            return Optional.of(subject.broken(
                    "url.status",
                    "{0} answers with status {1}.",
                    "A proxy before this server may not reach it, or want a sign-in: clients bring none.",
                    url,
                    fetched.status()));
        }
        return fetched.mediaType().equals("text/html")
                ? Optional.of(subject.broken(
                        "url.page",
                        "{0} answers with a web page.",
                        "A proxy or another site answers in this server's place: lead the path to this server.",
                        url))
                : Optional.empty();
    }

    private static Observation redirected(String url, String location, Subject subject) {
        return location.startsWith("https:")
                ? subject.broken(
                        "url.https",
                        "{0} redirects to https; clients do not follow, since that server's certificate would need a CRL first.",
                        "Let the proxy pass /crl/, /aia/ and /ocsp on by plain HTTP.",
                        url)
                : subject.broken(
                        "url.redirect",
                        "{0} redirects to {1}; many clients do not follow.",
                        "Let the proxy answer at this URL itself.",
                        url,
                        location);
    }

    private static Observation obstructed(Obstacle obstacle, String url, String detail, Subject subject) {
        return switch (obstacle) {
            case NO_HTTP_URL ->
                // A CA of others may name an LDAP server too; there is nothing to be done about it here.
                subject.good("url.no-http", "{0} is left to others: it is no URL for plain HTTP.", url);
            case NAME ->
                subject.broken(
                        "url.name",
                        "The host of {0} has no address.",
                        "Put its name into DNS; certificates carry it for years.",
                        url);
            case REFUSED ->
                subject.broken(
                        "url.refused",
                        "Nobody listens at {0}.",
                        "Start `signet serve`, or the proxy before it; look at status_port and the firewall.",
                        url);
            case SILENT ->
                subject.broken(
                        "url.silent",
                        "{0} does not answer in time.",
                        "A firewall may drop the connection, or the server is overloaded.",
                        url);
            case OTHER ->
                subject.broken(
                        "url.other",
                        "{0} cannot be fetched: {1}.",
                        "Something else than a web server may listen there.",
                        url,
                        detail);
        };
    }
}
