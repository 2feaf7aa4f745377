package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signet.crypto.x509.Certificate;

/** Root and issuing keys in a PKCS#11 token: SoftHSM2, by the packaged jar. */
class TokenTest {
    private static final String PIN = "123456";

    private Path folder;
    private Path data;
    private Path configuration;
    private Path library;
    private String slot;
    private int port;

    @BeforeEach
    void token() throws IOException {
        Program tool = Program.require("softhsm2-util");
        folder = Packaged.folder();
        data = folder.resolve("data");
        port = Packaged.freePort();
        Path tokens = Files.createDirectory(folder.resolve("tokens"));
        configuration = Files.writeString(
                folder.resolve("softhsm2.conf"), "directories.tokendir = " + tokens + "\nlog.level = ERROR\n");
        library = Stream.of("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")
                .map(Path::of)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        String said = tool.with(Map.of("SOFTHSM2_CONF", configuration.toString()))
                .ok("--init-token", "--free", "--label", "signet", "--pin", PIN, "--so-pin", "12345678")
                .output();
        Matcher number = Pattern.compile("slot ([0-9]+)").matcher(said);
        assertThat(number.find()).as(said).isTrue();
        slot = number.group(1);
    }

    private Map<String, String> environment(String pin) {
        return Map.of(
                "SOFTHSM2_CONF", configuration.toString(), "SIGNET_DATA", data.toString(), "SIGNET_PASSPHRASE", pin);
    }

    private Program.Result signet(String... arguments) {
        return Packaged.signet(environment(PIN), arguments);
    }

    private String[] inToken(String... arguments) throws IOException {
        Path pin = Files.writeString(folder.resolve("pin"), PIN + "\n");
        return Stream.concat(
                        Stream.of(arguments),
                        Stream.of("--token", library.toString(), "--slot", slot, "--pin-file", pin.toString()))
                .toArray(String[]::new);
    }

    private void found(String key) throws IOException {
        signet(inToken(
                        "init",
                        "--company",
                        "Example Company",
                        "--domain",
                        "example.com",
                        "--key",
                        key,
                        "--url",
                        "http://localhost:" + port))
                .expect(0);
    }

    private Program.Result issue(Map<String, String> environment) {
        Path csr = Identity.request(folder.resolve("ada.key"), folder.resolve("ada.csr"), Identity.EC);
        return Packaged.signet(
                environment,
                "issue",
                "--csr",
                csr.toString(),
                "--email",
                "ada@example.com",
                "--out",
                folder.resolve("ada.pem").toString());
    }

    /** An RSA root with an issuing CA of either kind of key. */
    @Test
    void keysAreMadeInTheTokenAndSignThere() throws IOException {
        found("rsa-3072");
        try (Stream<Path> keys = Files.list(data.resolve("keys"))) {
            assertThat(keys.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("root-1.token", "issuing-1.token");
        }
        issue(environment(PIN)).expect(0);
        signet("crl").expect(0);
        signet("authority", "root-crl").expect(0);
        Path root = folder.resolve("root.pem");
        signet("trust", "--for", "pem", "--out", root.toString()).expect(0);
        believed(root, folder.resolve("ada.pem"), "smimesign");
        signet(inToken("authority", "new-issuer", "--key", "ec-p256")).expect(0);
        assertThat(signet("authority", "list").expect(0).output()).contains("issuing-2");
        issue(environment(PIN)).expect(0);
        assertThat(Certificate.parseFile(Files.readAllBytes(folder.resolve("ada.pem")))
                        .orThrow()
                        .get(1)
                        .content()
                        .publicKey()
                        .getAlgorithm())
                .isEqualTo("EC");
        believed(root, folder.resolve("ada.pem"), "smimesign");
    }

    /** By OpenSSL; the file has the chain too. */
    private static void believed(Path root, Path certificates, String purpose) {
        Program.require("openssl")
                .ok(
                        "verify",
                        "-x509_strict",
                        "-purpose",
                        purpose,
                        "-CAfile",
                        root.toString(),
                        "-untrusted",
                        certificates.toString(),
                        certificates.toString());
    }

    @Test
    void aWrongPinAndAnAbsentTokenAreToldApart() throws IOException {
        found("ec-p256");
        assertThat(issue(environment("999999")).expect(1).output()).contains("The PIN does not open the token");
        Path none = Files.writeString(
                folder.resolve("none.conf"),
                "directories.tokendir = " + Files.createDirectory(folder.resolve("none")) + "\n");
        Map<String, String> away =
                Map.of("SOFTHSM2_CONF", none.toString(), "SIGNET_DATA", data.toString(), "SIGNET_PASSPHRASE", PIN);
        assertThat(issue(away).expect(3).output()).contains("is not here").contains("Put it in");
        assertThat(issue(environment(PIN)).exit()).isZero();
    }

    /** What was asked for meanwhile is refused in words, known to nobody as a certificate, and asked for again. */
    @Test
    void aTokenThatIsTakenOutWhileItServes() throws Exception {
        found("ec-p256");
        Program.Result token =
                signet("token", "create", "--name", "erp", "--scope", "certificates:issue", "--domain", "example.com");
        String secret = token.expect(0)
                .output()
                .lines()
                .filter(line -> line.matches("\\S{20,}"))
                .findFirst()
                .orElseThrow();
        Path tokens = folder.resolve("tokens");
        Path away = folder.resolve("away");
        try (Packaged server = serve()) {
            assertThat(issue(server, secret, "ada").statusCode()).isEqualTo(201);
            Files.move(tokens, away);
            HttpResponse<byte[]> refused = issue(server, secret, "bob");
            assertThat(refused.statusCode()).isEqualTo(503);
            // A program is told to wait; the log tells those who run the CA.
            assertThat(new String(refused.body(), StandardCharsets.UTF_8))
                    .contains("Try again in a minute")
                    .doesNotContain("softhsm");
            assertThat(server.get("/trust").statusCode()).isEqualTo(200);
            Files.move(away, tokens);
        }
        try (Packaged server = serve()) {
            assertThat(issue(server, secret, "bob").statusCode()).isEqualTo(201);
            signet("audit", "verify").expect(0);
        }
    }

    private Packaged serve() {
        return Packaged.start(environment(PIN), data, port, "serve", "--data", data.toString());
    }

    private HttpResponse<byte[]> issue(Packaged server, String secret, String mailbox) throws IOException {
        Path csr = Identity.request(folder.resolve(mailbox + ".key"), folder.resolve(mailbox + ".csr"), Identity.EC);
        String json = "{\"csr\":\"" + Files.readString(csr).replace("\n", "\\n") + "\",\"emails\":[\"" + mailbox
                + "@example.com\"]}";
        return Packaged.send(HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/certificates"))
                .header("Authorization", "Bearer " + secret)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    @Test
    void withoutItsTokenTheServerShowsWhatIsThere() throws IOException {
        found("ec-p256");
        // Without the environment's configuration the library finds no such slot.
        try (Packaged server = Packaged.start(data, port, "serve", "--data", data.toString())) {
            assertThat(server.get("/trust").statusCode()).isEqualTo(200);
            Path chain = server.download("/trust/chain.pem", folder.resolve("chain.pem"));
            believed(server.download("/trust/root.pem", folder.resolve("root.pem")), chain, "any");
            assertThat(server.get("/crl/issuing-1.crl").statusCode()).isEqualTo(200);
        }
    }
}
