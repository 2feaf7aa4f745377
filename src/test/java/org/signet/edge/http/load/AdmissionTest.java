package org.signet.edge.http.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.signet.edge.http.ProblemPage;
import org.signet.edge.http.ServerSettings;
import org.signet.edge.http.WebServer;
import org.signet.edge.web.attack.Wire;

/** More requests than can be worked on at once. */
@Timeout(60)
class AdmissionTest {
    private final CountDownLatch free = new CountDownLatch(1);
    private final AtomicInteger working = new AtomicInteger();
    private WebServer server;
    private String url;

    @BeforeEach
    void start() {
        server = new WebServer(
                ServerSettings.loopback(0),
                List.of(routes -> {
                    routes.get("/work", ctx -> {
                        working.incrementAndGet();
                        free.await();
                        ctx.result("done");
                    });
                    routes.post(
                            "/form",
                            ctx -> ctx.result(Integer.toString(ctx.body().length())));
                }),
                ProblemPage.plain(),
                new SecureRandom());
        url = server.start().get(0);
    }

    @AfterEach
    void stop() {
        free.countDown();
        server.close();
    }

    private Wire ask() {
        Wire wire = new Wire(url);
        wire.send("GET /work HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        return wire;
    }

    @Test
    void whoIsTooManyIsToldSoAtOnceAndTheOthersAreAnswered() {
        List<Wire> before = new ArrayList<>();
        for (int i = 0; i < Admission.AT_ONCE + 1024; i++) {
            before.add(ask());
        }
        // Connections are taken one after another: whoever comes now comes last.
        String answer = "";
        for (int i = 0; i < 20 && !answer.startsWith("HTTP/1.1 503"); i++) {
            try (Wire wire = ask()) {
                answer = wire.answer(500);
            }
        }
        assertThat(answer)
                .startsWith("HTTP/1.1 503")
                .contains("Retry-After: 5", "Too many ask at this moment. Try again in a few seconds.");
        assertThat(working).hasValue(Admission.AT_ONCE);
        free.countDown();
        assertThat(before.stream().map(wire -> Wire.status(wire.answer())).distinct())
                .isSubsetOf(200, 503)
                .contains(200);
        before.forEach(Wire::close);
    }

    @Test
    void aBodyThatIsYetToComeKeepsNobodyWaiting() throws Exception {
        List<Wire> slow = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Wire wire = new Wire(url);
            wire.send("POST /form HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 6000\r\n\r\n"
                    + "x".repeat(3000));
            slow.add(wire);
        }
        long begun = System.nanoTime();
        free.countDown();
        assertThat(Wire.get(url, "/work")).startsWith("HTTP/1.1 200");
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)).isLessThan(3_000);
        for (Wire wire : slow) {
            wire.send("x".repeat(3000));
        }
        assertThat(slow).allMatch(wire -> wire.answer().endsWith("6000"));
        slow.forEach(Wire::close);
    }
}
