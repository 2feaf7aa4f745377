package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.app.Csr;
import org.signet.ca.access.Scope;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateBundle;
import org.signet.crypto.x509.Pem;
import org.signet.edge.http.ServerSettings.TlsFiles;
import org.signet.edge.ldap.LdapCa;
import org.signet.model.Bytes;

/** OpenLDAP's ldapsearch and gpgsm's dirmngr find people's certificates, in clear and by TLS. */
class LdapClientsTest {
    @TempDir
    private static Path folder;

    private static LdapCa ca;
    private static KeyPair key;
    private static Certificate ada;
    private static Program ldapsearch;

    @BeforeAll
    static void open() {
        Program.require("ldapsearch");
        TlsFiles files = LdapCa.tlsFiles(folder);
        ca = LdapCa.open(folder, 1000, Optional.of(files), "127.0.0.1");
        key = Csr.key(KeyType.RSA_3072);
        ada = ca.issue("ada@example.com", "Ada Lovelace", key);
        ldapsearch = Program.of(
                Map.of("LDAPTLS_CACERT", files.certificate().toString(), "LDAPTLS_REQCERT", "demand"),
                "ldapsearch",
                "-x",
                "-LLL",
                "-o",
                "ldif-wrap=no",
                "-b",
                LdapCa.BASE);
    }

    @AfterAll
    static void close() {
        if (ca != null) {
            ca.close();
        }
    }

    /** By number: libldap takes "localhost" for the machine's own name when it looks at the certificate. */
    private static String plain() {
        return "ldap://127.0.0.1:" + ca.url().getPort();
    }

    private static byte[] value(Program.Result result, String attribute) {
        String start = attribute + ":: ";
        return result.output()
                .lines()
                .filter(line -> line.startsWith(start))
                .map(line -> Base64.getDecoder().decode(line.substring(start.length())))
                .findFirst()
                .orElseThrow(() -> new AssertionError(result.output()));
    }

    @Test
    void inClearByStartTlsAndByLdaps() {
        String filter = "(mail=ada@example.com)";
        for (Program.Result result : List.of(
                ldapsearch.ok("-H", plain(), filter),
                ldapsearch.ok("-H", plain(), "-ZZ", filter),
                ldapsearch.ok("-H", "ldaps://127.0.0.1:" + ca.tlsUrl().getPort(), filter))) {
            assertThat(value(result, "userCertificate;binary"))
                    .isEqualTo(ada.der().toArray());
            assertThat(CertificateBundle.parse(value(result, "userSMIMECertificate;binary"))
                            .orThrow()
                            .certificates())
                    .hasSize(3)
                    .contains(ada);
            assertThat(result.output()).contains("cn: Ada Lovelace\n", "mail: ada@example.com\n");
        }
    }

