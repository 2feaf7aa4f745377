package org.signet.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.signet.app.Signet;
import org.signet.app.selfcheck.Span;
import org.signet.ca.authority.Issuer;
import org.signet.ca.revocation.RecordedStatus;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateBundle;
import org.signet.crypto.x509.PathValidation;
import org.signet.crypto.x509.PathValidation.Policies;
import org.signet.crypto.x509.PathValidation.Setting;
import org.signet.crypto.x509.PathValidation.Strength;
import org.signet.crypto.x509.PathValidation.TrustedPath;
import org.signet.crypto.x509.revocation.GivenCrls;
import org.signet.crypto.x509.revocation.RevocationSource;
import org.signet.crypto.x509.revocation.RevocationStatus;
import org.signet.crypto.x509.revocation.StoredCrl;
import org.signet.edge.client.Reach;
import org.signet.edge.client.StatusFetch;
import org.signet.edge.json.Json;
import org.signet.edge.json.report.PathStatusView;
import org.signet.model.BaseUrl;
import org.signet.model.Outcome;
import org.signet.model.Printable;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.StoredOctets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whether a certificate of anybody was revoked. */
@Command(
        name = "status",
        description = {
            "Tell whether a certificate, or a CA above it, is revoked.",
            "Checks its path first, then asks the CRLs and OCSP responders that its certificates name."
        },
        footer = "Ends with 0 if all are good, with 1 if one is not or nobody knows, with 2 if a file cannot be read.",
        mixinStandardHelpOptions = true)
final class StatusVerb implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Parameters(
            paramLabel = "FILE",
            description = "PEM, DER or PKCS#7: the certificate first, then those between it and its root.")
    private Path file;

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            description = "Roots to trust; those of this CA without it. No data folder is needed then.")
    private Path trust;

    @Option(
            names = "--crl",
            paramLabel = "FILE",
            description = "A DER CRL to go by before anybody is asked; repeatable.")
    private List<Path> crls = List.of();

    @Option(
            names = "--allow-private",
            description = "Ask servers in private networks and at any port too, not only those of the public web.")
    private boolean allowPrivate;

    @Option(names = "--json", description = "As JSON, for scripts.")
    private boolean json;

    private final Clock clock = Signet.systemClock();

    @Override
    public Integer call() {
        List<Certificate> given = certificates(file);
        List<StoredCrl> lists = crls.stream().map(StatusVerb::crl).toList();
        if (trust != null) {
            TrustedPath path = path(given, certificates(trust), List.of());
            return tell(path, Reach.PUBLIC, servers -> first(lists, servers));
        }
        try (Signet signet = data.open()) {
            List<Issuer> issuers = signet.authority().issuers();
            List<Certificate> roots = issuers.stream()
                    .filter(Issuer::isRoot)
                    .map(Issuer::certificate)
                    .toList();
            TrustedPath path = path(
                    given, roots, issuers.stream().flatMap(Issuer::certificates).toList());
            // Our own server may be asked wherever it stands.
            BaseUrl own = BaseUrl.status(signet.config().statusUrl()).orThrow();
            return tell(
                    path,
                    Reach.PUBLIC.with(own.uri().getHost() + ":" + own.port()),
                    servers -> new RecordedStatus(signet.revocations(), issuers, first(lists, servers)));
        }
    }

    private static RevocationSource first(List<StoredCrl> lists, RevocationSource servers) {
        return lists.isEmpty() ? servers : new GivenCrls(lists).orElse(servers);
    }

    private TrustedPath path(List<Certificate> given, List<Certificate> anchors, List<Certificate> between) {
        List<Certificate> others = new ArrayList<>(given.subList(1, given.size()));
        others.addAll(between);
        Instant now = clock.instant();
        return PathValidation.trusted(
                        given.get(0), new Setting(anchors, others, Optional.empty(), now, Policies.ANY, Strength.TODAY))
                .orThrow();
    }

    /** @param sources what is asked, given what the servers say that the certificates name */
    private int tell(TrustedPath path, Reach reach, UnaryOperator<RevocationSource> sources) {
        Instant now = clock.instant();
        try (StatusFetch servers = new StatusFetch(allowPrivate ? Reach.EVERYWHERE : reach, clock)) {
            return tell(path, sources.apply(servers.source()).statuses(path, now), now);
        }
    }

    private static List<Certificate> certificates(Path file) {
        return Input.read(file)
                .then(octets -> CertificateBundle.parse(octets)
                        .fold(Outcome::ok, refusal -> Outcome.refused(refusal.code(), file + ": " + refusal.detail())))
                .orThrow()
                .certificates();
    }

    private static StoredCrl crl(Path file) {
        return StoredCrl.read(StoredOctets.of(file), "").fold(crl -> crl, refusal -> {
            throw new RefusedException(
                    RefusalCode.BAD_INPUT, file + " cannot be read as a CRL in DER; check that it is one.");
        });
    }

    private int tell(TrustedPath path, List<RevocationStatus> statuses, Instant now) {
        if (json) {
            System.out.println(Json.writePretty(PathStatusView.of(path, statuses, now)));
        } else {
            for (int place = 0; place < path.length(); place++) {
                print(path.certificates().get(place), statuses.get(place), now);
            }
            Certificate anchor = path.certificates().get(path.length());
            System.out.println("trusted       " + Printable.of(anchor.toString()));
        }
        if (!allowPrivate && statuses.stream().anyMatch(RevocationStatus.Undetermined.class::isInstance)) {
            System.err.println(
                    "Servers inside a company, or at other ports than the web's, are asked with --allow-private.");
        }
        return statuses.stream().allMatch(RevocationStatus::isGood) ? Main.DONE : Main.NO;
    }

    private static void print(Certificate certificate, RevocationStatus status, Instant now) {
        String word = status.fold(good -> "good", revoked -> "revoked", unknown -> "undetermined");
        System.out.printf("%-12s  %s%n", word, Printable.of(certificate.toString()));
        status.fold(good -> "", StatusVerb::revocation, RevocationStatus.Undetermined::why)
                .lines()
                .forEach(line -> System.out.println("              " + Printable.of(line)));
        for (RevocationStatus.Evidence evidence : status.evidence()) {
            System.out.println("              " + Printable.of(text(evidence, now)));
        }
    }

    private static String revocation(RevocationStatus.Revoked revoked) {
        return "since " + Moment.text(revoked.at()) + ", " + revoked.reason().text()
                + revoked.invalidity()
                        .map(since -> ", its key not to be trusted since " + Moment.text(since))
                        .orElse("");
    }

    static String text(RevocationStatus.Evidence evidence, Instant now) {
        return evidence.kind().text()
                + (evidence.url().isEmpty() ? "" : " " + evidence.url())
                + " of " + Moment.text(evidence.thisUpdate()) + ", " + Span.text(evidence.age(now)) + " old"
                + evidence.nextUpdate()
                        .map(next -> ", good until " + Moment.text(next))
                        .orElse("");
    }
}
