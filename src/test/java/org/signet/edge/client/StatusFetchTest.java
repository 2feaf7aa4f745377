package org.signet.edge.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.app.MovingClock;
import org.signet.crypto.x509.revocation.Chain;
import org.signet.crypto.x509.revocation.StoredCrl;
import org.signet.model.Bytes;
import org.signet.model.Outcome;

/** Against a real server, which does what servers should not. */
class StatusFetchTest {
    private static final Bytes CRL = Chain.make().crl(empty -> {});

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private StatusFetch fetch;
    private final MovingClock clock = new MovingClock(Chain.NOW);

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
        fetch = fetch(Reach.PUBLIC.with("127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        fetch.close();
        server.stop(0);
    }

    private StatusFetch fetch(Reach reach) {
        return new StatusFetch(reach, clock, Duration.ofMillis(1500));
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private String serve(String path, Answer answer) {
        server.createContext(path, exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            try (exchange) {
                answer.to(exchange);
            }
        });
        return url(path);
    }

    private static void send(HttpExchange exchange, Bytes body) throws IOException {
        exchange.sendResponseHeaders(200, body.length());
        exchange.getResponseBody().write(body.toArray());
    }

    private String redirecting(String path, String to) {
        return serve(path, exchange -> {
            exchange.getResponseHeaders().set("Location", to);
            exchange.sendResponseHeaders(302, -1);
        });
    }

    private static String refusal(Outcome<?> outcome) {
        return outcome.fold(value -> "none", refusal -> refusal.detail());
    }

    @Test
    void aCrlIsFetchedAndKept() {
        String url = serve("/a.crl", exchange -> {
            // It cannot be sent back.
            exchange.getResponseHeaders().set("ETag", "\"\u00e9\"");
            send(exchange, CRL);
        });
        StoredCrl first = fetch.crl(url).orThrow();
        assertThat(first.thisUpdate()).isEqualTo(Chain.NOW);
        assertThat(first.url()).isEqualTo(url);
        clock.forward(Duration.ofMinutes(59));
        assertThat(fetch.crl(url).orThrow()).isSameAs(first);
        assertThat(asked).hasSize(1);
        clock.forward(Duration.ofMinutes(2));
        fetch.crl(url).orThrow();
        assertThat(asked).hasSize(2);
    }

    @Test
    void itIsAskedForAnewByItsTag() {
        List<String> tags = new ArrayList<>();
        String url = serve("/a.crl", exchange -> {
            tags.add(exchange.getRequestHeaders().getFirst("If-None-Match"));
            exchange.getResponseHeaders().set("ETag", "\"7\"");
            exchange.getResponseHeaders().set("Cache-Control", "public, max-age=60");
            if (tags.size() > 1) {
                exchange.sendResponseHeaders(304, -1);
            } else {
                send(exchange, CRL);
            }
        });
        StoredCrl first = fetch.crl(url).orThrow();
        clock.forward(Duration.ofSeconds(61));
        assertThat(fetch.crl(url).orThrow()).isSameAs(first);
        clock.forward(Duration.ofSeconds(30));
        assertThat(fetch.crl(url).orThrow()).isSameAs(first);
        assertThat(tags).containsExactly(null, "\"7\"");
    }

    @Test
    void aCrlInForceOutlivesItsServer() {
        boolean[] dead = {false};
        String url = serve("/a.crl", exchange -> {
            if (dead[0]) {
                exchange.sendResponseHeaders(503, -1);
            } else {
                send(exchange, CRL);
            }
        });
        fetch.crl(url).orThrow();
        dead[0] = true;
        clock.forward(Duration.ofDays(2));
        assertThat(fetch.crl(url).isOk()).isTrue();
        clock.forward(Duration.ofDays(6));
        assertThat(refusal(fetch.crl(url))).contains("status 503");
    }

    @Test
    void aFailureIsRememberedForAMinute() {
        String url = serve("/a.crl", exchange -> exchange.sendResponseHeaders(404, -1));
        for (int i = 0; i < 3; i++) {
            assertThat(refusal(fetch.crl(url))).contains("status 404");
        }
        assertThat(asked).hasSize(1);
        clock.forward(Duration.ofSeconds(61));
        fetch.crl(url);
        assertThat(asked).hasSize(2);
    }

    @Test
    void redirectsAreFollowedWithinReach() {
        serve("/a.crl", exchange -> send(exchange, CRL));
        String url = redirecting("/b.crl", "/a.crl");
        assertThat(fetch.crl(url).isOk()).isTrue();
        redirecting("/c.crl", "/b.crl");
        assertThat(fetch.crl(redirecting("/d.crl", "/c.crl")).isOk()).isTrue();
        assertThat(refusal(fetch.crl(redirecting("/e.crl", "/d.crl")))).contains("redirects more than 3 times");
    }

    @ParameterizedTest
    @CsvSource({
        "file:///etc/passwd, than the web",
        "ldap://127.0.0.1/cn=ca, than the web",
        "ftp://127.0.0.1/a.crl, than the web",
        "http://localhost/a.crl, not public",
        "http://127.0.0.1/a.crl, not public",
        "http://[::1]/a.crl, not public",
        "http://[::ffff:127.0.0.1]/a.crl, not public",
        "http://2130706433/a.crl, not public",
        "http://0x7f.1/a.crl, not resolve",
        "http://169.254.169.254/latest, not public",
        "https://10.0.0.1/a.crl, not public",
        "http://127.0.0.1:22/a.crl, port",
        "http://ada:secret@pki.example.org/a.crl, user name",
    })
    void redirectsAndAddressesBeyondReachAreRefused(String to, String why) {
        assertThat(refusal(fetch.crl(redirecting("/r", to)))).contains(why);
        assertThat(refusal(fetch.crl(to))).contains(why.equals("than the web") ? "no web address" : why);
    }

    /** Each name that is there leads to this machine, and a port that is allowed to none but a known host is refused. */
    @Test
    void aNameThatLeadsToThisMachineIsNotFollowed() throws IOException {
        String other = "http://localhost:" + server.getAddress().getPort() + "/a.crl";
        serve("/a.crl", exchange -> send(exchange, CRL));
        assertThat(refusal(fetch.crl(other))).contains("port");
        assertThat(asked).isEmpty();
        try (StatusFetch everywhere = fetch(Reach.EVERYWHERE)) {
            assertThat(everywhere.crl(other).isOk()).isTrue();
        }
    }

    @Test
    void aDrippingServerIsLeft() {
        String url = serve("/a.crl", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            for (int i = 0; i < 100; i++) {
                out.write(0x30);
                out.flush();
                // The server's own slowness, which is what is tested.
                LockSupport.parkNanos(100_000_000);
            }
        });
        long start = System.nanoTime();
        assertThat(refusal(fetch.crl(url))).contains("does not answer in time");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void aSilentServerIsLeft() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                StatusFetch everywhere = fetch(Reach.EVERYWHERE)) {
            assertThat(refusal(everywhere.crl("http://127.0.0.1:" + silent.getLocalPort() + "/a.crl")))
                    .contains("does not answer in time");
        }
    }

    @Test
    void tooMuchIsNotTaken() {
        String url = serve("/ocsp", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[65 * 1024]);
        });
        assertThat(refusal(fetch.ocsp(url, Bytes.of((byte) 1), body -> Optional.empty())))
                .contains("more than 65536 bytes");
    }

    @Test
    void compressedAnswersAreNotTaken() {
        String url = serve("/a.crl", exchange -> {
            assertThat(exchange.getRequestHeaders().getFirst("Accept-Encoding")).isEqualTo("identity");
            assertThat(exchange.getRequestHeaders().getFirst("User-Agent")).isEqualTo("signet");
            assertThat(exchange.getRequestHeaders().getFirst("Cookie")).isNull();
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            send(exchange, CRL);
        });
        assertThat(refusal(fetch.crl(url))).contains("compressed");
    }

    @Test
    void whatIsNoCrlIsNotKept() {
        String url = serve("/a.crl", exchange -> send(exchange, Bytes.of((byte) 0x30, (byte) 0)));
        assertThat(refusal(fetch.crl(url))).contains("no well-formed CRL");
    }

    @Test
    void anOcspAnswerIsKeptForAsLongAsItHolds() {
        String url = serve("/ocsp", exchange -> {
            assertThat(exchange.getRequestHeaders().getFirst("Content-Type")).isEqualTo("application/ocsp-request");
            send(exchange, Bytes.of(exchange.getRequestBody().readAllBytes()));
        });
        Bytes request = Bytes.of((byte) 5);
        Optional<Instant> end = Optional.of(clock.instant().plusSeconds(60));
        for (int i = 0; i < 2; i++) {
            assertThat(fetch.ocsp(url, request, body -> end).orThrow()).isEqualTo(request);
        }
        assertThat(asked).hasSize(1);
        clock.forward(Duration.ofSeconds(61));
        fetch.ocsp(url, request, body -> end);
        assertThat(asked).hasSize(2);
        fetch.ocsp(url, Bytes.of((byte) 6), body -> Optional.empty());
        fetch.ocsp(url, Bytes.of((byte) 6), body -> Optional.empty());
        assertThat(asked).hasSize(4);
    }

    @Test
    void aPostIsNotTurnedIntoAGet() {
        serve(
                "/ocsp",
                exchange -> send(exchange, Bytes.of(exchange.getRequestBody().readAllBytes())));
        for (var row : Map.of(302, "status 302", 303, "status 303", 307, "none", 308, "none")
                .entrySet()) {
            String url = serve("/moved" + row.getKey(), exchange -> {
                exchange.getResponseHeaders().set("Location", "/ocsp");
                exchange.sendResponseHeaders(row.getKey(), -1);
            });
            assertThat(refusal(fetch.ocsp(url, Bytes.of((byte) 1), body -> Optional.empty())))
                    .contains(row.getValue());
        }
    }
}
