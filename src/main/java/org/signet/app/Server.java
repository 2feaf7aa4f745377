package org.signet.app;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.signet.app.access.AcceptedIssuers;
import org.signet.app.revocation.WaysToRevoke;
import org.signet.app.selfcheck.Rounds;
import org.signet.ca.access.Account;
import org.signet.ca.access.Accounts;
import org.signet.ca.authority.Issuer;
import org.signet.ca.enrollment.Enrollments;
import org.signet.ca.watch.Round.Reach;
import org.signet.ca.watch.Watch;
import org.signet.crypto.policy.Providers;
import org.signet.edge.certstore.CertificateStoreDoor;
import org.signet.edge.http.CrlFiles;
import org.signet.edge.http.Door;
import org.signet.edge.http.Metrics;
import org.signet.edge.http.ServerSettings;
import org.signet.edge.http.ServerSettings.Listener;
import org.signet.edge.http.ServerSettings.TlsFiles;
import org.signet.edge.http.StatusFiles;
import org.signet.edge.http.WebServer;
import org.signet.edge.http.health.Health;
import org.signet.edge.http.health.Pulse;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.http.limit.RateLimits;
import org.signet.edge.json.ApiDescription;
import org.signet.edge.json.CertificatesApi;
import org.signet.edge.json.EnrollmentsApi;
import org.signet.edge.json.IssuanceApi;
import org.signet.edge.json.MetricsDoor;
import org.signet.edge.json.RenewalsApi;
import org.signet.edge.json.revocation.RevocationsApi;
import org.signet.edge.store.Stores;
import org.signet.model.Actor;
import org.signet.model.Role;

/** A running server: the doors hung into the HTTP server, and the scheduled work. */
public final class Server implements AutoCloseable {
    private static final String DATABASE_SILENT = "The database does not answer in time.";
    private static final Duration BALANCERS_TAKE = Duration.ofSeconds(15);

    private final Signet signet;
    private final WebServer web;
    private final LdapService ldap;
    private final Schedule schedule;
    private final Rounds watch;
    private final Health health;
    private final List<String> addresses;

    private Server(
            Signet signet,
            WebServer web,
            LdapService ldap,
            Schedule schedule,
            Rounds watch,
            Health health,
            List<String> addresses) {
        this.signet = signet;
        this.health = health;
        this.web = web;
        this.ldap = ldap;
        this.schedule = schedule;
        this.watch = watch;
        this.addresses = addresses;
    }

    /** Opens the listeners and begins the scheduled work. */
    public static Server start(Signet signet) {
        Enrollments enrollments = signet.enrollments(signet.letters());
        RateLimits limits = new RateLimits(new Stores(signet.database()).totals(), signet.clock());
        StatusService status = StatusService.of(signet);
        Rounds watch = Checkup.ofServer(signet, status.responders());
        LdapService ldap = LdapService.of(signet, limits);
        Site site = Site.of(signet, enrollments, watch, limits, ldap::place);
        List<Door> doors = new ArrayList<>(site.doors());
        AddressBook book = signet.addressBook();
        CrlFiles crls = new CrlFiles(signet.crlStore(), signet.folder().crls());
        doors.add(new StatusFiles(crls, signet.hierarchy()::certificate, movedCrls(signet), signet.clock()));
        Metrics metrics = metrics(signet, watch);
        ldap.measureBy(metrics);
        doors.add(new MetricsDoor(metrics, signet.apiTokens()));
        doors.add(status.door(metrics::ocspAnswered));
        Health health = health(signet);
        doors.add(health);
        // One for all doors: who is stopped at one of them is not let in by the other.
        RateLimit lookups = limits.shared("lookup", 60, Duration.ofSeconds(1));
        doors.add(new CertificatesApi(book.directory(), signet.apiTokens(), lookups));
        doors.add(new CertificateStoreDoor(book.search(), crls, signet.apiTokens(), lookups));
        doors.add(issuanceApi(signet));
        doors.add(revocationsApi(signet, limits));
        doors.add(new ApiDescription());
        doors.add(enrollmentsApi(signet, enrollments, limits));
        // Each asking is a signature to check, and may end in a certificate.
        doors.add(new RenewalsApi(
                signet.renewals(signet.config().url()), limits.shared("renewal", 20, Duration.ofSeconds(10))));
        WebServer web = web(signet, doors, site, metrics);
        List<String> addresses = web.start();
        ldap.start(web);
        signet.oversight().begin();
        Schedule schedule = new Schedule(signet);
        schedule.start(status.responders(), watch, limits);
        health.begin();
        return new Server(signet, web, ldap, schedule, watch, health, addresses);
    }

    private static WebServer web(Signet signet, List<Door> doors, Site site, Metrics metrics) {
        WebServer web = new WebServer(
                        settings(signet.config()), doors, site.front().problemPage(), signet.random())
                .measuredBy(metrics)
                .withPagesAt(signet.config().url());
        if (signet.config().access().clientCertificates()) {
            web.askingForCertificatesOf(
                    () -> AcceptedIssuers.of(signet.authority().issuers()));
        }
        return web;
    }

    private static Health health(Signet signet) {
        return new Health(
                new Pulse(() -> hindrances(signet), DATABASE_SILENT),
                new Pulse(() -> troubles(signet), DATABASE_SILENT));
    }

