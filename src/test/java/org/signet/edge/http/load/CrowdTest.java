package org.signet.edge.http.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.crypto.keys.TlsIdentity;
import org.signet.edge.http.ServerSettings.TlsFiles;
import org.signet.edge.ldap.LdapCa;
import org.signet.edge.web.attack.Wire;

/** Connections that bring no whole request, and honest ones beside them: plain, and by TLS. */
class CrowdTest {
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String LAST = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    /** Says that 512 octets follow. */
    private static final String BEGIN_OF_HANDSHAKE = "\u0016\u0003\u0001\u0002\u0000";

    private static KeyStore keys;
    private static SSLContext tls;

    private final Crowd crowd = new Crowd(1);
    private final Server server = new Server();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
    private String url;
    private String secured;

    @BeforeAll
    static void makeKeys(@TempDir Path folder) throws Exception {
        TlsFiles files = LdapCa.tlsFiles(folder);
        keys = TlsIdentity.read(Files.readAllBytes(files.certificate()), Files.readAllBytes(files.key()))
                .orThrow();
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
    }

    @BeforeEach
    void start() throws Exception {
        SslContextFactory.Server ssl = new SslContextFactory.Server();
        ssl.setKeyStore(keys);
        ssl.setKeyStorePassword(TlsIdentity.STORE_PASSWORD);
        HttpConnectionFactory http = new HttpConnectionFactory();
        ServerConnector plain = opened(new ServerConnector(server, 1, 1, http));
        ServerConnector guarded =
                opened(new ServerConnector(server, 1, 1, new SslConnectionFactory(ssl, http.getProtocol()), http));
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
        url = "http://127.0.0.1:" + plain.getLocalPort();
        secured = "https://127.0.0.1:" + guarded.getLocalPort();
        looks.scheduleWithFixedDelay(crowd::look, 200, 200, TimeUnit.MILLISECONDS);
    }

    private ServerConnector opened(ServerConnector connector) {
        connector.setHost("127.0.0.1");
        connector.addBean(crowd);
        server.addConnector(connector);
        return connector;
    }

    @AfterEach
    void stop() throws Exception {
        looks.shutdownNow();
        server.stop();
    }

    private Wire byTls() {
        return new Wire(secured, tls.getSocketFactory());
    }

    @Test
    void aHeadThatIsDrippedEndsInTimeAlsoAfterAWholeRequest() throws Exception {
        List<Wire> slow = new ArrayList<>();
        for (String before :
                List.of("", "GET", "GET / HTTP/1.1\r\nHost: ", REQUEST, REQUEST + "GET / HTTP/1.1\r\nA: ")) {
            for (Wire wire : List.of(new Wire(url), byTls())) {
                wire.send(before);
                slow.add(wire);
            }
        }
        Wire handshake = new Wire(secured);
        handshake.send(BEGIN_OF_HANDSHAKE);
        slow.add(handshake);
        long begun = System.nanoTime();
        for (int drop = 0; drop < 10; drop++) {
            Thread.sleep(200);
            slow.forEach(CrowdTest::drip);
        }
        assertAllEndInTime(begun, slow);
    }

    private static void drip(Wire wire) {
        try {
            wire.send("x");
        } catch (java.io.UncheckedIOException cutOff) {
            return;
        }
    }

    private void assertAllEndInTime(long begun, List<Wire> wires) throws Exception {
        for (Wire wire : wires) {
            wire.answer();
            wire.close();
        }
        // The server hears of an end a moment after the client.
        while (crowd.size() > 0 && millisSince(begun) < 4_000) {
            Thread.sleep(10);
        }
        assertThat(millisSince(begun)).isLessThan(4_000);
    }

    private static long millisSince(long begun) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    @Test
    void whoSaysNothingIsCutOffInTime() throws Exception {
        long begun = System.nanoTime();
        Wire afterHandshake = byTls();
        afterHandshake.shakeHands();
        assertAllEndInTime(begun, List.of(new Wire(url), new Wire(secured), afterHandshake));
    }

    @Test
    void whoWaitsForALongAnswerIsNotCutOff() {
        try (Wire plain = new Wire(url);
                Wire guarded = byTls()) {
            for (Wire wire : List.of(plain, guarded)) {
                wire.send(LAST.replace("GET / ", "GET /long "));
            }
            assertThat(plain.answer()).contains("answered");
            assertThat(guarded.answer()).contains("answered");
        }
    }

    @Test
    void whoAsksNowAndThenIsNotCutOffAndCountsOnce() throws Exception {
        try (Wire plain = new Wire(url);
                Wire guarded = byTls()) {
            for (int i = 0; i < 4; i++) {
                plain.send(REQUEST);
                guarded.send(REQUEST);
                Thread.sleep(600);
            }
            assertThat(crowd.size()).isEqualTo(2);
            plain.send(LAST);
            guarded.send(LAST);
            assertThat(plain.answer().split("answered", -1)).hasSize(6);
            assertThat(guarded.answer().split("answered", -1)).hasSize(6);
        }
    }
}
