package org.signet.app.selfcheck;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.signet.ca.access.MailQueue;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.authority.Issuer;
import org.signet.ca.authority.Issuers;
import org.signet.ca.revocation.CrlStore;
import org.signet.ca.revocation.RevocationStore;
import org.signet.ca.watch.Level;
import org.signet.ca.watch.Round;
import org.signet.ca.watch.Watch;
import org.signet.edge.http.Metrics.Figure;

/** What monitoring wants to know of a CA, as figures that are quick to come by. */
public final class Figures implements Supplier<List<Figure>> {
    private final Watch watch;
    private final Issuers issuers;
    private final CrlStore crls;
    private final RevocationStore revocations;
    private final CertificateStore certificates;
    private final MailQueue mails;
    private final Clock clock;

    public Figures(
            Watch watch,
            Issuers issuers,
            CrlStore crls,
            RevocationStore revocations,
            CertificateStore certificates,
            MailQueue mails,
            Clock clock) {
        this.watch = watch;
        this.issuers = issuers;
        this.crls = crls;
        this.revocations = revocations;
        this.certificates = certificates;
        this.mails = mails;
        this.clock = clock;
    }

    @Override
    public List<Figure> get() {
        Instant now = clock.instant();
        List<Figure> all = new ArrayList<>();
        watch.latest().forEach(round -> add(round, now, all));
        issuers.all().forEach(issuer -> add(issuer, now, all));
        all.add(new Figure(
                "signet.certificates.issued", "Certificates issued so far.", Map.of(), certificates.issued()));
        revocations
                .changes()
                .forEach((issuer, changes) -> all.add(new Figure(
                        "signet.revocation.changes",
                        "How often a certificate was revoked, held or released.",
                        Map.of("issuer", issuer),
                        changes)));
        MailQueue.Backlog backlog = mails.backlog(now.minus(Duration.ofDays(1)));
        all.add(new Figure("signet.mail.waiting", "Messages that wait to leave.", Map.of(), backlog.waiting()));
        all.add(new Figure("signet.mail.given.up", "Messages given up within a day.", Map.of(), backlog.givenUp()));
        return all;
    }

    private static void add(Round round, Instant now, List<Figure> all) {
        all.add(new Figure(
                "signet.selfcheck.age.seconds",
                "Since when the checks ran, by how far they look.",
                Map.of("reach", round.reach().name().toLowerCase(Locale.ROOT)),
                Duration.between(round.at(), now).toMillis() / 1000.0));
        Map<String, Level> worst = new TreeMap<>();
        round.checks().forEach(check -> worst.put(check, Level.GOOD));
        round.observations()
                .forEach(seen -> worst.merge(
                        seen.subject().check(), seen.level(), (one, other) -> other.worseThan(one) ? other : one));
        worst.forEach((check, level) -> all.add(new Figure(
                "signet.selfcheck.level",
                "The worst that a check saw: 0 good, 1 to be done soon, 2 broken.",
                Map.of("check", check),
                level.ordinal())));
    }

    private void add(Issuer issuer, Instant now, List<Figure> all) {
        Map<String, String> label = Map.of("issuer", issuer.id());
        all.add(new Figure(
                "signet.issuer.left.seconds",
                "How long a CA's certificate lasts.",
                label,
                Duration.between(now, issuer.certificate().content().validity().notAfter())
                        .toSeconds()));
        if (!issuer.isOurs()) {
            return;
        }
        crls.latest(issuer.id(), 0).ifPresent(crl -> {
            all.add(new Figure("signet.crl.number", "Number of the newest CRL.", label, crl.number()));
            all.add(new Figure(
                    "signet.crl.age.seconds",
                    "Age of the newest CRL.",
                    label,
                    Duration.between(crl.thisUpdate(), now).toSeconds()));
            all.add(new Figure(
                    "signet.crl.left.seconds",
                    "How long the newest CRL holds.",
                    label,
                    Duration.between(now, crl.nextUpdate()).toSeconds()));
        });
    }
}