    /** As its code asks (standards.md, section 8): twice as many entries as addresses at most, and one attribute. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(&(objectclass=*)(mail=ada@example.com))",
                "(&(objectclass=*)(|(mail=ada@example.com)(mail=unknown@example.com)))",
                "(mail=Ada@Example.COM)"
            })
    void asThunderbirdAsks(String filter) {
        Program.Result result = ldapsearch.ok("-H", plain(), "-z", "4", filter, "usercertificate;binary");
        assertThat(value(result, "userCertificate;binary")).isEqualTo(ada.der().toArray());
        assertThat(result.output()).doesNotContain("userSMIMECertificate", "mail:");
    }

    @Test
    void boundByStartTlsItSearchesForWords() throws Exception {
        Path secret = Files.writeString(folder.resolve("token"), ca.token("mutt", Scope.CERTIFICATES_FIND));
        String words = "(|(mail=*love*)(cn=*love*)(givenName=*love*)(sn=*love*)(displayName=*love*))";
        assertThat(ldapsearch.run("-H", plain(), words).expect(50).output()).contains("Without a bind");
        String[] bound = {"-H", plain(), "-ZZ", "-D", "cn=token," + LdapCa.BASE, "-y", secret.toString()};
        assertThat(ldapsearch.ok(Identity.concat(bound, words, "cn")).output()).contains("cn: Ada Lovelace");
        assertThat(ldapsearch
                        .ok(Identity.concat(bound, "-E", "pr=1/noprompt", words, "cn"))
                        .output())
                .contains("cn: Ada Lovelace");
    }

    @Test
    void browsersReadTheRootAndTheSchema() {
        assertThat(ldapsearch
                        .ok("-H", plain(), "-b", "", "-s", "base", "*", "+")
                        .output())
                .contains("namingContexts: o=Example Company", "supportedExtension: 1.3.6.1.4.1.1466.20037");
        assertThat(ldapsearch
                        .ok("-H", plain(), "-b", "cn=schema", "-s", "base", "objectClasses")
                        .output())
                .contains("NAME 'inetOrgPerson'");
        assertThat(ldapsearch
                        .run("-H", plain(), "(objectClass=*)", "dn")
                        .expect(11)
                        .output())
                .contains("dn: ou=people,o=Example Company", "The people are not listed");
    }

    /** dirmngr asks, gpgsm keeps what it was told as GPGME lets it, and encrypts to it. */
    @Test
    void gpgsmFindsARecipientAndEncrypts() throws Exception {
        Program.require("dirmngr");
        Program.require("gpgsm");
        List<Certificate> chain = ca
                .signet()
                .addressBook()
                .directory()
                .find(ada.content().addresses().get(0))
                .stream()
                .flatMap(entry -> ca
                        .signet()
                        .addressBook()
                        .directory()
                        .chain(entry.certificates().get(0))
                        .stream())
                .toList();
        try (Gpgsm gpgsm = Gpgsm.trusting(chain.get(2))) {
            Path configuration = gpgsm.home().resolve("gpgsm.conf");
            Files.writeString(
                    configuration,
                    Files.readString(configuration) + "keyserver 127.0.0.1:"
                            + ca.url().getPort() + ":::" + LdapCa.BASE + "\n");
            Path above =
                    Files.writeString(folder.resolve("above.pem"), new CertificateBundle(chain.subList(1, 3)).pem());
            gpgsm.ok("--import", above.toString());
            String found = gpgsm.ok("--with-colons", "--list-external-keys", "<ada@example.com>")
                    .output();
            String fingerprint = ada.sha1().hex().toUpperCase(java.util.Locale.ROOT);
            assertThat(found).contains(fingerprint);
            Path prints = Files.writeString(folder.resolve("prints"), fingerprint + "\n");
            Program.of(
                            Map.of("GNUPGHOME", gpgsm.home().toString()),
                            "sh",
                            "-c",
                            "printf 'INPUT FD=3\\nIMPORT --re-import\\nBYE\\n' | gpgsm --server 3< " + prints)
                    .ok();
            Path text = Files.writeString(folder.resolve("text"), "Figures for Ada.\n");
            Path message = folder.resolve("text.p7m");
            gpgsm.ok("--encrypt", "-r", "ada@example.com", "-o", message.toString(), text.toString());
            Path pem = folder.resolve("ada.key");
            Files.writeString(
                    pem, Pem.encode("PRIVATE KEY", Bytes.of(key.getPrivate().getEncoded())));
            byte[] read = Program.require("openssl")
                    .ok("cms", "-decrypt", "-inform", "DER", "-in", message.toString(), "-inkey", pem.toString())
                    .standardOutput();
            assertThat(new String(read, StandardCharsets.UTF_8)).isEqualTo("Figures for Ada.\n");
        }
    }

    @Test
    void theQuickstartPrintsItsAddress() {
        String url = Packaged.shared()
                .printed()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("ldap://"))
                .findFirst()
                .orElseThrow()
                .split(" ")[0];
        assertThat(ldapsearch.ok("-H", url, "-s", "base", "o").output()).contains("o: Example Company");
    }
}
