package org.signet.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.signet.app.Config;
import org.signet.app.Csr;
import org.signet.app.DataFolder;
import org.signet.app.Server;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.app.relocation.Move;
import org.signet.ca.revocation.Revocation;
import org.signet.crypto.policy.KeyType;
import org.signet.interop.Packaged;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

/** Two nodes whose PostgreSQL is killed, or which are cut off from it, or hear nothing from it any more. */
@Timeout(600)
class LostDatabaseTest {
    /** Seconds until a server that is silent counts as lost; the driver's default is the program's own. */
    private static final String IMPATIENT = Extent.isWhole() ? "" : "?socketTimeout=4&connectTimeout=2";

    private static final Duration BOUND = Extent.isWhole() ? Duration.ofSeconds(80) : Duration.ofSeconds(25);
    private static final String NOW = "cast(extract(epoch from current_timestamp) as bigint)";
    private static OwnPostgres database;
    private static Cable cable;
    /** Under what name the first node has the duty. */
    private static String first;

    private static Node one;
    private static Node two;

    /** A node that serves. */
    private record Node(Signet signet, Server server, String url) implements AutoCloseable {
        private static final HttpClient HTTP = HttpClient.newHttpClient();

        static Node start(Path folder, String url) {
            Signet signet = TestCa.open(folder);
            signet.openIssuingKey().orThrow();
            return new Node(signet, Server.start(signet), url);
        }

        HttpResponse<String> get(String path) {
            return send(HttpRequest.newBuilder(URI.create(url + path)));
        }

        HttpResponse<String> find() {
            return get("/api/v1/certificates?email=ada@example.com");
        }

        HttpResponse<String> health() {
            return get("/healthz");
        }

        HttpResponse<String> enroll() {
            return send(HttpRequest.newBuilder(URI.create(url + "/api/v1/enrollments"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"email\":\"ada@example.com\",\"name\":\"Ada\"}")));
        }

        HttpResponse<String> prove() {
            return send(HttpRequest.newBuilder(URI.create(url + "/api/v1/enrollments/none/proof"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"codes\":[\"12345678\"]}")));
        }

