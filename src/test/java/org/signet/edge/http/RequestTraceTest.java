package org.signet.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.edge.http.ServerSettings.Listener;
import org.slf4j.LoggerFactory;

class RequestTraceTest {
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger("org.signet");
    private static final Logger REQUESTS = (Logger) LoggerFactory.getLogger("org.signet.requests");

    private final HttpClient http = HttpClient.newHttpClient();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private WebServer server;

    @BeforeEach
    void listen() {
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        ROOT.addAppender(log);
    }

    @AfterEach
    void stop() {
        server.close();
        ROOT.detachAppender(log);
        REQUESTS.setLevel(Level.OFF);
    }

    private String start(boolean behindProxy) {
        Door door = routes -> {
            routes.get("/well/{secret}", ctx -> ctx.result("well"));
            routes.get("/fail/{secret}", ctx -> {
                throw new IllegalStateException("foreseen by nobody");
            });
        };
        server = new WebServer(
                new ServerSettings(new Listener("127.0.0.1", 0, Optional.empty()), Optional.empty(), behindProxy),
                List.of(door),
                ProblemPage.plain(),
                new SecureRandom());
        return server.start().get(0);
    }

    private String id(String url, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return answer.headers().firstValue("X-Request-Id").orElse("none");
    }

    @Test
    void each_answer_names_its_request_and_so_does_each_line_of_it() throws Exception {
        String url = start(false);
        Set<String> ids = new TreeSet<>();
        for (String path : List.of("/well/x", "/nothing", "/fail/x", "/well/x", "/fail/y")) {
            ids.add(id(url + path));
        }
        assertThat(ids).hasSize(5).allMatch(id -> id.matches("[0-9a-f]{16}"));
        assertThat(log.list).hasSize(2);
        assertThat(log.list)
                .allSatisfy(line ->
                        assertThat(ids).contains(line.getMDCPropertyMap().get("request")));
        assertThat(log.list.get(0).getMDCPropertyMap())
                .isNotEqualTo(log.list.get(1).getMDCPropertyMap());
    }

    @Test
    void a_proxy_may_name_it_and_nobody_else() throws Exception {
        String given = "0b8e4a1e-7f0c-4a6e-9f5e-2f9d5a3c1b7d";
        assertThat(id(start(false) + "/well/x", "X-Request-Id", given)).isNotEqualTo(given);
        server.close();
        assertThat(id(start(true) + "/well/x", "X-Request-Id", given)).isEqualTo(given);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"short", "with space and more", "quote\"quote\"", "{jndi:ldap://evil.example}", "ümläutümläut"})
    void but_by_no_name_that_does_harm(String given) throws Exception {
        assertThat(id(start(true) + "/well/x", "X-Request-Id", given)).matches("[0-9a-f]{16}");
    }

    @Test
    void a_line_for_each_request_tells_its_route_and_not_its_path() throws Exception {
        REQUESTS.setLevel(Level.INFO);
        String id = id(start(false) + "/well/hunter2?q=hunter3");
        for (int tries = 0; log.list.isEmpty() && tries < 100; tries++) {
            Thread.sleep(20);
        }
        assertThat(log.list).singleElement().satisfies(line -> {
            assertThat(line.getKeyValuePairs().toString())
                    .contains("GET", "/well/{secret}", "200", "127.0.0.1")
                    .doesNotContain("hunter");
            assertThat(line.getMDCPropertyMap()).containsEntry("request", id);
        });
    }
}
