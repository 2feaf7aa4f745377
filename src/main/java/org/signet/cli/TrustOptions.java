package org.signet.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.signet.app.Signet;
import org.signet.ca.authority.Issuer;
import org.signet.ca.revocation.RecordedStatus;
import org.signet.crypto.smime.reading.TrustBase;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateBundle;
import org.signet.crypto.x509.revocation.GivenCrls;
import org.signet.crypto.x509.revocation.RevocationSource;
import org.signet.crypto.x509.revocation.StoredCrl;
import org.signet.edge.client.Reach;
import org.signet.edge.client.StatusFetch;
import org.signet.model.BaseUrl;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.StoredOctets;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whom a verb trusts, and whom it asks about revocation. */
final class TrustOptions {
    @Mixin
    private DataOption data;

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            description =
                    "Roots to trust, PEM, DER or PKCS#7; repeatable. Those of the CA's folder without it, if there is one.")
    private List<Path> trust = List.of();

    @Option(
            names = "--cert",
            paramLabel = "FILE",
            description =
                    "Certificates of others that may be needed: a signer's, or one between it and its root; repeatable.")
    private List<Path> others = List.of();

    @Option(
            names = "--crl",
            paramLabel = "FILE",
            description = "A DER CRL to go by before anybody is asked; repeatable.")
    private List<Path> crls = List.of();

    @Option(names = "--offline", description = "Ask no CRL server or OCSP responder.")
    private boolean offline;

    @Option(
            names = "--allow-private",
            description = "Ask servers in private networks and at any port too, not only those of the public web.")
    private boolean allowPrivate;

    private final Clock clock = Signet.systemClock();

    /** What is done with what is trusted. */
    interface Work<T> {
        /** @param signet the CA of the folder; null if there is none */
        T with(TrustBase base, Signet signet);
    }

    /** Does the work with what is trusted; what was opened for it is closed afterwards. */
    <T> T use(Function<TrustBase, T> work) {
        return use((base, signet) -> work.apply(base));
    }

    <T> T use(Work<T> work) {
        List<Certificate> between = certificates(others);
        List<StoredCrl> lists = crls.stream().map(TrustOptions::crl).toList();
        List<Certificate> given = certificates(trust);
        if (!data.folder().initialised()) {
            return asking(
                    Reach.PUBLIC, servers -> first(lists, servers), given, between, base -> work.with(base, null));
        }
        try (Signet signet = data.open()) {
            if (!given.isEmpty()) {
                return asking(
                        Reach.PUBLIC,
                        servers -> first(lists, servers),
                        given,
                        between,
                        base -> work.with(base, signet));
            }
            List<Issuer> issuers = signet.authority().issuers();
            List<Certificate> roots = issuers.stream()
                    .filter(Issuer::isRoot)
                    .map(Issuer::certificate)
                    .toList();
            List<Certificate> all = new ArrayList<>(between);
            issuers.stream().flatMap(Issuer::certificates).forEach(all::add);
            // Our own server may be asked wherever it stands.
            BaseUrl own = BaseUrl.status(signet.config().statusUrl()).orThrow();
            return asking(
                    Reach.PUBLIC.with(own.uri().getHost() + ":" + own.port()),
                    servers -> new RecordedStatus(signet.revocations(), issuers, first(lists, servers)),
                    roots,
                    all,
                    base -> work.with(base, signet));
        }
    }

    private <T> T asking(
            Reach reach,
            UnaryOperator<RevocationSource> sources,
            List<Certificate> anchors,
            List<Certificate> between,
            Function<TrustBase, T> work) {
        if (offline) {
            return work.apply(new TrustBase(anchors, between, sources.apply(TrustBase.offline()), clock.instant()));
        }
        try (StatusFetch servers = new StatusFetch(allowPrivate ? Reach.EVERYWHERE : reach, clock)) {
            return work.apply(new TrustBase(anchors, between, sources.apply(servers.source()), clock.instant()));
        }
    }

    private static RevocationSource first(List<StoredCrl> lists, RevocationSource servers) {
        return lists.isEmpty() ? servers : new GivenCrls(lists).orElse(servers);
    }

    /** Whether servers are asked wherever they stand. */
    boolean asksEverywhere() {
        return allowPrivate || offline;
    }

    boolean hasCertificates() {
        return !others.isEmpty();
    }

    /** Those of people, or all if there are none: a CA's certificate that comes along in the same file is nobody's to write to. */
    List<Certificate> givenCertificates() {
        List<Certificate> all = certificates(others);
        List<Certificate> people =
                all.stream().filter(each -> !each.content().isCa()).toList();
        return people.isEmpty() ? all : people;
    }

    private static List<Certificate> certificates(List<Path> files) {
        return files.stream()
                .flatMap(file -> certificates(file).stream())
                .distinct()
                .toList();
    }

    static List<Certificate> certificates(Path file) {
        return Input.read(file, CertificateBundle::parse).orThrow().certificates();
    }

    private static StoredCrl crl(Path file) {
        return StoredCrl.read(StoredOctets.of(file), "").fold(crl -> crl, refusal -> {
            throw new RefusedException(
                    RefusalCode.BAD_INPUT, file + " cannot be read as a CRL in DER; check that it is one.");
        });
    }
}
