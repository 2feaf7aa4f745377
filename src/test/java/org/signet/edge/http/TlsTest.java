package org.signet.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.edge.http.ServerSettings.Listener;
import org.signet.edge.http.ServerSettings.TlsFiles;
import org.signet.interop.Program;
import org.signet.model.Unavailable;

/** TLS from PEM files as OpenSSL makes them. */
class TlsTest {
    @TempDir
    private Path folder;

    private TlsFiles files() {
        return new TlsFiles(folder.resolve("server.pem"), folder.resolve("server.key"));
    }

    private void make(String name, String key) {
        List<String> line = new ArrayList<>(List.of("req", "-x509", "-nodes", "-newkey"));
        line.addAll(List.of(key.split(" ")));
        line.addAll(List.of(
                "-keyout",
                files().key().toString(),
                "-out",
                files().certificate().toString()));
        line.addAll(List.of("-days", "2", "-subj", "/CN=" + name, "-addext", "subjectAltName=DNS:localhost"));
        Program.require("openssl").ok(line.toArray(String[]::new));
    }

    private WebServer server() {
        ServerSettings settings = new ServerSettings(
                new Listener("127.0.0.1", 0, Optional.of(files())),
                Optional.of(new Listener("127.0.0.1", 0, Optional.empty())),
                false);
        Door door = routes -> routes.get("/who", ctx -> ctx.result(ctx.scheme()));
        return new WebServer(settings, List.of(door), ProblemPage.plain(), new SecureRandom());
    }

