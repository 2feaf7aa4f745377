package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verbs of the packaged jar, beside a running server and alone, with their exit codes. */
class CommandLineTest {
    private static Packaged signet;
    private static Path folder;

    @BeforeAll
    static void start() {
        signet = Packaged.shared();
        folder = Packaged.folder();
    }

    private static Path request(String name, String... options) {
        return Identity.request(folder.resolve(name + ".key"), folder.resolve(name + ".csr"), options);
    }

    @Test
    void issuesFindsAndRevokesBesideTheServer() {
        Path csr = request("ring", "-newkey", "rsa:3072");
        signet.signet("issue", "--csr", csr.toString(), "--email", "ring@example.com")
                .expect(0);
        Program.Result found = signet.signet("find", "ring@example.com").expect(0);
        assertThat(found.output()).contains("BEGIN CERTIFICATE");
        Program.Result overHttp = signet.signet("find", "ring@example.com", "--server", signet.url())
                .expect(0);
        assertThat(overHttp.standardOutput()).isEqualTo(found.standardOutput());
        Path der = folder.resolve("ring.cer");
        signet.signet("find", "ring@example.com", "--format", "der", "--out", der.toString())
                .expect(0);
        Program.require("openssl").ok("x509", "-inform", "DER", "-in", der.toString(), "-noout");

        signet.signet("revoke", "--cert", der.toString(), "--reason", "superseded")
                .expect(0);
        assertThat(signet.signet("find", "ring@example.com").expect(1).output()).contains("no valid certificate");
        assertThat(signet.signet("revoke", "--cert", der.toString()).expect(1).output())
                .contains("revoked already");
        Path crl = signet.download("/crl/issuing-1.crl", folder.resolve("issuing.crl"));
        assertThat(Program.require("openssl")
                        .ok("crl", "-inform", "DER", "-in", crl.toString(), "-noout", "-text")
                        .output())
                .contains("Superseded");
        signet.signet("crl").expect(0);
        assertThat(signet.signet("audit", "verify").expect(0).output()).contains("whole");
    }

    @Test
    void writesTheRootForPlatforms() {
        assertThat(signet.signet("trust").expect(0).output())
                .contains("pem")
                .contains("der")
                .contains("p7b");
        Path p7b = folder.resolve("chain.p7b");
        signet.signet("trust", "--for", "p7b", "--out", p7b.toString()).expect(0);
        assertThat(Program.require("openssl")
                        .ok("pkcs7", "-inform", "DER", "-in", p7b.toString(), "-print_certs")
                        .output())
                .contains("Issuing CA 1")
                .contains("Root CA 1");
        signet.signet("trust", "--for", "toaster").expect(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | foreign.csr | ada@example.org          | example.com only|example.com",
                "2 | foreign.csr | not-an-address           | name@domain",
                "2 | absent.csr  | ada@example.com          | cannot be read",
                "2 | garbage.csr | ada@example.com          | request",
                "1 | weak.csr    | weak@example.com         | 1024",
                "1 | forged.csr  | forged@example.com       | signed by its own key",
                "2 | trailing.csr| trailing@example.com     | well-formed",
                "2 | huge.csr    | huge@example.com         | 16 KiB",
            })
    void refusesClearly(int exit, String file, String address, String sentence) throws IOException {
        prepare();
        Program.Result result =
                signet.signet("issue", "--csr", folder.resolve(file).toString(), "--email", address);
        assertThat(result.exit()).as(result.output()).isEqualTo(exit);
        assertThat(result.output())
                .contains(sentence.split("\\|")[0].strip().equals("example.com only") ? "example.com" : sentence);
        assertThat(result.output()).doesNotContain("Exception");
    }

    private static void prepare() throws IOException {
        if (Files.exists(folder.resolve("huge.csr"))) {
            return;
        }
        request("foreign", "-newkey", "rsa:2048");
        request("weak", "-newkey", "rsa:1024");
        Path good = request("forged", "-newkey", "rsa:2048", "-outform", "DER");
        byte[] der = Files.readAllBytes(good);
        byte[] longer = java.util.Arrays.copyOf(der, der.length + 3);
        Files.write(folder.resolve("trailing.csr"), longer);
        der[der.length - 1] ^= 1;
        Files.write(good, der);
        Files.writeString(folder.resolve("garbage.csr"), "-----BEGIN CERTIFICATE REQUEST-----\nnothing\n");
        Files.write(folder.resolve("huge.csr"), new byte[20_000]);
    }

    @Test
    void aKeyOfSomebodyElseIsRefused() {
        Path csr = request("shared", Identity.EC);
        signet.signet("issue", "--csr", csr.toString(), "--email", "first@example.com")
                .expect(0);
        Program.Result second = signet.signet("issue", "--csr", csr.toString(), "--email", "second@example.com");
        assertThat(second.expect(1).output()).contains("another person");
    }

