package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signet.app.TestCa;

/** Beside another CA, {@code openssl ca}: below its root, or in its place. */
class OtherCaTest {
    private Path folder;
    private Path data;
    private Path other;
    private int port;

    @BeforeEach
    void found() throws IOException {
        folder = Packaged.folder();
        data = folder.resolve("data");
        other = Files.createDirectories(folder.resolve("other/newcerts")).getParent();
        port = Packaged.freePort();
        Files.writeString(other.resolve("index.txt"), "");
        Files.writeString(other.resolve("serial"), "1000\n");
        Files.writeString(other.resolve("crlnumber"), "2A\n");
        Files.writeString(other.resolve("ca.cnf"), """
                [ca]
                default_ca = other
                [other]
                dir = %1$s
                database = $dir/index.txt
                new_certs_dir = $dir/newcerts
                serial = $dir/serial
                crlnumber = $dir/crlnumber
                certificate = $dir/ca.pem
                private_key = $dir/ca.key
                default_md = sha256
                default_days = 400
                default_crl_days = 20
                policy = any
                copy_extensions = copy
                unique_subject = no
                [any]
                commonName = optional
                organizationName = optional
                [sub]
                basicConstraints = critical,CA:true,pathlen:0
                keyUsage = critical,keyCertSign,cRLSign
                subjectKeyIdentifier = hash
                authorityKeyIdentifier = keyid
                extendedKeyUsage = emailProtection
                crlDistributionPoints = URI:http://localhost:%2$d/pki/other.crl
                authorityInfoAccess = caIssuers;URI:http://localhost:%2$d/pki/other.cer
                [narrow]
                basicConstraints = critical,CA:true,pathlen:0
                keyUsage = critical,keyCertSign,cRLSign
                nameConstraints = critical,permitted;email:example.org
                [named]
                basicConstraints = critical,CA:true,pathlen:0
                keyUsage = critical,keyCertSign,cRLSign
                nameConstraints = permitted;dirName:inside
                [inside]
                O = Other
                [leaf]
                basicConstraints = CA:false
                keyUsage = critical,digitalSignature
                [person]
                basicConstraints = CA:false
                keyUsage = critical,digitalSignature,keyEncipherment
                extendedKeyUsage = emailProtection
                subjectAltName = email:copy
                crlDistributionPoints = URI:http://localhost:%2$d/pki/other.crl
                """.formatted(other, port));
        openssl(
                "req",
                "-x509",
                "-newkey",
                "rsa:3072",
                "-keyout",
                at("ca.key"),
                "-passout",
                "pass:an old passphrase",
                "-out",
                at("ca.pem"),
                "-days",
                "3000",
                "-subj",
                "/O=Other/CN=Other Root",
                "-addext",
                "keyUsage=critical,keyCertSign,cRLSign");
        TestCa.found(data, List.of("example.com"), "http://localhost:" + port);
    }

    private String at(String name) {
        return other.resolve(name).toString();
    }

    private Map<String, String> environment() {
        return Map.of("SIGNET_DATA", data.toString());
    }

    private Program.Result signet(String... arguments) {
        return Packaged.signet(environment(), arguments);
    }

    private static Program.Result openssl(String... arguments) {
        return Program.require("openssl").ok(arguments);
    }

    private void ca(String... arguments) {
        openssl(Stream.concat(
                        Stream.of("ca", "-batch", "-config", at("ca.cnf"), "-passin", "pass:an old passphrase"),
                        Stream.of(arguments))
                .toArray(String[]::new));
    }

    private String request() {
        Path csr = folder.resolve("issuing.csr");
        signet("authority", "request", "--key", "ec-p256", "--out", csr.toString())
                .expect(0);
        return csr.toString();
    }

    @Test
    void anIssuingCaBelowAnotherRoot() throws IOException {
        String csr = request();
        signet("authority", "new-issuer", "--key", "ec-p256").expect(0);
        ca("-in", csr, "-out", at("sub.pem"), "-extensions", "sub", "-notext");
        ca("-gencrl", "-out", at("other.crl"));
        openssl("crl2pkcs7", "-nocrl", "-certfile", at("sub.pem"), "-certfile", at("ca.pem"), "-out", at("chain.p7b"));
        assertThat(signet("authority", "install", "issuing-9", at("chain.p7b"))
                        .expect(1)
                        .output())
                .contains("authority request");
        signet("authority", "install", "issuing-2", at("chain.p7b")).expect(0);
        signet("authority", "retire", "issuing-1").expect(0);
        signet("authority", "retire", "issuing-3").expect(0);
        signet("authority", "retire", "root-1").expect(0);
        Path leaf = folder.resolve("leaf.pem");
        Path person = Identity.request(folder.resolve("p.key"), folder.resolve("p.csr"), Identity.EC);
        signet("issue", "--csr", person.toString(), "--email", "ada@example.com", "--out", leaf.toString())
                .expect(0);
        try (Packaged server = Packaged.start(data, port, "serve", "--data", data.toString())) {
            Path root = server.download("/trust/root.pem", folder.resolve("root.pem"));
            assertThat(Files.readString(root).strip())
                    .isEqualTo(openssl("x509", "-in", at("ca.pem"))
                            .output()
                            .lines()
                            .skip(1)
                            .collect(Collectors.joining("\n"))
                            .strip());
            Path crl = server.download("/crl/issuing-2.crl", folder.resolve("issuing.crl"));
            openssl("crl", "-inform", "DER", "-in", crl.toString(), "-out", at("issuing.crl.pem"));
            String both = Files.readString(Path.of(at("issuing.crl.pem"))) + Files.readString(Path.of(at("other.crl")));
            Path crls = Files.writeString(folder.resolve("crls.pem"), both);
            openssl(
                    "verify",
                    "-x509_strict",
                    "-purpose",
                    "smimesign",
                    "-crl_check_all",
                    "-CAfile",
                    root.toString(),
                    "-untrusted",
                    leaf.toString(),
                    "-CRLfile",
                    crls.toString(),
                    leaf.toString());
        }
    }

