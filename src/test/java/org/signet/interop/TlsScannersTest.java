package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.edge.http.ProblemPage;
import org.signet.edge.http.ServerSettings;
import org.signet.edge.http.ServerSettings.Listener;
import org.signet.edge.http.ServerSettings.TlsFiles;
import org.signet.edge.http.WebServer;

/** Our TLS, judged by those who look for its faults. */
class TlsScannersTest {
    private static WebServer server;
    private static String place;

    @BeforeAll
    static void start(@TempDir Path folder) {
        Path key = folder.resolve("tls.key");
        Path certificate = folder.resolve("tls.crt");
        Program.require("openssl")
                .ok(
                        "req",
                        "-x509",
                        "-nodes",
                        "-newkey",
                        "rsa:3072",
                        "-keyout",
                        key.toString(),
                        "-out",
                        certificate.toString(),
                        "-days",
                        "200",
                        "-subj",
                        "/CN=localhost",
                        "-addext",
                        "subjectAltName=DNS:localhost");
        Listener people = new Listener("127.0.0.1", 0, Optional.of(new TlsFiles(certificate, key)));
        Listener status = new Listener("127.0.0.1", 0, Optional.empty());
        server = new WebServer(
                new ServerSettings(people, Optional.of(status), false),
                List.of(routes -> routes.get("/", ctx -> ctx.result("here"))),
                ProblemPage.plain(),
                new SecureRandom());
        place = server.start().get(0).substring("https://".length());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void sslscanSeesNothingWeak() {
        String seen = Program.require("sslscan")
                .ok("--no-colour", "--no-heartbleed", place)
                .output();
        assertThat(seen)
                .contains("TLSv1.3   enabled", "TLSv1.2   enabled", "TLSv1.1   disabled", "TLSv1.0   disabled")
                .contains("SSLv3     disabled", "Session renegotiation not supported");
        assertThat(seen.lines().filter(line -> line.startsWith("Accepted") || line.startsWith("Preferred")))
                .hasSizeGreaterThan(4)
                .allMatch(line -> line.contains("GCM") || line.contains("POLY1305"))
                .allMatch(line -> line.contains("TLS_") || line.contains(" ECDHE-"));
    }

    @Test
    void testsslFindsNoFault() {
        String seen = Program.require("testssl")
                .run("--quiet", "--color", "0", "--warnings", "off", "--ip", "one", "-p", "-s", "-h", place)
                .output();
        assertThat(seen)
                .contains("final", "Strict Transport Security    365 days")
                .contains("Strong encryption (AEAD ciphers)              offered (OK)")
                .containsPattern("Obsolete CBC ciphers .* not offered")
                .doesNotContain("NOT ok", "VULNERABLE", "deprecated");
    }
}
