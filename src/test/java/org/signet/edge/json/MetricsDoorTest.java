package org.signet.edge.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.signet.app.Server;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.access.ApiToken;
import org.signet.ca.access.Scope;
import org.signet.crypto.policy.KeyType;

/** {@code /metrics} of a running server, read by a strict reader of Prometheus' text format. */
class MetricsDoorTest {
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{((?:[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\",?)*)})?"
                    + " ([-+]?(?:[0-9.]+(?:[eE][-+]?[0-9]+)?|Inf)|NaN)");

    private static Signet signet;
    private static Server server;
    private static int port;

    @BeforeAll
    static void start() throws IOException {
        try (var socket = new java.net.ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        signet = TestCa.open(TestCa.found(
                TestCa.temporaryFolder().resolve("metrics"), KeyType.EC_P256, true, "http://localhost:" + port));
        signet.openIssuingKey().orThrow();
        server = Server.start(signet);
        server.notes();
    }

    @AfterAll
    static void stop() {
        server.close();
        signet.close();
    }

    private static HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every sample by its name and labels; fails on whatever is not in the format. */
    private static Map<String, Double> samples(String text) {
        Map<String, Double> samples = new java.util.TreeMap<>();
        Set<String> typed = new HashSet<>();
        assertThat(text).endsWith("\n");
        for (String line : text.lines().toList()) {
            if (line.startsWith("# TYPE ")) {
                assertThat(line).matches("# TYPE [a-zA-Z_:][a-zA-Z0-9_:]* (counter|gauge|summary|histogram|untyped)");
                assertThat(typed.add(line.split(" ")[2]))
                        .as("typed once: %s", line)
                        .isTrue();
            } else if (!line.startsWith("# HELP ")) {
                Matcher sample = SAMPLE.matcher(line);
                assertThat(sample.matches()).as(line).isTrue();
                assertThat(typed).as(line).anyMatch(sample.group(1)::startsWith);
                String labels = sample.group(2) == null ? "" : "{" + sample.group(2) + "}";
                Double before = samples.put(
                        sample.group(1) + labels, Double.valueOf(sample.group(3).replace("Inf", "Infinity")));
                assertThat(before).as("once: %s", line).isNull();
            }
        }
        return samples;
    }

    @Test
    void figuresOfTheCaAndItsServerAreRead() {
        get("/crl/issuing-1.crl");
        get("/nothing/here");
        get("/ocsp/bm9uc2Vuc2U=");
        get("/enroll/key/a-secret-of-somebody");
        HttpResponse<String> answer = get("/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body()).doesNotContain("a-secret-of-somebody").doesNotContain("/nothing/here");
        Map<String, Double> samples = samples(answer.body());
        assertThat(samples)
                .containsEntry("signet_selfcheck_level{check=\"database\"}", 0.0)
                .containsEntry("signet_selfcheck_level{check=\"files\"}", 1.0)
                .containsEntry("signet_ocsp_answers_total{kind=\"malformed-request\"}", 1.0)
                .containsEntry("signet_crl_number{issuer=\"issuing-1\"}", (double)
                        signet.crls().latest("issuing-1").orElseThrow().number())
                .containsKeys(
                        "signet_selfcheck_age_seconds{reach=\"here\"}",
                        "signet_issuer_left_seconds{issuer=\"root-1\"}",
                        "signet_crl_age_seconds{issuer=\"issuing-1\"}",
                        "signet_crl_left_seconds{issuer=\"root-1\"}",
                        "signet_certificates_issued",
                        "signet_mail_waiting",
                        "signet_database_units_total",
                        "signet_database_syncs_total",
                        "jvm_threads_live_threads",
                        "process_uptime_seconds");
        assertThat(samples.get("signet_crl_left_seconds{issuer=\"issuing-1\"}")).isGreaterThan(9 * 86_400);
        assertThat(samples.keySet())
                .anyMatch(key ->
                        key.matches("signet_http_requests_seconds_count\\{.*route=\"/crl/\\{file}\",status=\"200\"}"))
                .anyMatch(key -> key.matches("signet_http_requests_seconds_count\\{.*status=\"404\"}"));
        assertThat(samples(get("/metrics").body()).keySet()).containsAll(samples.keySet());
    }

    @Test
    void theDashboardShowsFiguresThatThereAre() throws IOException {
        get("/ocsp/bm9uc2Vuc2U=");
        get("/nothing/here");
        Map<String, Double> samples = samples(get("/metrics").body());
        JsonNode dashboard = new ObjectMapper()
                .readTree(Path.of("src", "main", "grafana", "signet.json").toFile());
        Set<String> shown = new HashSet<>();
        for (JsonNode question : dashboard.findValues("expr")) {
            Matcher name = Pattern.compile("(?:by \\(([a-z, ]+)\\) .*?)?\\b((?:signet|jvm|process|system)_\\w+)")
                    .matcher(question.asText());
            assertThat(name.find()).as(question.asText()).isTrue();
            do {
                String figure = name.group(2);
                shown.add(figure);
                List<String> found = samples.keySet().stream()
                        .filter(each -> each.replaceAll("\\{.*", "").equals(figure))
                        .toList();
                assertThat(found).as(figure).isNotEmpty();
                for (String label :
                        name.group(1) == null ? new String[0] : name.group(1).split(", ")) {
                    // That of the node is added by who reads.
                    assertThat(label.equals("instance") || found.get(0).contains(label + "=\""))
                            .as(label + " of " + figure)
                            .isTrue();
                }
            } while (name.find());
        }
        assertThat(shown).hasSizeGreaterThan(20);
    }

    @Test
    void fromElsewhereItTakesATokenOfItsOwnScope() {
        String[] proxied = {"X-Forwarded-For", "10.0.0.1"};
        assertThat(get("/metrics", proxied).statusCode()).isEqualTo(401);
        assertThat(get("/metrics", "X-Real-IP", "10.0.0.1").statusCode()).isEqualTo(401);
        assertThat(get("/metrics", "Via", "1.1 proxy").statusCode()).isEqualTo(401);
        String reading = token("prometheus", Scope.METRICS_READ);
        String finding = token("gateway", Scope.CERTIFICATES_FIND);
        assertThat(get("/metrics", with(proxied, "Authorization", "Bearer " + reading))
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("/metrics", with(proxied, "Authorization", "Bearer " + finding))
                        .statusCode())
                .isEqualTo(403);
        assertThat(get("/metrics", with(proxied, "Authorization", "Bearer nonsense"))
                        .statusCode())
                .isEqualTo(401);
    }

    private static String[] with(String[] headers, String... more) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static String token(String name, Scope scope) {
        return signet.apiTokens()
                .create(new ApiToken.Plan(name, Set.of(scope), Set.of(), 30), TestCa.OPERATOR)
                .orThrow()
                .secret()
                .text();
    }

    @Test
    void aNameThatSomebodyElsesDnsPointsHereIsNotThisMachine() throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write("GET /metrics HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                            .readLine())
                    .startsWith("HTTP/1.1 401");
        }
    }
}
