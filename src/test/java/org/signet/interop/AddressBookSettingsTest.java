package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.ca.trust.LdapPlace;
import org.signet.ca.trust.TrustKits;
import org.signet.ca.trust.TrustSite;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.ldap.LdapCa;

/** The settings that the page gives out, used by the programs that they are for, against a running server. */
class AddressBookSettingsTest {
    @TempDir
    private static Path folder;

    private static LdapCa ca;
    private static Certificate ada;

    @BeforeAll
    static void open() throws Exception {
        ca = LdapCa.open(folder, 1000);
        ada = ca.issue("ada@example.com", "Ada Lovelace");
        write(folder.resolve("kit"), LdapCa.BASE);
    }

    @AfterAll
    static void close() {
        ca.close();
    }

    private static void write(Path to, String base) throws Exception {
        var signet = ca.signet();
        TrustSite site =
                signet.config().deviceTrust(signet.authority(), signet.clock()).site(Optional.empty());
        TrustSite here = new TrustSite(
                site.company(),
                site.url(),
                site.anchors(),
                site.steps(),
                Optional.empty(),
                Optional.of(new LdapPlace("127.0.0.1", ca.url().getPort(), false, base)));
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(
                TrustKits.ofId("address-books").orElseThrow().write(here).toArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = to.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, zip.readAllBytes());
            }
        }
    }

    private static Program.Result script(Path kit, String... arguments) {
        Program.require("ldapsearch");
        return Program.of(
                        Map.of(),
                        Identity.concat(
                                new String[] {
                                    "sh", kit.resolve("find-certificate.sh").toString()
                                },
                                arguments))
                .run();
    }

    @Test
    void theScriptFindsACertificateThatOpenSslEncryptsTo() throws Exception {
        Program.Result found = script(folder.resolve("kit"), "ada@example.com").expect(0);
        assertThat(Certificate.parseFile(found.standardOutput()).orThrow()).containsExactly(ada);
        Path pem = Files.write(folder.resolve("ada.pem"), found.standardOutput());
        Path text = Files.writeString(folder.resolve("text"), "Figures.\n");
        Program.require("openssl")
                .ok("cms", "-encrypt", "-aes256", "-in", text.toString(), "-out", text + ".eml", pem.toString());
        script(folder.resolve("kit"), "nobody@example.com").expect(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "a*@example.com", "x)(mail=ada@example.com", "ada", ""})
    void theScriptTakesOneAddressAlone(String argument) {
        assertThat(script(folder.resolve("kit"), argument).expect(2).output()).contains("Give one e-mail address.");
    }

    /** A company's name is anybody's text. */
    @Test
    void aHostileBaseStaysOneArgument() throws Exception {
        Path kit = folder.resolve("hostile");
        write(kit, "o=X'; touch " + folder.resolve("owned") + "; echo '<b>&\"");
        script(kit, "ada@example.com");
        assertThat(folder.resolve("owned")).doesNotExist();
        assertThat(Files.readString(kit.resolve("apple.mobileconfig"))).contains("&lt;b&gt;&amp;");
        assertThat(Files.readString(kit.resolve("thunderbird/user.js"))).doesNotContain("<b>");
        Program.require("python3")
                .ok("-c", PLIST, kit.resolve("apple.mobileconfig").toString());
    }

    private static final String PLIST =
            "import plistlib,sys; p=plistlib.load(open(sys.argv[1],'rb'))['PayloadContent'][0];"
                    + "print(p['PayloadType'], p['LDAPAccountHostName'], p['LDAPSearchSettings'][0]['LDAPSearchSettingSearchBase'])";

    @Test
    void theProfileIsAPlistWithAnAccount() {
        assertThat(Program.require("python3")
                        .ok(
                                "-c",
                                PLIST,
                                folder.resolve("kit/apple.mobileconfig").toString())
                        .output())
                .contains("com.apple.ldap.account 127.0.0.1:" + ca.url().getPort() + " " + LdapCa.BASE);
    }

    @Test
    void theScriptIsClean() {
        Program.require("shellcheck")
                .ok(folder.resolve("kit/find-certificate.sh").toString());
    }

    @Test
    void gpgsmAsksWhereTheLineSays() throws Exception {
        Program.require("dirmngr");
        try (Gpgsm gpgsm = Gpgsm.trusting()) {
            Path configuration = gpgsm.home().resolve("gpgsm.conf");
            List<String> lines = new java.util.ArrayList<>(Files.readAllLines(configuration));
            lines.addAll(Files.readAllLines(folder.resolve("kit/gpgsm.conf")));
            Files.write(configuration, lines);
            assertThat(gpgsm.ok("--with-colons", "--list-external-keys", "ada@example.com")
                            .output())
                    .contains(ada.sha1().hex().toUpperCase(java.util.Locale.ROOT));
        }
    }
}
