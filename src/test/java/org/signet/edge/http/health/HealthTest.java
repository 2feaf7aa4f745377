package org.signet.edge.http.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signet.edge.http.Door;
import org.signet.edge.http.ProblemPage;
import org.signet.edge.http.ServerSettings;
import org.signet.edge.http.WebServer;

class HealthTest {
    private static final String WELL = "200 {\"status\":\"ok\"}";

    private final HttpClient http = HttpClient.newHttpClient();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private volatile List<String> hindrances = List.of();
    private volatile List<String> troubles = List.of();
    private final Health health = new Health(() -> hindrances, () -> troubles);
    private WebServer server;
    private String url;

    @BeforeEach
    void start() {
        Door slow = routes -> routes.get("/slow", ctx -> {
            arrived.countDown();
            release.await();
            ctx.result("done");
        });
        server = new WebServer(
                ServerSettings.loopback(0), List.of(health, slow), ProblemPage.plain(), new SecureRandom());
        url = server.start().get(0);
    }

    @AfterEach
    void stop() {
        release.countDown();
        server.close();
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    @Test
    void what_hinders_a_node_does_not_kill_it_and_what_no_node_mends_does_not_turn_people_away() throws Exception {
        assertThat(get("/healthz/ready"))
                .isEqualTo("503 {\"status\":\"unwell\",\"problems\":[\"This node is being started.\"]}");
        health.begin();
        assertThat(get("/healthz/ready")).isEqualTo(WELL);
        hindrances = List.of("The database is away.");
        String away = "503 {\"status\":\"unwell\",\"problems\":[\"The database is away.\"]}";
        assertThat(get("/healthz")).isEqualTo(away);
        assertThat(get("/healthz/ready")).isEqualTo(away);
        assertThat(get("/healthz/live")).isEqualTo(WELL);
        hindrances = List.of();
        troubles = List.of("The token is unplugged.");
        assertThat(get("/healthz")).startsWith("503 ").contains("The token is unplugged.");
        assertThat(get("/healthz/ready")).isEqualTo(WELL);
        assertThat(get("/healthz/live")).isEqualTo(WELL);
    }

    @Test
    void load_balancers_are_told_thrice_before_the_node_ends() throws Exception {
        health.begin();
        assertThat(get("/healthz/ready")).isEqualTo(WELL);
        CompletableFuture<Void> ending = CompletableFuture.runAsync(() -> health.end(Duration.ofMinutes(1)));
        while (get("/healthz/ready").equals(WELL)) {
            Thread.onSpinWait();
        }
        assertThat(get("/healthz/ready")).startsWith("503 ").contains("This node is being stopped.");
        assertThat(ending).isNotDone();
        assertThat(get("/healthz/live")).isEqualTo(WELL);
        get("/healthz/ready");
        ending.get(10, TimeUnit.SECONDS);
    }

    @Test
    void where_nobody_watches_nobody_is_waited_for() {
        health.begin();
        long before = System.nanoTime();
        health.end(Duration.ofMinutes(1));
        assertThat(System.nanoTime() - before).isLessThan(Duration.ofSeconds(10).toNanos());
    }

    @Test
    void requests_under_way_come_to_their_end() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(
                HttpRequest.newBuilder(URI.create(url + "/slow")).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
        Thread.sleep(300);
        assertThat(closing).isNotDone();
        assertThat(answer).isNotDone();
        release.countDown();
        assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("done");
        closing.get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_look_that_hangs_holds_nobody_up_and_is_not_repeated_meanwhile() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        Pulse pulse = new Pulse(
                () -> {
                    looks.incrementAndGet();
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return List.of();
                },
                "It is silent.",
                Duration.ofMillis(200));
        long before = System.nanoTime();
        for (int i = 0; i < 50; i++) {
            assertThat(pulse.get()).containsExactly("It is silent.");
        }
        assertThat(System.nanoTime() - before).isLessThan(Duration.ofSeconds(5).toNanos());
        assertThat(looks).hasValue(1);
        release.countDown();
        Thread.sleep(1_100);
        assertThat(pulse.get()).isEmpty();
        assertThat(pulse.get()).isEmpty();
        assertThat(looks).hasValue(2);
    }

    @Test
    void a_look_that_fails_is_told_as_silence() {
        Pulse pulse = new Pulse(
                () -> {
                    throw new IllegalStateException("password hunter2");
                },
                "It is silent.");
        assertThat(pulse.get()).containsExactly("It is silent.");
    }
}
