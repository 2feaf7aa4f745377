package org.signet.edge.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.model.BaseUrl;
import org.signet.model.EmailAddress;
import org.signet.model.RefusalCode;
import org.signet.model.Unavailable;

/** Against servers that are no Signet, or a sick one. */
class SignetClientTest {
    private static final EmailAddress ADA =
            EmailAddress.parse("ada@example.com").orThrow();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private SignetClient answering(int status, String mediaType, String body) {
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", mediaType);
            if (status / 100 == 3) {
                exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/elsewhere");
            }
            exchange.sendResponseHeaders(status, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body.getBytes(StandardCharsets.UTF_8));
            }
        });
        return client("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static SignetClient client(String url) {
        return new SignetClient(BaseUrl.server(url).orThrow());
    }

    @Test
    void aProblemIsARefusalInTheServersWords() {
        var refusal = answering(
                        403,
                        "application/problem+json",
                        "{\"type\":\"about:blank\",\"status\":403,\"code\":\"foreign-domain\",\"detail\":\"No\\u001b[2J.\"}")
                .find(ADA)
                .refusal();
        assertThat(refusal.code()).isEqualTo(RefusalCode.FOREIGN_DOMAIN);
        assertThat(refusal.detail()).isEqualTo("No?[2J.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "502 | text/html                | <h1>Bad Gateway</h1> | answered with status 502",
                "200 | text/html                | <h1>Hello</h1>       | Is this the URL of a Signet",
                "302 | application/json         | {}                   | answered with status 302",
                "200 | application/json         | {\"certificates\":1} | answered with something else than expected",
                "400 | application/problem+json | {\"status\":400}     | answered with status 400"
            })
    void noUsableAnswer(int status, String mediaType, String body, String sentence) {
        SignetClient client = answering(status, mediaType, body);
        assertThatThrownBy(() -> client.find(ADA))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining(client.server().toString())
                .hasMessageContaining(sentence);
    }

    @Test
    void anEndlessAnswerIsCutOff() {
        SignetClient client = answering(200, "application/json", " ".repeat(3 << 20));
        assertThatThrownBy(() -> client.find(ADA))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("larger than 1048576 bytes");
    }

    @Test
    void aCertificateThatIsNoneIsRefused() {
        var client = answering(200, "application/json", "{\"certificates\":[{\"pem\":\"nonsense\"}]}");
        assertThat(client.find(ADA).refusal().code()).isEqualTo(RefusalCode.BAD_INPUT);
    }

    @Test
    void nobodyListensOrHasThatName() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThatThrownBy(() -> client("http://127.0.0.1:" + free).find(ADA))
                .isInstanceOf(Unavailable.class)
                .hasMessage("The server http://127.0.0.1:" + free
                        + " does not accept connections. Check the URL and that the server runs.");
        assertThatThrownBy(() -> client("https://nowhere.invalid").find(ADA))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("does not resolve");
    }

    @Test
    void plainTextInPlaceOfTls() throws IOException, InterruptedException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> {
                try (Socket client = socket.accept()) {
                    client.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    client.getInputStream().readAllBytes();
                } catch (IOException gone) {
                    return;
                }
            });
            answering.start();
            assertThatThrownBy(() ->
                            client("https://127.0.0.1:" + socket.getLocalPort()).find(ADA))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("does not speak TLS");
            answering.join();
        }
    }

    @Test
    void anUntrustedCertificate(@TempDir Path folder) throws Exception {
        Path store = folder.resolve("store.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        new ProcessBuilder((keytool
                                + " -genkeypair -alias tls -keyalg EC -dname CN=localhost -storepass changeit -keystore "
                                + store)
                        .split(" "))
                .start()
                .waitFor();
        KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(tls));
        secure.start();
        assertThatThrownBy(
                        () -> client("https://localhost:" + secure.getAddress().getPort())
                                .find(ADA))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("does not trust")
                .hasMessageContaining("trustStore");
        secure.stop(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ca.example.com",
                "HTTPS://ca.example.com:8443/signet/",
                "http://localhost:8080",
                "http://127.0.0.1:8080/",
                "http://[::1]:8080"
            })
    void goodAddresses(String url) {
        assertThat(BaseUrl.server(url).isOk()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ca.example.com",
                "ftp://ca.example.com",
                "https://user:pw@ca.example.com",
                "https://ca.example.com?x=1",
                "https://ca.example.com#x",
                "https://",
                "https://ca example.com",
                "http://ca.example.com",
                "http://localhost.example.com",
                "http://127.0.0.1.example.com",
                "http://192.168.0.1"
            })
    void badAddresses(String url) {
        assertThat(BaseUrl.server(url).isOk()).isFalse();
    }
}
