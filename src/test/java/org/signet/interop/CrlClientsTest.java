package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.signet.app.TestCa;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.x509.Certificate;

/** Clients of other makers that go by CRLs, with what they fetch from a running server alone. */
class CrlClientsTest {
    private final Program openssl = Program.require("openssl");
    private final Path folder = Packaged.folder();
    private final Path data = folder.resolve("data");
    private final int port = Packaged.freePort();

    private Program.Result signet(String... arguments) {
        return Packaged.signet(Map.of("SIGNET_DATA", data.toString()), arguments);
    }

    private Path issue(String name, String... keyOptions) {
        Path csr = Identity.request(folder.resolve(name + ".key"), folder.resolve(name + ".csr"), keyOptions);
        Path pem = folder.resolve(name + ".pem");
        signet("issue", "--csr", csr.toString(), "--email", name + "@example.com", "--out", pem.toString())
                .expect(0);
        return pem;
    }

    private String crlPath(Path certificate) {
        String text = openssl.ok("x509", "-noout", "-text", "-in", certificate.toString())
                .output();
        Matcher url =
                Pattern.compile("URI:http://localhost:" + port + "(/crl/\\S+)").matcher(text);
        assertThat(url.find()).isTrue();
        return url.group(1);
    }

    private void fetch(Packaged server, String path, Path into) throws IOException {
        Path der = server.download(path, folder.resolve("fetched.crl"));
        byte[] pem = openssl.ok("crl", "-inform", "DER", "-in", der.toString()).standardOutput();
        Files.writeString(
                into,
                new String(pem, StandardCharsets.US_ASCII),
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.APPEND);
    }

    /** OpenSSL with every look at CRLs that it knows. */
    private Program.Result judged(Path root, Path crls, Path leaf) {
        return openssl.run(
                "verify",
                "-x509_strict",
                "-purpose",
                "smimesign",
                "-crl_check_all",
                "-extended_crl",
                "-use_deltas",
                "-CAfile",
                root.toString(),
                "-CRLfile",
                crls.toString(),
                "-untrusted",
                leaf.toString(),
                leaf.toString());
    }

    @Test
    void opensslGoesByTheCrlThatACertificateNamesAndByThatOfAll() throws Exception {
        TestCa.found(data, List.of("example.com"), "http://localhost:" + port);
        signet("authority", "partition-crl", "issuing-1", "--shards", "3").expect(0);
        Path good = issue("good", Identity.EC);
        Path bad = issue("bad", Identity.EC);
        signet("revoke", "--cert", bad.toString(), "--reason", "keyCompromise", "--invalid-since", "2026-11-20")
                .expect(0);
        try (Packaged server = Packaged.start(data, port, "serve", "--data", data.toString())) {
            Path root = server.download("/trust/root.pem", folder.resolve("root.pem"));
            for (boolean ofAll : new boolean[] {false, true}) {
                for (Path leaf : List.of(good, bad)) {
                    Path crls = folder.resolve(ofAll + "-" + leaf.getFileName() + ".crls");
                    fetch(server, "/crl/root-1.crl", crls);
                    fetch(server, ofAll ? "/crl/issuing-1.crl" : crlPath(leaf), crls);
                    Program.Result judged = judged(root, crls, leaf);
                    if (leaf.equals(good)) {
                        judged.expect(0);
                    } else {
                        assertThat(judged.expect(2).output()).contains("certificate revoked");
                    }
                }
            }
            assertThat(crlPath(good)).matches("/crl/issuing-1\\.[123]\\.crl");
            String text = openssl.ok("crl", "-inform", "DER", "-noout", "-text", "-in", download(server, crlPath(bad)))
                    .output();
            assertThat(text)
                    .contains("X509v3 Issuing Distribution Point: critical", "Key Compromise", "Nov 20 00:00:00 2026");
            String other = "/crl/issuing-1.%d.crl".formatted(1 + crlPath(good).charAt(15) % 3);
            Path wrong = folder.resolve("wrong.crls");
            fetch(server, "/crl/root-1.crl", wrong);
            fetch(server, other, wrong);
            assertThat(judged(root, wrong, good).expect(2).output())
                    .as("the CRL of another part says nothing of it")
                    .contains("different CRL scope");
        }
    }

    private String download(Packaged server, String path) {
        return server.download(path, folder.resolve("read.crl")).toString();
    }

    @Test
    void dirmngrFetchesTheCrlByItself() throws Exception {
        TestCa.found(data, KeyType.RSA_3072, true, "http://localhost:" + port);
        Path good = issue("good", "-newkey", "rsa:3072");
        Path bad = issue("bad", "-newkey", "rsa:3072");
        signet("revoke", "--cert", bad.toString(), "--reason", "superseded").expect(0);
        try (Packaged server = Packaged.start(data, port, "serve", "--data", data.toString());
                Gpgsm gpgsm = Gpgsm.fetching(
                        Certificate.parseFile(server.get("/trust/root.pem").body())
                                .orThrow()
                                .get(0))) {
            Path root = server.download("/trust/root.pem", folder.resolve("root.pem"));
            for (Path file : List.of(root, good, bad)) {
                gpgsm.ok("--import", file.toString());
            }
            assertThat(validated(gpgsm, "good")).contains("certificate is good").doesNotContain("revoked");
            assertThat(validated(gpgsm, "bad")).contains("certificate has been revoked");
            signet("revoke", "--cert", good.toString(), "--reason", "superseded")
                    .expect(0);
            gpgsm.forgetCrls();
            assertThat(validated(gpgsm, "good")).contains("certificate has been revoked");
        }
    }

    private static String validated(Gpgsm gpgsm, String name) {
        return gpgsm.program()
                .run("--with-validation", "--list-keys", name + "@example.com")
                .output();
    }
}
