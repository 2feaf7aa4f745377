package org.signet.interop.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.ldap.LdapCa;
import org.signet.interop.Gpgsm;
import org.signet.interop.Program;

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
        ThunderbirdProgram.unpack("address-books", ca.site(), folder.resolve("kit"));
    }

    @AfterAll
    static void close() {
        ca.close();
    }

    private static Program.Result script(Path kit, String argument) {
        Program.require("ldapsearch");
        return Program.require("sh").run(kit.resolve("find-certificate.sh").toString(), argument);
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
        ThunderbirdProgram.unpack(
                "address-books", ca.site("o=X'; touch " + folder.resolve("owned") + "; echo '<b>&\"\uFFFE:o=Y"), kit);
        script(kit, "ada@example.com");
        assertThat(folder.resolve("owned")).doesNotExist();
        assertThat(Files.readString(kit.resolve("apple.mobileconfig"))).contains("&lt;b&gt;&amp;");
        assertThat(Files.readString(kit.resolve("gpgsm.conf"))).contains("\\3Ao=Y:");
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
            List<String> lines = new ArrayList<>(Files.readAllLines(configuration));
            lines.addAll(Files.readAllLines(folder.resolve("kit/gpgsm.conf")));
            Files.write(configuration, lines);
            assertThat(gpgsm.ok("--with-colons", "--list-external-keys", "ada@example.com")
                            .output())
                    .contains(ada.sha1().hex().toUpperCase(Locale.ROOT));
        }
    }
}
