package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signet.app.TestCa;
import org.signet.crypto.x509.Certificate;

/** A hierarchy that changes, by the packaged jar's commands, judged by OpenSSL with downloaded files alone. */
class HierarchyTest {
    private Path folder;
    private Path data;
    private int port;

    @BeforeEach
    void found() {
        folder = Packaged.folder();
        data = folder.resolve("data");
        port = Packaged.freePort();
        TestCa.found(data, List.of("example.com"), "http://localhost:" + port);
    }

    private Program.Result signet(String... arguments) {
        return Packaged.signet(Map.of("SIGNET_DATA", data.toString()), arguments);
    }

    private Path issue(String name, String address) {
        Path csr = Identity.request(folder.resolve(name + ".key"), folder.resolve(name + ".csr"), Identity.EC);
        Path pem = folder.resolve(name + ".pem");
        signet("issue", "--csr", csr.toString(), "--email", address, "--out", pem.toString())
                .expect(0);
        return pem;
    }

    /** OpenSSL with that root alone, the other certificates as they come in a message, and every CRL. */
    private void believed(Path leaf, Certificate root, List<Certificate> others, Path crls) throws IOException {
        Path anchor = Files.writeString(folder.resolve("anchor.pem"), root.pem());
        Path untrusted = Files.writeString(
                folder.resolve("untrusted.pem"),
                String.join("", others.stream().map(Certificate::pem).toList()));
        Program.require("openssl")
                .ok(
                        "verify",
                        "-x509_strict",
                        "-purpose",
                        "smimesign",
                        "-policy_check",
                        "-crl_check_all",
                        "-CAfile",
                        anchor.toString(),
                        "-untrusted",
                        untrusted.toString(),
                        "-CRLfile",
                        crls.toString(),
                        leaf.toString());
    }

    private Path crls(Packaged server, String... issuers) throws IOException {
        Path all = folder.resolve("crls.pem");
        Files.deleteIfExists(all);
        StringBuilder pem = new StringBuilder();
        for (String issuer : issuers) {
            Path der = server.download("/crl/" + issuer + ".crl", folder.resolve(issuer + ".crl"));
            pem.append(new String(
                    Program.require("openssl")
                            .ok("crl", "-inform", "DER", "-in", der.toString())
                            .standardOutput(),
                    java.nio.charset.StandardCharsets.US_ASCII));
        }
        return Files.writeString(all, pem);
    }

    @Test
    void duringARolloverEitherRootIsEnough() throws IOException {
        Path before = issue("before", "ada@example.com");
        String protocol = folder.resolve("protocol.txt").toString();
        signet("authority", "rollover", "--key", "ec-p256", "--holder", "Ada Example", "--protocol", protocol)
                .expect(0);
        assertThat(Files.readString(Path.of(protocol)))
                .contains("Ada Example")
                .contains("root-2 is certified by root-1")
                .contains("root-1 is certified by root-2");
        String ofTheOld = folder.resolve("protocol-crl.txt").toString();
        signet("authority", "root-crl", "root-1", "--protocol", ofTheOld).expect(0);
        assertThat(Files.readString(Path.of(ofTheOld))).containsPattern("CRL \\d{10} of root-1 is published");
        Path after = issue("after", "bob@example.com");
        assertThat(signet("authority", "list").expect(0).output())
                .contains("root-2")
                .contains("issuing-2");
        try (Packaged server = Packaged.start(data, port, "serve", "--data", data.toString())) {
            List<Certificate> chain = Certificate.parseFile(
                            Files.readAllBytes(server.download("/trust/chain.pem", folder.resolve("chain.pem"))))
                    .orThrow();
            List<Certificate> roots =
                    chain.stream().filter(HierarchyTest::isRoot).toList();
            List<Certificate> others =
                    chain.stream().filter(each -> !isRoot(each)).toList();
            assertThat(roots).hasSize(2);
            assertThat(others).hasSize(4);
            Path crls = crls(server, "root-1", "root-2", "issuing-1", "issuing-2");
            for (Certificate root : roots) {
                believed(before, root, others, crls);
                believed(after, root, others, crls);
            }
        }
    }

    private static boolean isRoot(Certificate certificate) {
        return certificate.content().issuer().equals(certificate.content().subject());
    }

    @Test
    void aDomainIsAddedAndAnIssuerTakesOver() throws IOException {
        Path csr = Identity.request(folder.resolve("new.key"), folder.resolve("new.csr"), Identity.EC);
        assertThat(signet("issue", "--csr", csr.toString(), "--email", "eve@new.example")
                        .expect(1)
                        .output())
                .contains("new.example");
        signet("authority", "add-domain", "new.example").expect(0);
        Path added = issue("added", "ada@new.example");
        signet("authority", "new-issuer", "--key", "rsa-3072").expect(0);
        signet("authority", "retire", "issuing-1").expect(0);
        Path after = issue("after", "bob@new.example");
        signet("authority", "renew", "root-1").expect(0);
        signet("authority", "root-crl").expect(0);
        signet("crl").expect(0);
        try (Packaged server = Packaged.start(data, port, "serve", "--data", data.toString())) {
            Certificate root = Certificate.parseFile(
                            Files.readAllBytes(server.download("/trust/root.cer", folder.resolve("root.cer"))))
                    .orThrow()
                    .get(0);
            for (String id : List.of("issuing-1", "issuing-2")) {
                Certificate issuing = Certificate.parseFile(
                                Files.readAllBytes(server.download("/aia/" + id + ".cer", folder.resolve(id + ".cer"))))
                        .orThrow()
                        .get(0);
                Path leaf = id.equals("issuing-1") ? added : after;
                believed(leaf, root, List.of(issuing), crls(server, "root-1", id));
            }
        }
    }

    @Test
    void theRootsPassphraseIsSharedAmongHolders() throws IOException {
        Path shares = Files.createDirectory(folder.resolve("shares"));
        signet("authority", "split", "--holders", "3", "--threshold", "2", "--out-dir", shares.toString())
                .expect(0);
        Files.delete(data.resolve("keys/root-1.passphrase"));
        String first = shares.resolve("share-1.txt").toString();
        String third = shares.resolve("share-3.txt").toString();
        assertThat(signet("authority", "root-crl", "--share", third).expect(1).output())
                .contains("2 different ones are needed");
        assertThat(signet("authority", "root-crl", "--share", third, "--share", third)
                        .expect(1)
                        .output())
                .contains("2 different ones are needed");
        signet("authority", "root-crl", "--share", third, "--share", first).expect(0);
        String text = Files.readString(shares.resolve("share-1.txt"));
        Files.writeString(
                shares.resolve("share-1.txt"),
                text.substring(0, 30) + (text.charAt(30) == '0' ? '1' : '0') + text.substring(31));
        assertThat(signet("authority", "root-crl", "--share", third, "--share", first)
                        .expect(1)
                        .output())
                .contains("type it again");
    }
}