    /** Where imported CAs had their CRLs, as far as it is a plain path: the host's name is moved to this server. */
    private static Map<String, String> movedCrls(Signet signet) {
        Map<String, String> paths = new HashMap<>();
        for (Issuer issuer : signet.authority().issuers()) {
            String path = URI.create(issuer.crlUrl()).getPath();
            if (issuer.standing() == Issuer.Standing.IMPORTED
                    && path.matches("(/[A-Za-z0-9._~-]+)+")
                    && !path.startsWith("/crl/")) {
                paths.put(path, issuer.id());
            }
        }
        return paths;
    }

    private static Metrics metrics(Signet signet, Watch watch) {
        Metrics metrics = new Metrics(Checkup.figures(signet, watch));
        metrics.total(
                "signet.database.units",
                "Units of work stored.",
                () -> signet.database().transactions().units());
        metrics.total("signet.database.syncs", "Disk syncs, each of which many units may share.", signet::syncs);
        return metrics;
    }

    /** Beginning mails something; a proof tries a mailed code. */
    private static EnrollmentsApi enrollmentsApi(Signet signet, Enrollments enrollments, RateLimits limits) {
        return new EnrollmentsApi(
                enrollments,
                signet.keyCertification(enrollments),
                limits.shared("enrollment", 30, Duration.ofSeconds(10)),
                limits.shared("enrollment-proof", 20, Duration.ofSeconds(10)));
    }

    private static IssuanceApi issuanceApi(Signet signet) {
        return new IssuanceApi(
                signet.apiTokens(),
                signet.waysToEnroll(signet.letters()).fourEyes(),
                signet.operatorIssuance(),
                signet.profiles());
    }

    private static RevocationsApi revocationsApi(Signet signet, RateLimits limits) {
        WaysToRevoke ways = signet.waysToRevoke();
        // Serial numbers can be tried, and a proof revokes.
        RevocationsApi.Limits often = new RevocationsApi.Limits(
                limits.shared("status", 60, Duration.ofSeconds(1)),
                limits.shared("key-proof", 10, Duration.ofSeconds(30)));
        return new RevocationsApi(
                signet.apiTokens(), ways.byProgram(), ways.byKey(), signet.certificates(), often, signet.clock());
    }

    private static ServerSettings settings(Config config) {
        Config.Listen listen = config.listen();
        String address = listen.address() == null ? "127.0.0.1" : listen.address();
        Optional<TlsFiles> tls = listen.tlsFiles();
        Optional<Listener> status = tls.map(files -> new Listener(address, listen.statusPort(), Optional.empty()));
        return new ServerSettings(new Listener(address, listen.port(), tls), status, listen.behindProxy());
    }

    /** What keeps this node from its work, and another one perhaps not. */
    private static List<String> hindrances(Signet signet) {
        try {
            signet.database().ping();
            return List.of();
        } catch (RuntimeException e) {
            return List.of("The database takes no changes; is it away, or its disk nearly full?");
        }
    }

    /** What else is amiss: the issuing key, a CRL that ended. */
    private static List<String> troubles(Signet signet) {
        List<String> problems = new ArrayList<>();
        signet.authority()
                .issuing(signet.clock().instant())
                .run(
                        issuer -> {
                            if (!signet.keys().isOpen(issuer)) {
                                problems.add("The issuing key is not open.");
                            }
                        },
                        refusal -> problems.add(refusal.detail()));
        signet.crls().overdue().forEach(issuer -> problems.add("The CRL of " + issuer + " has ended."));
        return problems;
    }

    /** Every address it listens on, and where people go. */
    public List<String> addresses() {
        List<String> all = new ArrayList<>();
        String url = signet.config().url();
        all.add(url + "  for people");
        if (signet.config().mail().transport() == Config.Mail.Transport.OUTBOX) {
            all.add(url + "/outbox  mail, in place of a mail server");
        }
        Stream.concat(addresses.stream(), ldap.urls().stream())
                .filter(address -> !address.replace("127.0.0.1", "localhost").equals(url))
                .forEach(address -> all.add(address + "  listening here"));
        return all;
    }

    /** {@link WebServer#routes()} of all its doors. */
    public List<String> routes() {
        return web.routes();
    }

    /** Makes a one-time link for the first administrator, while no administrator has set a password. */
    public Optional<String> inviteFirstAdministrator() {
        Accounts accounts = signet.accounts();
        List<Account> administrators = accounts.all().stream()
                .filter(account -> account.role() == Role.ADMINISTRATOR)
                .toList();
        if (administrators.stream().anyMatch(account -> account.password().isPresent())) {
            return Optional.empty();
        }
        String user = administrators.isEmpty()
                ? Founding.FIRST_ADMINISTRATOR
                : administrators.get(0).user();
        return accounts.invite(user, Role.ADMINISTRATOR, Actor.operator("serve"))
                .fold(
                        link -> Optional.of(signet.config().url() + Founding.linkPath(link)),
                        refusal -> Optional.empty());
    }

    /** What an operator should know now. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add("Cryptography: "
                + Providers.choices().entrySet().stream()
                        .map(choice -> choice.getKey() + " by " + choice.getValue())
                        .collect(Collectors.joining(", ")));
        watch.run(Reach.HERE, check -> {}, doing -> {})
                .troubles()
                .forEach(trouble -> notes.add("Note: " + trouble.sentences()));
        return notes;
    }

    /**
     * When the process is told to end: tells load balancers, serves on until they know, lets requests under way come to their end, and
     * closes the CA.
     */
    public void closeAtExit() {
        signet.database().keepOpenAtExit();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            health.end(BALANCERS_TAKE);
                            close();
                            signet.close();
                        },
                        "stop"));
    }

    @Override
    public void close() {
        schedule.close();
        watch.close();
        ldap.close();
        web.close();
    }
}
