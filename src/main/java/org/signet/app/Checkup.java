package org.signet.app;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.signet.app.retention.ArchiveFiles;
import org.signet.app.retention.ArchiveSearch;
import org.signet.app.selfcheck.AlarmRecipients;
import org.signet.app.selfcheck.AuditChain;
import org.signet.app.selfcheck.Check;
import org.signet.app.selfcheck.CrlAges;
import org.signet.app.selfcheck.DatabaseWorks;
import org.signet.app.selfcheck.DiskRoom;
import org.signet.app.selfcheck.Figures;
import org.signet.app.selfcheck.IssuerLives;
import org.signet.app.selfcheck.IssuingKeys;
import org.signet.app.selfcheck.KeyFiles;
import org.signet.app.selfcheck.MachineClock;
import org.signet.app.selfcheck.MailBacklog;
import org.signet.app.selfcheck.MailServer;
import org.signet.app.selfcheck.PartnerAnchors;
import org.signet.app.selfcheck.PublicAddresses;
import org.signet.app.selfcheck.ResponderCertificates;
import org.signet.app.selfcheck.Rounds;
import org.signet.app.selfcheck.TlsCertificate;
import org.signet.app.selfcheck.urls.CertificateUrls;
import org.signet.ca.authority.Issuer;
import org.signet.ca.authority.Issuers;
import org.signet.ca.profile.Profile;
import org.signet.ca.revocation.Responders;
import org.signet.ca.watch.Alarms;
import org.signet.ca.watch.DailySeal;
import org.signet.ca.watch.Round;
import org.signet.ca.watch.Round.Reach;
import org.signet.ca.watch.Watch;
import org.signet.crypto.keys.SigningKey;
import org.signet.edge.store.Stores;
import org.signet.edge.web.Messages;
import org.signet.edge.web.letters.CatalogueAlarms;
import org.signet.model.BaseUrl;
import org.signet.model.Outcome;

/** Puts the checks of a CA's own health together. */
public final class Checkup {
    private final Signet signet;
    private final Issuers issuers;
    private final boolean serving;

    /** Those that answer by OCSP in this process; none in a command's. */
    private final Optional<Responders> responders;

    private Checkup(Signet signet, Optional<Responders> responders) {
        this.signet = signet;
        this.issuers = new Stores(signet.database()).issuers();
        this.serving = responders.isPresent();
        this.responders = responders;
    }

    /**
     * What a command looks at, beside a running server or without one. Nobody is told but who reads it.
     *
     * @param wholeLog whether the audit log is followed from its first entry
     */
    public static Rounds ofCommand(Signet signet, boolean wholeLog) {
        return new Checkup(signet, Optional.empty()).rounds(wholeLog, round -> {});
    }

    /** What a server looks at all the time. */
    static Rounds ofServer(Signet signet, Responders responders) {
        Checkup checkup = new Checkup(signet, Optional.of(responders));
        return checkup.rounds(false, checkup.alarms()::take);
    }

    /** What monitoring may read. */
    static Figures figures(Signet signet, Watch watch) {
        return new Figures(
                watch,
                new Stores(signet.database()).issuers(),
                signet.crlStore(),
                signet.revocations(),
                signet.certificates(),
                signet.mailQueue(),
                signet.clock());
    }

    /** What ties the audit log's chains together each day. */
    static DailySeal seal(Signet signet) {
        return new DailySeal(
                signet.audit(),
                signet.mailQueue(),
                letters(signet.config()),
                signet.config().alarm().headsRecipients(),
                signet.transactions(),
                signet.clock());
    }

    private static CatalogueAlarms letters(Config config) {
        return new CatalogueAlarms(
                Messages.ofClassPath().in(config.alarm().language()), config.company(), config.url());
    }

    private Alarms alarms() {
        return new Alarms(
                new Stores(signet.database()).alarms(),
                signet.mailQueue(),
                letters(signet.config()),
                signet.config().alarm().recipients(),
                signet.transactions(),
                signet.clock());
    }

    private Rounds rounds(boolean wholeLog, Consumer<Round> listener) {
        return new Rounds(
                Map.of(Reach.HERE, here(wholeLog), Reach.NETWORK, network(wholeLog)), listener, signet.clock());
    }

    private List<Check> here(boolean wholeLog) {
        Config config = signet.config();
        Clock clock = signet.clock();
        boolean trial = config.mail().transport() == Config.Mail.Transport.OUTBOX;
        Duration longest = signet.profiles().all().stream()
                .map(Profile::lifetime)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        Path folder = signet.folder().path();
        List<Check> checks = new ArrayList<>();
        checks.add(new MachineClock(signet.audit(), clock, () -> Duration.ofNanos(System.nanoTime())));
        checks.add(new DatabaseWorks(() -> signet.database().ping()));
        checks.add(new DiskRoom(folder));
        checks.add(new KeyFiles(folder.resolve("keys"), issuers));
        checks.add(new IssuingKeys(issuers, keys(), clock));
        checks.add(new IssuerLives(issuers, longest, clock));
        checks.add(new CrlAges(issuers, signet.crlStore(), clock));
        responders.ifPresent(all -> checks.add(
                new ResponderCertificates(issuers, id -> all.of(id).map(Responders.Responder::certificate), clock)));
        checks.add(new PartnerAnchors(signet.addressBook().partners(), clock));
        checks.add(new AuditChain(signet.audit(), wholeLog));
        if (!trial) {
            checks.add(new MailBacklog(signet.mailQueue(), clock));
        }
        checks.add(new AlarmRecipients(config.alarm().recipients(), trial));
        checks.add(addresses(config, trial));
        config.listen()
                .tlsFiles()
                .ifPresent(files -> checks.add(new TlsCertificate(files, URI.create(config.url()), clock)));
        return checks;
    }

    private static PublicAddresses addresses(Config config, boolean trial) {
        return new PublicAddresses(
                BaseUrl.people(config.url()).orThrow(),
                BaseUrl.status(config.statusUrl()).orThrow(),
                config.listen().tls() || config.listen().behindProxy(),
                trial);
    }

    private List<Check> network(boolean wholeArchive) {
        Path archive = signet.config().retention().place(signet.folder().path());
        return List.of(
                // Its folder may be another machine's.
                new ArchiveFiles(new ArchiveSearch(archive, signet.database(), signet.audit()), wholeArchive),
                new CertificateUrls(issuers, signet.certificates(), signet.crlStore(), signet.clock()),
                new MailServer(signet.config().mail().smtp()));
    }

    private IssuingKeys.Keys keys() {
        KeysOnDisk keys = signet.keys();
        return new IssuingKeys.Keys() {
            @Override
            public boolean atHand(Issuer issuer) {
                return keys.isOpen(issuer)
                        || !serving && Files.exists(signet.folder().passphrase(issuer.id()));
            }

            @Override
            public Outcome<SigningKey> key(Issuer issuer) {
                return keys.key(issuer);
            }

            @Override
            public boolean inToken(Issuer issuer) {
                return keys.inToken(issuer);
            }

            @Override
            public boolean needed() {
                return serving;
            }
        };
    }
}
