package org.signet.interop.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.interop.Packaged;
import org.signet.interop.Program;

/** curl asks the store; openssl, OpenLDAP's tools and vobject read the files. */
class DirectoryFilesTest {
    private static final String ADDRESS = "zoe.o'neil+dir@localhost.example";
    private static final Program OPENSSL = Program.require("openssl");
    private static Packaged signet;
    private static String address;
    private static byte[] leaf;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void issue() throws Exception {
        signet = Packaged.shared();
        String domain = signet.signet("profile", "list").exit() == 0
                ? Files.readString(signet.data().resolve("signet.toml"))
                        .replaceAll("(?s).*\\[domains?\\.\"?([^\"\\]]+).*", "$1")
                : "";
        address = ADDRESS.replaceAll("@.*", "@" + domain);
        Path key = folder.resolve("key.pem");
        Path csr = folder.resolve("request.pem");
        OPENSSL.ok(
                "req",
                "-new",
                "-newkey",
                "rsa:3072",
                "-nodes",
                "-subj",
                "/CN=x",
                "-keyout",
                key.toString(),
                "-out",
                csr.toString());
        signet.signet(
                        "issue",
                        "--csr",
                        csr.toString(),
                        "--email",
                        address,
                        "--given-name",
                        "Zo\u00eb",
                        "--surname",
                        "O'Neil; x",
                        "--out",
                        folder.resolve("leaf.pem").toString())
                .expect(0);
        leaf = signet.signet("find", address, "--format", "der").expect(0).standardOutput();
    }

    private static Program.Result curl(String pathAndQuery, String... more) {
        List<String> arguments = new java.util.ArrayList<>(
                List.of("-s", "-S", "-D", folder.resolve("head").toString()));
        arguments.addAll(List.of(more));
        arguments.add(signet.url() + pathAndQuery);
        return Program.require("curl").ok(arguments.toArray(String[]::new));
    }

    private static String head() throws Exception {
        return Files.readString(folder.resolve("head"), StandardCharsets.ISO_8859_1);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private String sha1(byte[] octets) {
        byte[] hash = OPENSSL.run(octets, "dgst", "-sha1", "-binary").expect(0).standardOutput();
        return Base64.getEncoder().withoutPadding().encodeToString(hash);
    }

    @Test
    void curlFindsCertificatesAndCrls() throws Exception {
        assertThat(curl("/certificates/search.cgi?email=" + encoded(address)).standardOutput())
                .isEqualTo(leaf);
        assertThat(head())
                .startsWith("HTTP/1.1 200")
                .contains("application/pkix-cert", "Content-Length: " + leaf.length)
                .doesNotContain("chunked", "Content-Encoding");
        byte[] root = curl("/trust/root.cer").standardOutput();
        assertThat(curl("/certificates/search.cgi?certHash=" + encoded(sha1(root)))
                        .standardOutput())
                .isEqualTo(root);
        curl("/certificates/search.cgi?email=" + address);
        assertThat(head()).as("a plus as it is").startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vcard", "vcard3"})
    void anotherParserReadsTheCard(String form) throws Exception {
        Path card = folder.resolve("card.vcf");
        signet.signet("find", address, "--format", form, "--out", card.toString())
                .expect(0);
        byte[] read = python("""
                import sys, vobject, base64, re
                card = vobject.readOne(open(sys.argv[1], encoding='utf-8'))
                assert card.fn.value == "Zo\\u00eb O'Neil; x", card.fn.value
                assert card.n.value.family == "O'Neil; x", card.n.value.family
                assert card.email.value == sys.argv[2], card.email.value
                key = card.key.value
                if isinstance(key, str):
                    # It knows version 3.0, and cuts a URI at its comma: the line itself has the rest.
                    assert key == 'data:application/pkcs7-mime;base64', key
                    key = re.search('(?m)^KEY:' + key + ',(.*)$', open(sys.argv[1]).read().replace('\\n ', '')).group(1)
                    key = base64.b64decode(key)
                sys.stdout.buffer.write(key)
                """, card.toString(), address);
        if (form.equals("vcard3")) {
            assertThat(read).isEqualTo(leaf);
        } else {
            assertThat(OPENSSL.run(read, "pkcs7", "-inform", "DER", "-print_certs")
                            .expect(0)
                            .output())
                    .contains("subject=")
                    .satisfies(out -> assertThat(out.split("BEGIN CERT", -1)).hasSize(4));
        }
    }

    private static byte[] python(String script, String... arguments) throws Exception {
        Path file = Files.writeString(folder.resolve("read.py"), script);
        List<String> all = new java.util.ArrayList<>(List.of(file.toString()));
        all.addAll(List.of(arguments));
        return Program.require("python3")
                .with(Map.of("PYTHONPATH", Unpacked.environment("knotd").get("PYTHONPATH")))
                .ok(all.toArray(String[]::new))
                .standardOutput();
    }

    @Test
    void openLdapTakesTheLdifAndOpensslItsValues() throws Exception {
        Path map = Files.writeString(
                folder.resolve("map.csv"), "DN,mail\n\"CN=O'Neil\\, Zo\u00eb,DC=example\"," + address + "\n");
        Path changes = folder.resolve("changes.ldif");
        signet.signet("export-directory", "--for", "ad", "--dn-map", map.toString(), "--out", changes.toString())
                .expect(0);
        Program ldapmodify = Unpacked.program("ldapmodify");
        assertThat(ldapmodify.ok("-n", "-v", "-f", changes.toString()).output())
                .contains(
                        "!modifying entry \"CN=O'Neil\\, Zo\u00eb,DC=example\"",
                        "replace userSMIMECertificate",
                        "replace userCertificate");
        Path book = folder.resolve("book.ldif");
        signet.signet("find", address, "--format", "ldif", "--out", book.toString())
                .expect(0);
        ldapmodify.ok("-n", "-a", "-f", book.toString());
        for (Path file : List.of(changes, book)) {
            assertThat(values(file, "userCertificate")).containsExactly(leaf);
            byte[] chain = values(file, "userSMIMECertificate").get(0);
            assertThat(OPENSSL.run(chain, "pkcs7", "-inform", "DER", "-print_certs")
                            .expect(0)
                            .output()
                            .split("BEGIN CERT", -1))
                    .hasSize(4);
        }
    }

    private static List<byte[]> values(Path ldif, String attribute) throws Exception {
        return Arrays.stream(Files.readString(ldif).replace("\r\n ", "").split("\r\n"))
                .filter(line -> line.matches(attribute + "(;binary)?:: .*"))
                .map(line -> Base64.getDecoder().decode(line.replaceAll(".*:: ", "")))
                .toList();
    }

    /** Without the name of the entry, which is the server's own. */
    private static String text(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1).replaceAll("(?m)^(dn|uid|UID):.*$", "");
    }

    @Test
    void everyFormComesFromTheServerToo() throws Exception {
        for (String form : List.of("pem", "der", "vcard", "vcard3", "smimea", "ldif")) {
            byte[] here =
                    signet.signet("find", address, "--format", form).expect(0).standardOutput();
            byte[] there = signet.signet("find", address, "--format", form, "--server", signet.url())
                    .expect(0)
                    .standardOutput();
            assertThat(text(there)).as(form).isEqualTo(text(here));
        }
        assertThat(curl("/api/v1/certificates?email=" + encoded(address), "-H", "Accept: text/vcard")
                        .standardOutput())
                .isEqualTo(signet.signet("find", address, "--format", "vcard").standardOutput());
        assertThat(head()).contains("text/vcard");
    }
}
