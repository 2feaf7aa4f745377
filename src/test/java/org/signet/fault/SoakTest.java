package org.signet.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.signet.app.Csr;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.access.ApiToken;
import org.signet.ca.access.Scope;
import org.signet.crypto.keys.OneTimeSecret;

/** Work of every kind for eight seconds, or for thirty minutes: what lives on the heap afterwards is what lived there before. */
@Timeout(2400)
class SoakTest {
    private static final int WORKERS = 4;
    /** The database's page cache, a sixteenth of the heap as it counts them, fills in the first minutes. */
    private static final long SLACK = Extent.of(40, 12) * (1L << 20);

    private static final List<String> PAGES = List.of(
            "/",
            "/enroll",
            "/trust",
            "/directory",
            "/check",
            "/ocsp/%20",
            "/nothing",
            "/trust/chain.p7b",
            "/certificates/search.cgi?email=a@example.com");

    private final Map<String, Integer> answers = new ConcurrentHashMap<>();

    @Test
    void memoryDoesNotGrow() throws Exception {
        Duration whole = Duration.ofSeconds(Extent.of(8, 1_800));
        try (Served served = new Served(":")) {
            String secret = token(served);
            // What is kept for quick answers fills first.
            work(served, secret, whole.dividedBy(4));
            long before = served.heap();
            work(served, secret, whole);
            long after = served.heap();
            System.out.printf(
                    "%d s: %s; heap %d KiB, then %d KiB%n",
                    whole.toSeconds(), new TreeMap<>(answers), before >> 10, after >> 10);
            assertThat(after).isLessThan(before + SLACK);
            assertThat(served.errors()).isEmpty();
            assertThat(answers.keySet())
                    .contains("issue 201", "page 200", "crl 200", "find 200")
                    .noneMatch(answer -> answer.endsWith(" 500"));
            assertThat(served.get("/healthz").statusCode()).isEqualTo(200);
        }
    }

    /** One that issues, made beside the running server. */
    private static String token(Served served) {
        try (Signet signet = TestCa.open(served.data)) {
            return signet.apiTokens()
                    .create(
                            new ApiToken.Plan("soak", Set.of(Scope.CERTIFICATES_ISSUE), Set.of("example.com"), 30),
                            TestCa.OPERATOR)
                    .orThrow()
                    .secret()
                    .text();
        }
    }

    private void work(Served served, String secret, Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            Thread worker = new Thread(() -> {
                while (System.nanoTime() < end) {
                    act(served, secret, ThreadLocalRandom.current().nextInt(6));
                }
            });
            worker.start();
            workers.add(worker);
        }
        for (Thread worker : workers) {
            worker.join();
        }
    }

    private void act(Served served, String secret, int what) {
        int person = ThreadLocalRandom.current().nextInt(2_000);
        switch (what) {
            case 0 -> count("issue", served.send(issue(served, secret, person)));
            case 1 -> count("page", served.get(PAGES.get(person % PAGES.size())));
            case 2 -> count("crl", served.get("/crl/issuing-1.crl"));
            case 3 -> count("find", served.get("/api/v1/certificates?email=p" + person + "@example.com"));
            case 4 ->
                count(
                        "code",
                        served.get("/enroll/proof/"
                                + OneTimeSecret.token(TestCa.RANDOM).text()));
            default -> count("enroll", served.send(enroll(served, person)));
        }
    }

    private void count(String what, HttpResponse<String> answer) {
        answers.merge(what + " " + answer.statusCode(), 1, Integer::sum);
    }

    private static HttpRequest.Builder issue(Served served, String secret, int person) {
        String csr = "-----BEGIN CERTIFICATE REQUEST-----\\n"
                + Base64.getEncoder().encodeToString(Csr.fresh()) + "\\n-----END CERTIFICATE REQUEST-----\\n";
        return post(
                        served,
                        "/api/v1/certificates",
                        "{\"csr\":\"" + csr + "\",\"emails\":[\"p" + person + "@example.com\"]}")
                .header("Authorization", "Bearer " + secret);
    }

    private static HttpRequest.Builder enroll(Served served, int person) {
        return post(served, "/api/v1/enrollments", "{\"email\":\"q" + person + "@example.com\",\"name\":\"Ada\"}");
    }

    private static HttpRequest.Builder post(Served served, String path, String json) {
        return HttpRequest.newBuilder(URI.create(served.url + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
    }
}