    @Test
    void whatWouldNotWorkIsRefused() throws IOException {
        String csr = request();
        ca("-in", csr, "-out", at("narrow.pem"), "-extensions", "narrow", "-notext");
        ca("-in", csr, "-out", at("leaf.pem"), "-extensions", "leaf", "-notext");
        ca("-in", csr, "-out", at("named.pem"), "-extensions", "named", "-notext");
        refused(at("narrow.pem"), "root's certificate is not among them");
        refused(at("ca.pem"), "for the key of the request");
        refused(chain("narrow.pem"), "may not certify addresses of example.com");
        refused(chain("named.pem"), "limits the names of subjects");
        refused(chain("leaf.pem"), "does not make its holder a CA");
        assertThat(signet("authority", "list").expect(0).output()).doesNotContain("issuing-2");
    }

    private void refused(String certificates, String sentence) {
        assertThat(signet("authority", "install", "issuing-2", certificates)
                        .expect(1)
                        .output())
                .contains(sentence);
    }

    private String chain(String certificate) throws IOException {
        String text = Files.readString(Path.of(at(certificate))) + Files.readString(Path.of(at("ca.pem")));
        return Files.writeString(folder.resolve("chain-" + certificate), text).toString();
    }

    private void person(String name) {
        Path csr = Identity.request(
                folder.resolve(name + ".key"),
                folder.resolve(name + ".csr"),
                "-newkey",
                "rsa:2048",
                "-subj",
                "/CN=" + name + " Example/emailAddress=" + name + "@example.com");
        ca("-in", csr.toString(), "-out", at(name + ".pem"), "-extensions", "person", "-notext", "-preserveDN");
    }

    @Test
    void aCaIsTakenOverWithItsCertificatesAndItsCrl() throws IOException {
        for (String name : new String[] {"ada", "bob", "eve"}) {
            person(name);
        }
        ca("-revoke", at("bob.pem"), "-crl_reason", "keyCompromise");
        ca("-revoke", at("eve.pem"), "-crl_reason", "superseded");
        ca("-gencrl", "-out", at("last.crl"));
        Path lost = Path.of(at("newcerts/1002.pem"));
        assertThat(lost).exists();
        Files.delete(lost);
        Path passphrase = Files.writeString(folder.resolve("passphrase"), "an old passphrase\n");
        String[] verb = {
            "authority",
            "import",
            "--key",
            at("ca.key"),
            "--cert",
            at("ca.pem"),
            "--issued",
            at("newcerts"),
            "--crl",
            at("last.crl"),
            "--crl-url",
            "http://localhost:" + port + "/pki/other.crl",
            "--passphrase-file",
            passphrase.toString()
        };
        assertThat(signet(verb).expect(0).output())
                .contains("2 certificates taken over")
                .contains("2 revocations");
        assertThat(signet(verb).expect(0).output()).contains("0 certificates taken over, 2 known already");
        openssl(
                "x509",
                "-req",
                "-in",
                folder.resolve("ada.csr").toString(),
                "-CA",
                at("ca.pem"),
                "-CAkey",
                at("ca.key"),
                "-passin",
                "pass:an old passphrase",
                "-set_serial",
                "-7",
                "-out",
                at("newcerts/negative.pem"));
        assertThat(signet(verb).expect(1).output())
                .contains("0 certificates taken over, 2 known already")
                .contains("left out: -7 (")
                .contains("they lie between 1 and");
        assertThat(signet("find", "ada@example.com").expect(0).output()).contains("BEGIN CERTIFICATE");
        signet("find", "bob@example.com").expect(1);
        signet("revoke", "--cert", at("ada.pem"), "--reason", "superseded").expect(0);
        try (Packaged server = Packaged.start(data, port, "serve", "--data", data.toString())) {
            signet("crl").expect(0);
            Path crl = server.download("/pki/other.crl", folder.resolve("other.crl"));
            Path exported = Files.createDirectory(folder.resolve("exported"));
            signet("crl", "--out-dir", exported.toString()).expect(0);
            assertThat(exported.resolve("imported-1.crl")).hasSameBinaryContentAs(crl);
            String text = openssl(
                            "crl", "-inform", "DER", "-in", crl.toString(), "-noout", "-text", "-CAfile", at("ca.pem"))
                    .output();
            assertThat(text)
                    .contains("verify OK")
                    .contains("1000")
                    .contains("1001")
                    .contains("1002");
            assertThat(text).contains("Key Compromise").contains("Superseded");
            int number = Integer.parseInt(text.replaceAll("(?s).*CRL Number: *\\n *([0-9]+).*", "$1"));
            assertThat(number).isGreaterThan(0x2A);
        }
    }
}
