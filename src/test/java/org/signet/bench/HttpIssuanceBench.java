package org.signet.bench;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.bench.Figure.Bar;
import org.signet.ca.enrollment.Channel;
import org.signet.ca.enrollment.Enrollment;
import org.signet.ca.enrollment.EnrollmentState;
import org.signet.ca.enrollment.Enrollments;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.edge.http.Door;
import org.signet.edge.http.ServerSettings;
import org.signet.edge.http.WebServer;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.json.EnrollmentsApi;
import org.signet.edge.store.database.ChosenDatabase;
import org.signet.model.EmailAddress;
import org.signet.model.PersonName;

/**
 * Durable, audited issuance over HTTP, one certificate a request, P-256, against a bare POST of the same size to the same
 * server. Server and clients share this machine and this process.
 */
final class HttpIssuanceBench {
    private static final int ROUNDS = 5;
    private static final int COUNT = 6_000;

    private final Signet signet;
    private final long person;
    private final int port;

    private HttpIssuanceBench(Signet signet, long person, int port) {
        this.signet = signet;
        this.person = person;
        this.port = port;
    }

    public static void main(String[] arguments) throws Exception {
        System.out.println("Java " + Runtime.version() + ", " + Providers.choices());
        try (Signet signet = TestCa.open(TestCa.found(TestCa.temporaryFolder(), KeyType.EC_P256, true))) {
            Enrollments enrollments = signet.enrollments(null);
            RateLimit none = new RateLimit(Integer.MAX_VALUE, Duration.ofMillis(1), Clock.systemUTC());
            byte[] answer = new byte[4_000];
            Door bare = routes -> routes.post("/bare", ctx -> {
                ctx.bodyAsBytes();
                ctx.result(answer);
            });
            EnrollmentsApi api = new EnrollmentsApi(enrollments, signet.keyCertification(enrollments), none, none);
            try (WebServer server = new WebServer(
                    ServerSettings.loopback(0), List.of(api, bare), (ctx, problem) -> {}, TestCa.RANDOM)) {
                String url = server.start().get(0);
                long person = signet.transactions()
                        .durable(() -> signet.people()
                                .vouchedFor(
                                        List.of(address()),
                                        Optional.of(PersonName.parse("Ada").orThrow()),
                                        TestCa.OPERATOR)
                                .orThrow()
                                .id());
                new HttpIssuanceBench(signet, person, java.net.URI.create(url).getPort()).run();
            }
        }
    }

    private static EmailAddress address() {
        return EmailAddress.parse("ada@example.com").orThrow();
    }

    private void run() throws Exception {
        // A server compiles what it runs for its first half minute of full load.
        for (int warm = 0; warm < 6; warm++) {
            bare(8, COUNT);
            issue(8, COUNT);
        }
        Samples.Rate[] bare = new Samples.Rate[ROUNDS];
        Samples.Rate[] eight = new Samples.Rate[ROUNDS];
        double[] one = new double[ROUNDS];
        double[] many = new double[ROUNDS];
        double[] syncs = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            bare[round] = bare(8, 4 * COUNT);
            eight[round] = issue(8, COUNT);
            one[round] = issue(1, COUNT / 6).perSecond();
            long before = signet.syncs();
            many[round] = issue(32, COUNT).perSecond();
            syncs[round] = (double) (signet.syncs() - before) / COUNT;
        }
        double floor = Samples.median(bare).perSecond();
        double issued = Samples.median(eight).perSecond();
        String on = " over HTTP on " + (ChosenDatabase.isPostgreSql() ? "PostgreSQL" : "H2");
        Figure.of(
                        "Issuance",
                        "durable and audited" + on + ", 8 clients, against a bare POST",
                        issued / floor,
                        "×",
                        Bar.atLeast(0.15),
                        "%s; bare %s",
                        Samples.median(eight),
                        Samples.median(bare))
                .tell();
        Figure.of(
                        "Issuance",
                        "the same" + on + ", a second",
                        issued,
                        "/s",
                        Bar.atLeast(2_145),
                        "three times XiPKI's 715/s")
                .tell();
        Figure.of(
                        "Issuance",
                        "32 clients against 1" + on,
                        Samples.median(many) / Samples.median(one),
                        "×",
                        Bar.atLeast(5),
                        "%,.0f/s against %,.0f/s",
                        Samples.median(many),
                        Samples.median(one))
                .tell();
        if (!ChosenDatabase.isPostgreSql()) {
            Figure.of(
                            "Issuance",
                            "disk syncs a certificate, 32 clients" + on,
                            Samples.median(syncs),
                            "",
                            Bar.atMost(0.2),
                            "a group of requests shares one")
                    .tell();
        }
    }

    private Samples.Rate bare(int clients, int count) throws Exception {
        byte[] body = new byte[600];
        return Samples.time(
                count,
                () -> IssuanceBench.parallel(clients, clients, client -> {
                    try (LeanClient http = new LeanClient(port)) {
                        for (int i = client; i < count; i += clients) {
                            http.post("/bare", "Content-Type: application/pkcs10\r\n", body);
                        }
                    }
                }));
    }

    private Samples.Rate issue(int clients, int count) throws Exception {
        List<byte[]> requests = Requests.make(count);
        List<String> secrets = approved(count);
        return Samples.time(
                count,
                () -> IssuanceBench.parallel(clients, clients, client -> {
                    try (LeanClient http = new LeanClient(port)) {
                        for (int i = client; i < count; i += clients) {
                            http.post(
                                    "/api/v1/enrollment/certificate",
                                    "Content-Type: application/pkcs10\r\nAuthorization: Bearer " + secrets.get(i)
                                            + "\r\n",
                                    requests.get(i));
                        }
                    }
                }));
    }

    /** Enrolments that were approved already, each with its secret. */
    private List<String> approved(int count) {
        List<String> secrets = new ArrayList<>();
        Instant end = Instant.now().plus(Duration.ofDays(1));
        for (int from = 0; from < count; from += 500) {
            int to = Math.min(count, from + 500);
            int first = from;
            signet.transactions().durable(() -> {
                for (int i = first; i < to; i++) {
                    secrets.add(approve(end));
                }
                return null;
            });
        }
        return secrets;
    }

    private String approve(Instant end) {
        OneTimeSecret secret = OneTimeSecret.token(TestCa.RANDOM);
        signet.enrollmentStore()
                .insert(new Enrollment(
                        OneTimeSecret.token(TestCa.RANDOM).text().substring(0, 22),
                        address(),
                        PersonName.parse("Ada").orThrow(),
                        List.of(),
                        false,
                        Channel.BROWSER,
                        "en",
                        "127.0.0.1",
                        Instant.now(),
                        EnrollmentState.APPROVED,
                        new Enrollment.Proof(OneTimeSecret.token(TestCa.RANDOM).digest(), end, 0),
                        new Enrollment.Secret(secret.digest(), end),
                        person,
                        null,
                        null,
                        null));
        return secret.text();
    }
}