        private static HttpResponse<String> send(HttpRequest.Builder request) {
            try {
                return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        SerialNumber issue() throws Exception {
            return BusyProcess.issue(signet, "ada", Csr.key(KeyType.EC_P256));
        }

        @Override
        public void close() {
            server.close();
            signet.close();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        database = new OwnPostgres();
        cable = new Cable(database.port());
        int port = Packaged.freePort();
        int second = Packaged.freePort();
        Path parent = TestCa.temporaryFolder();
        Path folder = TestCa.found(parent.resolve("one"), List.of("example.com"), "http://localhost:" + port);
        new Move(new DataFolder(folder), Clock.systemUTC())
                .to(
                        new Config.Database(database.url(cable.port()) + IMPATIENT, null, null),
                        TestCa.OPERATOR,
                        (table, done, all) -> {});
        Path other = parent.resolve("two");
        try (var files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.copy(file, other.resolve(folder.relativize(file).toString()));
            }
        }
        TestCa.configure(
                other,
                text -> text.replace("localhost:" + cable.port(), "localhost:" + database.port())
                        .replace("[database]", "[database]\nnode = \"two\"")
                        .replaceFirst("(?m)^port = " + port, "port = " + second));
        one = Node.start(folder, "http://localhost:" + port);
        LostDatabaseTest.first = holder();
        two = Node.start(other, "http://localhost:" + second);
    }

    @AfterAll
    static void stop() {
        two.close();
        one.close();
        cable.close();
        database.close();
    }

    private static void eventually(String what, Duration within, BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** That each kind of request is refused in time, in words. */
    private static void assertUnavailable(Node... nodes) {
        Stream.of(nodes)
                .flatMap(node -> Stream.<Supplier<HttpResponse<String>>>of(node::find, node::enroll, node::health))
                .map(CompletableFuture::supplyAsync)
                .toList()
                .forEach(answer -> assertRefused(
                        answer.orTimeout(BOUND.toSeconds(), TimeUnit.SECONDS).join()));
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.body()).doesNotContain("localhost", "SQL", "jdbc");
        if (answer.uri().getPath().startsWith("/api/")) {
            assertThat(answer.body()).contains("Try again in a minute");
            assertThat(answer.headers().firstValue("Retry-After")).contains("60");
        }
    }

    private static void assertGoesOn(Node node, SerialNumber... before) throws Exception {
        eventually("look-ups", BOUND, () -> node.find().statusCode() == 200);
        eventually("requests", BOUND, () -> node.enroll().statusCode() == 202);
        eventually("it is well", BOUND, () -> node.health().statusCode() == 200);
        node.issue();
        assertThat(before)
                .allMatch(serial -> node.signet().certificates().find(serial).isPresent());
        assertThat(node.signet().audit().verify().broken()).isEmpty();
    }

    /** The doors of one node know what was taken at those of the other. */
    @Test
    void whatOneNodeLetThroughCountsOnTheOther() throws Exception {
        Supplier<String> told =
                () -> database.query("select max(owed_until) from rate_total where limit_name = 'enrollment-proof'");
        for (int i = 0; i < 20; i++) {
            assertThat(one.prove().statusCode()).isNotEqualTo(429);
        }
        eventually("one tells", BOUND, () -> told.get() != null);
        String before = told.get();
        for (int i = 0; i < 5; i++) {
            assertThat(two.prove().statusCode()).as("it knows nothing yet").isNotEqualTo(429);
        }
        eventually("two tells", BOUND, () -> !told.get().equals(before));
        AtomicInteger more = new AtomicInteger();
        eventually("two learns", BOUND, () -> two.prove().statusCode() == 429 || more.incrementAndGet() > 9);
        assertThat(more.get()).as("alone it would let 15 more through").isLessThan(9);
    }

    @Test
    void aServerThatIsKilledAndStartedAgain() throws Exception {
        SerialNumber before = one.issue();
        database.kill();
        try {
            assertUnavailable(one, two);
        } finally {
            database.start();
        }
        assertGoesOn(one, before);
        assertGoesOn(two, before);
    }

    /** As the next, but told at once. */
    @Test
    @EnabledIfSystemProperty(named = "signet.endurance", matches = "true")
    void aNodeThatIsCutOffLosesItsDutyAndComesBack() throws Exception {
        SerialNumber before = one.issue();
        giveDutyToOne();
        cable.cut();
        try {
            assertUnavailable(one);
            assertTakesOver();
        } finally {
            cable.mend();
        }
        assertGoesOn(one, before);
    }

    @Test
    void aNodeThatHearsNothingAnyMoreNoticesAndComesBack() throws Exception {
        SerialNumber before = one.issue();
        giveDutyToOne();
        cable.hang();
        try {
            assertUnavailable(one);
            assertTakesOver();
        } finally {
            cable.cut();
            cable.mend();
        }
        assertGoesOn(one, before);
    }

    private static String holder() {
        return database.query("select holder from duty");
    }

    private static int secondsLeft() {
        return Integer.parseInt(database.query("select until - " + NOW + " from duty"));
    }

    /** Which claims it further within seconds, and only then knows that it has it. */
    private static void giveDutyToOne() throws Exception {
        if (!holder().equals(first) || secondsLeft() < 10) {
            database.query("update duty set holder = '" + first + "', until = " + NOW + " + 10");
            eventually("it is claimed further", BOUND, () -> secondsLeft() > 11);
        }
        assertThat(holder()).isEqualTo(first);
    }

    /** The time for which the duty is claimed goes by. */
    private static void passTime() {
        if (!Extent.isWhole()) {
            database.query("update duty set until = least(until, " + NOW + " + 2)");
        }
    }

    /** A revocation at the other node is published, whoever had the duty before. */
    private static void assertTakesOver() throws Exception {
        SerialNumber revoked = two.issue();
        long before = Long.parseLong(database.query("select max(number) from crl"));
        passTime();
        two.signet()
                .revocation()
                .revoke(revoked, Revocation.Grounds.of(RevocationReason.KEY_COMPROMISE), TestCa.OPERATOR)
                .orThrow();
        eventually(
                "the other node publishes",
                Duration.ofSeconds(40),
                () -> Long.parseLong(database.query("select max(number) from crl")) > before);
        assertThat(holder()).isNotEqualTo(first);
    }
}
