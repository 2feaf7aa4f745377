package org.signet.edge.http.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signet.edge.web.attack.Wire;

/** Connections that bring the head of a request drop by drop. */
class CrowdTest {
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private final Crowd crowd = new Crowd(1);
    private final Server server = new Server();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
    private String url;

    @BeforeEach
    void start() throws Exception {
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        connector.addBean(crowd);
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                if (request.getHttpURI().getPath().equals("/long")) {
                    Thread.sleep(3_000);
                }
                Content.Sink.write(response, true, "answered", callback);
                return true;
            }
        });
        server.start();
        url = "http://127.0.0.1:" + connector.getLocalPort();
        looks.scheduleWithFixedDelay(crowd::look, 200, 200, TimeUnit.MILLISECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        looks.shutdownNow();
        server.stop();
    }

    @Test
    void aHeadThatIsDrippedEndsInTimeAlsoAfterAWholeRequest() throws Exception {
        List<Wire> slow = new ArrayList<>();
        for (String before :
                List.of("", "GET", "GET / HTTP/1.1\r\nHost: ", REQUEST, REQUEST + "GET / HTTP/1.1\r\nA: ")) {
            Wire wire = new Wire(url);
            wire.send(before);
            slow.add(wire);
        }
        long begun = System.nanoTime();
        for (int drop = 0; drop < 10; drop++) {
            Thread.sleep(200);
            slow.forEach(CrowdTest::drip);
        }
        for (Wire wire : slow) {
            wire.answer();
            wire.close();
        }
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)).isLessThan(4_000);
    }

    private static void drip(Wire wire) {
        try {
            wire.send("x");
        } catch (java.io.UncheckedIOException cutOff) {
            return;
        }
    }

    @Test
    void whoWaitsForALongAnswerIsNotCutOff() {
        assertThat(Wire.get(url, "/long")).contains("answered");
    }

    @Test
    void whoAsksNowAndThenIsNotCutOff() throws Exception {
        try (Wire wire = new Wire(url)) {
            for (int i = 0; i < 4; i++) {
                wire.send(REQUEST);
                Thread.sleep(600);
            }
            wire.send(REQUEST.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
            assertThat(wire.answer().split("answered", -1)).hasSize(6);
        }
    }
}