    private HttpResponse<String> get(String url) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (var in = Files.newInputStream(files().certificate())) {
            trusted.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        HttpClient client = HttpClient.newBuilder().sslContext(context).build();
        URI uri = URI.create(url.replace("127.0.0.1", "localhost") + "/who");
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String shown(HttpResponse<String> answer) throws Exception {
        return ((X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0])
                .getSubjectX500Principal()
                .getName();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa:2048", "ec -pkeyopt ec_paramgen_curve:P-256"})
    void speaks_tls_and_reads_the_files_again_when_they_change(String key) throws Exception {
        make("first", key);
        try (WebServer server = server()) {
            List<String> urls = server.start();
            assertThat(urls.get(0)).startsWith("https://");
            assertThat(urls.get(1)).startsWith("http://");
            HttpResponse<String> answer = get(urls.get(0));
            assertThat(answer.body()).isEqualTo("https");
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
            assertThat(shown(answer)).isEqualTo("CN=first");
            make("second", key);
            Files.setLastModifiedTime(
                    files().certificate(), FileTime.from(Instant.now().plusSeconds(5)));
            server.refreshTls();
            assertThat(shown(get(urls.get(0)))).isEqualTo("CN=second");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLSv1.1",
                "TLSv1.2:AES128-GCM-SHA256",
                "TLSv1.2:ECDHE-RSA-AES256-SHA384",
                "TLSv1.2:DHE-RSA-AES256-GCM-SHA384"
            })
    void what_is_weak_is_not_spoken(String offer) throws Exception {
        make("strict", "rsa:2048");
        String[] parts = offer.split(":");
        try (WebServer server = server()) {
            String place = server.start().get(0).substring("https://".length());
            List<String> line = new ArrayList<>(List.of("s_client", "-connect", place));
            line.add("-" + parts[0].toLowerCase(java.util.Locale.ROOT).replace("v1.", "1_"));
            line.addAll(List.of("-cipher", parts.length > 1 ? parts[1] : "ALL:@SECLEVEL=0"));
            Program openssl = Program.require("openssl");
            assertThat(openssl.run(line.toArray(String[]::new)).output())
                    .containsPattern("alert|no protocols available");
            openssl.ok("s_client", "-connect", place, "-tls1_2", "-cipher", "ECDHE-RSA-AES256-GCM-SHA384");
        }
    }

    @Test
    void plain_http_sends_people_to_their_pages_and_nowhere_else() throws Exception {
        make("first", "rsa:2048");
        try (WebServer server = server().withPagesAt("https://ca.example.com")) {
            String plain = server.start().get(1);
            HttpClient client = HttpClient.newHttpClient();
            for (String path : List.of("/", "/who?a=b%0d%0aX:y", "//evil.example/%0d%0aX:y")) {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(URI.create(plain + path)).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(path).isEqualTo(308);
                assertThat(answer.headers().firstValue("Location")).contains("https://ca.example.com" + path);
                assertThat(answer.body()).isEqualTo("Redirected");
            }
            HttpResponse<String> posted = client.send(
                    HttpRequest.newBuilder(URI.create(plain + "/who"))
                            .POST(HttpRequest.BodyPublishers.ofString("password"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(posted.statusCode()).isEqualTo(404);
        }
    }

    @Test
    void nobody_is_turned_away_while_certificates_change() throws Exception {
        make("one", "rsa:2048");
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        AtomicBoolean changing = new AtomicBoolean(true);
        try (WebServer server = server()) {
            int port = URI.create(server.start().get(0)).getPort();
            Callable<Set<String>> caller = () -> {
                Set<String> seen = new TreeSet<>();
                while (changing.get()) {
                    try (SSLSocket socket =
                            (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
                        socket.getOutputStream()
                                .write("GET /who HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes());
                        assertThat(new String(socket.getInputStream().readAllBytes()))
                                .startsWith("HTTP/1.1 200");
                        seen.add(socket.getSession().getPeerPrincipal().getName());
                    }
                }
                return seen;
            };
            ExecutorService callers = Executors.newFixedThreadPool(4);
            try {
                List<Future<Set<String>>> all = List.of(
                        callers.submit(caller), callers.submit(caller), callers.submit(caller), callers.submit(caller));
                for (int i = 1; i <= 8; i++) {
                    make(i % 2 == 0 ? "one" : "two", "rsa:2048");
                    Files.setLastModifiedTime(
                            files().certificate(), FileTime.from(Instant.now().plusSeconds(5 * i)));
                    server.refreshTls();
                    Thread.sleep(100);
                }
                changing.set(false);
                for (Future<Set<String>> each : all) {
                    assertThat(each.get(20, TimeUnit.SECONDS)).contains("CN=one", "CN=two");
                }
            } finally {
                callers.shutdownNow();
            }
        }
    }

    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @Test
    void a_bad_new_pair_leaves_the_old_one_in_use() throws Exception {
        make("good", "rsa:2048");
        byte[] good = Files.readAllBytes(files().certificate());
        try (WebServer server = server()) {
            String url = server.start().get(0);
            Files.writeString(files().certificate(), "nonsense");
            Files.setLastModifiedTime(
                    files().certificate(), FileTime.from(Instant.now().plusSeconds(5)));
            server.refreshTls();
            Files.write(files().certificate(), good);
            assertThat(shown(get(url))).isEqualTo("CN=good");
        }
    }

    @Test
    void missing_files_are_told_before_anything_listens() {
        assertThatThrownBy(this::server)
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("server.pem")
                .hasMessageContaining("check the paths");
    }

    @Test
    void a_key_of_another_certificate_or_under_a_passphrase_is_told_before_anything_listens() throws Exception {
        make("first", "rsa:2048");
        byte[] first = Files.readAllBytes(files().certificate());
        make("second", "rsa:2048");
        Files.write(files().certificate(), first);
        assertThatThrownBy(this::server)
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("does not belong to the certificate");
        String file = files().key().toString();
        Program.require("openssl").ok("rsa", "-in", file, "-aes256", "-passout", "pass:secret", "-out", file);
        assertThatThrownBy(this::server).isInstanceOf(Unavailable.class).hasMessageContaining("without a passphrase");
    }

    @Test
    void keys_in_the_older_forms_are_read() throws Exception {
        make("old", "rsa:2048");
        String file = files().key().toString();
        Program.require("openssl").ok("rsa", "-in", file, "-traditional", "-out", file);
        assertThat(Files.readString(files().key())).contains("BEGIN RSA PRIVATE KEY");
        try (WebServer server = server()) {
            assertThat(get(server.start().get(0)).statusCode()).isEqualTo(200);
        }
    }
}
