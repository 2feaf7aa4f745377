package org.signet.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.app.selfcheck.urls.CertificateUrls;
import org.signet.ca.authority.Issuer;
import org.signet.ca.revocation.CrlStore.PublishedCrl;
import org.signet.ca.watch.Observation;
import org.signet.edge.store.Stores;

/** What is said of the URLs in certificates, by what answers there. */
class CertificateUrlsTest {
    private static final String CRL = "application/pkix-crl";
    private static final String CERTIFICATE = "application/pkix-cert";

    private static final MovingClock CLOCK = MovingClock.started();
    private static HttpServer server;
    private static Signet signet;
    private static String url;

    /** What answers under a path; the right file if nothing is there. */
    private static final Map<String, HttpHandler> WRONG = new java.util.concurrent.ConcurrentHashMap<>();

    @BeforeAll
    static void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                WRONG.getOrDefault(exchange.getRequestURI().getPath(), CertificateUrlsTest::right)
                        .handle(exchange);
            }
        });
        server.start();
        url = "http://localhost:" + server.getAddress().getPort();
        Path folder = TestCa.found(TestCa.temporaryFolder().resolve("urls"), List.of("example.com"), url);
        signet = TestCa.open(folder, CLOCK);
        Wanted.of("ada@example.com").from(signet);
    }

    @AfterAll
    static void stop() {
        server.stop(0);
        signet.close();
    }

    @BeforeEach
    void allIsRight() {
        WRONG.clear();
    }

    private static void right(HttpExchange exchange) throws IOException {
        String file = exchange.getRequestURI().getPath().replaceAll(".*/|\\..*", "");
        if (exchange.getRequestURI().getPath().startsWith("/crl/")) {
            answer(exchange, 200, CRL, crl(file));
        } else if (exchange.getRequestURI().getPath().startsWith("/aia/")) {
            answer(exchange, 200, CERTIFICATE, issuer(file).certificate().der().toArray());
        } else {
            answer(exchange, 404, "text/plain", new byte[0]);
        }
    }

    private static byte[] crl(String issuer) throws IOException {
        PublishedCrl newest = signet.crls().latest(issuer).orElseThrow();
        try (InputStream octets = signet.crlStore().octets(newest)) {
            return octets.readAllBytes();
        }
    }

    private static Issuer issuer(String id) {
        return signet.authority().issuers().stream()
                .filter(issuer -> issuer.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static Map<String, Observation> look() {
        return new CertificateUrls(
                        new Stores(signet.database()).issuers(), signet.certificates(), signet.crlStore(), CLOCK)
                .look(doing -> {}).stream()
                        .filter(seen -> !seen.subject().about().endsWith("/ocsp"))
                        .collect(
                                Collectors.toMap(seen -> seen.subject().about().substring(url.length()), seen -> seen));
    }

    @Test
    void everyUrlIsFetchedOnceAndGood() {
        assertThat(look())
                .allSatisfy((path, seen) -> assertThat(seen.isGood()).isTrue())
                .containsOnlyKeys("/crl/root-1.crl", "/aia/root-1.cer", "/crl/issuing-1.crl", "/aia/issuing-1.cer");
    }

    @ParameterizedTest
    @CsvSource({
        // path, what answers there, what is said
        "/crl/issuing-1.crl, 404 text/plain x, url.missing",
        "/crl/issuing-1.crl, 502 text/html <html>, url.status",
        "/crl/issuing-1.crl, 401 text/plain x, url.status",
        "/crl/issuing-1.crl, 200 text/html <html>, url.page",
        "/crl/issuing-1.crl, 301 https://pki.example/crl/issuing-1.crl, url.https",
        "/crl/issuing-1.crl, 302 http://other.example/crl, url.redirect",
        "/crl/issuing-1.crl, 200 application/pkix-crl nonsense, url.no-crl",
        "/crl/issuing-1.crl, PEM, url.no-crl",
        "/crl/issuing-1.crl, /crl/root-1.crl, url.other-crl",
        "/crl/issuing-1.crl, octets, url.type",
        "/aia/root-1.cer, 404 text/plain x, url.missing",
        "/aia/root-1.cer, 200 text/html <html>, url.page",
        "/aia/root-1.cer, 200 application/pkix-cert nonsense, url.no-certificate",
        "/aia/root-1.cer, /aia/issuing-1.cer, url.other-certificate",
        "/aia/issuing-1.cer, /aia/root-1.cer, url.other-certificate",
    })
    void whatClientsWouldMeetIsTold(String path, String there, String code) {
        WRONG.put(path, exchange -> wrong(exchange, there));
        Map<String, Observation> seen = look();
        assertThat(seen.remove(path).code()).isEqualTo(code);
        assertThat(seen).allSatisfy((other, good) -> assertThat(good.isGood()).isTrue());
    }

    private static void wrong(HttpExchange exchange, String there) throws IOException {
        String[] words = there.split(" ");
        if (there.startsWith("/crl/")) {
            answer(exchange, 200, CRL, crl("root-1"));
        } else if (there.startsWith("/aia/")) {
            String id = there.replaceAll(".*/|\\..*", "");
            answer(exchange, 200, CERTIFICATE, issuer(id).certificate().der().toArray());
        } else if (there.equals("PEM")) {
            answer(exchange, 200, CRL, "-----BEGIN X509 CRL-----\nAAAA\n".getBytes(StandardCharsets.US_ASCII));
        } else if (there.equals("octets")) {
            answer(exchange, 200, "application/octet-stream", crl("issuing-1"));
        } else if (words.length == 2) {
            exchange.getResponseHeaders().set("Location", words[1]);
            answer(exchange, Integer.parseInt(words[0]), "text/plain", new byte[0]);
        } else {
            answer(exchange, Integer.parseInt(words[0]), words[1], words[2].getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void anOldCrlIsToldOnceCachesShouldHaveForgottenIt() throws IOException {
        byte[] old = crl("issuing-1");
        CLOCK.forward(Duration.ofMinutes(1));
        signet.crls().publish(issuer("issuing-1"), TestCa.OPERATOR).orThrow();
        WRONG.put("/crl/issuing-1.crl", exchange -> answer(exchange, 200, CRL, old));
        assertThat(look().get("/crl/issuing-1.crl").code()).isEqualTo("url.crl");
        CLOCK.forward(Duration.ofMinutes(16));
        assertThat(look().get("/crl/issuing-1.crl").code()).isEqualTo("url.crl-old");
        assertThat(look().get("/aia/issuing-1.cer").isGood()).isTrue();
    }

    @Test
    void aServerThatIsAwayIsAskedOnceForAllItsUrls() throws IOException {
        try (Signet other = TestCa.open(
                TestCa.found(TestCa.temporaryFolder().resolve("away"), List.of("example.com"), "http://localhost:1"),
                CLOCK)) {
            List<Observation> seen = new CertificateUrls(
                            new Stores(other.database()).issuers(), other.certificates(), other.crlStore(), CLOCK)
                    .look(doing -> {});
            assertThat(seen).hasSize(2).allMatch(each -> each.code().equals("url.refused"));
        }
    }
}