    @Test
    void whatTheRequestAsksForIsIgnored() throws IOException {
        Path csr = request(
                "greedy",
                "-newkey",
                "rsa:2048",
                "-addext",
                "basicConstraints=critical,CA:TRUE",
                "-addext",
                "subjectAltName=email:boss@example.com",
                "-addext",
                "keyUsage=keyCertSign");
        Path out = folder.resolve("greedy.pem");
        signet.signet("issue", "--csr", csr.toString(), "--email", "greedy@example.com", "--out", out.toString())
                .expect(0);
        String text = Program.require("openssl")
                .ok("x509", "-in", out.toString(), "-noout", "-text")
                .output();
        assertThat(text).doesNotContain("CA:TRUE").doesNotContain("boss@").doesNotContain("Certificate Sign");
        assertThat(text).contains("email:greedy@example.com").contains("E-mail Protection");
        assertThat(Files.getPosixFilePermissions(out)).isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
    }

    @Test
    void wrongUseIsExitCode2() {
        signet.signet("issue").expect(2);
        signet.signet("no-such-verb").expect(2);
        signet.signet("revoke", "--serial", "xyz").expect(2);
        signet.signet("find", "ada@example.com", "--data", folder + "/nothing-here")
                .expect(2);
        signet.signet("find", "ada@example.com", "--server", "http://127.0.0.1:1")
                .expect(3);
    }

    @Test
    void aPortInUseAndAnotherPortAreExplained() throws IOException {
        Path data = folder.resolve("quick");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            Program.Result result = Packaged.signet(Map.of(), "quickstart", "--port", port, "--data", data.toString());
            assertThat(result.expect(3).output()).contains("in use");
        }
        assertThat(data).doesNotExist();
        Program.Result other = signet.signet("quickstart", "--port", "1025");
        assertThat(other.expect(2).output()).contains("was made for http://localhost:");
    }

    @Test
    void anUnknownKeyInTheConfigurationNamesTheNearest() throws IOException {
        Path data = folder.resolve("configured");
        Packaged.signet(
                        Map.of(),
                        "init",
                        "--company",
                        "Example \"Quoted\" \\ Company",
                        "--domain",
                        "example.com",
                        "--key",
                        "ec-p256",
                        "--data",
                        data.toString())
                .expect(0);
        Path toml = data.resolve("signet.toml");
        String good = Files.readString(toml);
        Files.writeString(toml, good.replace("port = 8080", "prot = 8080"));
        Program.Result result = Packaged.signet(Map.of(), "serve", "--data", data.toString());
        assertThat(result.expect(2).output()).contains("prot").contains("port");
        Files.writeString(toml, good);
        assertThat(Packaged.signet(Map.of(), "audit", "verify", "--data", data.toString())
                        .exit())
                .isZero();
        assertThat(Packaged.signet(
                                Map.of(),
                                "init",
                                "--company",
                                "Again",
                                "--domain",
                                "example.com",
                                "--data",
                                data.toString())
                        .expect(1)
                        .output())
                .contains("not empty");
    }

    @Test
    void initKeepsRootAndIssuingKeyApart() throws IOException {
        Path data = folder.resolve("apart");
        Path secret = Files.writeString(folder.resolve("secret"), "a passphrase of mine\n");
        Program.Result made = Packaged.signet(
                Map.of(),
                "init",
                "--company",
                "Apart",
                "--domain",
                "example.com",
                "--key",
                "ec-p384",
                "--data",
                data.toString(),
                "--root-passphrase-file",
                secret.toString());
        assertThat(made.expect(0).output()).contains("root-1.p12");
        assertThat(data.resolve("keys/root-1.passphrase")).doesNotExist();
        assertThat(Files.getPosixFilePermissions(data)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(data.resolve("keys/issuing-1.passphrase")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        Files.move(data.resolve("keys/root-1.p12"), folder.resolve("root-in-a-safe.p12"));
        Program.Result noRoot = Packaged.signet(Map.of(), "authority", "root-crl", "--data", data.toString());
        assertThat(noRoot.expect(3).output()).contains("bring it back");
        Packaged.signet(Map.of(), "crl", "--data", data.toString()).expect(0);
        Files.move(folder.resolve("root-in-a-safe.p12"), data.resolve("keys/root-1.p12"));
        Path wrong = Files.writeString(folder.resolve("wrong"), "not the passphrase\n");
        assertThat(rootCrl(data, wrong).expect(1).output()).contains("passphrase does not open");
        rootCrl(data, secret).expect(0);
    }

    private static Program.Result rootCrl(Path data, Path passphrase) {
        return Packaged.signet(
                Map.of(),
                "authority",
                "root-crl",
                "--data",
                data.toString(),
                "--passphrase-file",
                passphrase.toString());
    }

    @Test
    void nothingSecretIsPrinted() throws IOException {
        String passphrase =
                Files.readString(signet.data().resolve("keys/issuing-1.passphrase"), StandardCharsets.US_ASCII);
        assertThat(signet.printed()).doesNotContain(passphrase.strip());
    }
}
