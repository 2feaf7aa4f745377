package org.signet.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.signet.edge.http.ServerSettings.Listener;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.Unavailable;

class WebServerTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private final HttpClient http = HttpClient.newHttpClient();
    private WebServer server;

    @AfterEach
    void stop() {
        server.close();
    }

    private static void doors(RoutesConfig routes) {
        routes.get("/who", ctx -> ctx.result(ctx.ip() + " " + ctx.scheme()));
        routes.get("/crl/x", ctx -> ctx.result("crl"));
        routes.post("/echo", ctx -> ctx.result(ctx.body()));
        routes.get("/fail/{secret}", ctx -> {
            throw new IllegalStateException("database password is hunter2");
        });
        routes.get("/api/v1/refuse", ctx -> {
            throw new RefusedException(RefusalCode.FOREIGN_DOMAIN, "Not \"ours\".");
        });
    }

    private List<String> start(ServerSettings settings) {
        server = new WebServer(settings, List.of(WebServerTest::doors), ProblemPage.plain(), RANDOM);
        return server.start();
    }

    private HttpResponse<String> get(String url, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void every_answer_carries_the_headers() throws Exception {
        String url = start(ServerSettings.loopback(0)).get(0);
        for (String path : List.of("/who", "/nothing", "/fail/x")) {
            HttpResponse<String> answer = get(url + path);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(answer.headers().firstValue("Server")).isEmpty();
        }
    }

    @Test
    void failures_say_a_number_and_nothing_else() throws Exception {
        String url = start(ServerSettings.loopback(0)).get(0);
        HttpResponse<String> answer = get(url + "/fail/secret");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).containsPattern("the number [0-9a-f]{8}").doesNotContain("hunter2");
        assertThat(get(url + "/nothing").statusCode()).isEqualTo(404);
        assertThat(get(url + "/echo").statusCode()).isEqualTo(405);
        HttpResponse<String> unreadable = get(url + "/who/%00");
        assertThat(unreadable.statusCode()).isEqualTo(400);
        assertThat(unreadable.body()).isEqualTo("The request was not understood.\n");
        HttpResponse<String> refused = get(url + "/api/v1/refuse");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(refused.body())
                .isEqualTo("{\"status\":403,\"code\":\"foreign-domain\",\"detail\":\"Not \\\"ours\\\".\"}");
    }

    @Test
    void head_is_answered_as_get_without_the_content() throws Exception {
        String url = start(ServerSettings.loopback(0)).get(0);
        for (String path : List.of("/who", "/nothing", "/echo", "/fail/x", "/api/v1/refuse")) {
            HttpResponse<String> get = get(url + path);
            HttpResponse<String> head = http.send(
                    HttpRequest.newBuilder(URI.create(url + path))
                            .method("HEAD", HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(head.statusCode()).as(path).isEqualTo(get.statusCode());
            assertThat(head.body()).isEmpty();
            for (String name : List.of("Content-Type", "Content-Length", "Cache-Control")) {
                assertThat(head.headers().firstValue(name))
                        .as(path + " " + name)
                        .isEqualTo(get.headers().firstValue(name));
            }
        }
    }

    @Test
    void bodies_and_heads_have_limits() throws Exception {
        String url = start(ServerSettings.loopback(0)).get(0);
        HttpRequest large = HttpRequest.newBuilder(URI.create(url + "/echo"))
                .POST(HttpRequest.BodyPublishers.ofString("x".repeat(64 * 1024 + 1)))
                .build();
        assertThat(http.send(large, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(413);
        assertThat(get(url + "/who", "X-Long", "x".repeat(9000)).statusCode()).isEqualTo(431);
    }

    @Test
    void the_status_listener_answers_status_alone() throws Exception {
        List<String> urls = start(new ServerSettings(
                new Listener("127.0.0.1", 0, Optional.empty()),
                Optional.of(new Listener("127.0.0.1", 0, Optional.empty())),
                false));
        assertThat(get(urls.get(0) + "/who").statusCode()).isEqualTo(200);
        assertThat(get(urls.get(0) + "/crl/x").statusCode()).isEqualTo(200);
        assertThat(get(urls.get(1) + "/crl/x").statusCode()).isEqualTo(200);
        assertThat(get(urls.get(1) + "/who").statusCode()).isEqualTo(404);
    }

    @Test
    void forwarded_headers_count_behind_a_proxy_only() throws Exception {
        String[] headers = {"X-Forwarded-For", "203.0.113.9, 198.51.100.7", "X-Forwarded-Proto", "https"};
        String url = start(ServerSettings.loopback(0)).get(0);
        assertThat(get(url + "/who", headers).body()).isEqualTo("127.0.0.1 http");
        server.close();
        String proxied = start(
                        new ServerSettings(new Listener("127.0.0.1", 0, Optional.empty()), Optional.empty(), true))
                .get(0);
        HttpResponse<String> answer = get(proxied + "/who", headers);
        assertThat(answer.body()).isEqualTo("198.51.100.7 https");
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    @Test
    void a_port_in_use_is_told_in_a_sentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> start(ServerSettings.loopback(taken.getLocalPort())))
                    .isInstanceOf(Unavailable.class)
                    .hasMessage("Cannot listen: port " + taken.getLocalPort()
                            + " of 127.0.0.1 is in use by another program. Stop that one, or choose another port.");
        }
    }
}
