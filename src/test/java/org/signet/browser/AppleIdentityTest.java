package org.signet.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.interop.Packaged;
import org.signet.interop.Program;

/** An officer invites, the guest makes keys, saves the profile for their telephone, and sees it all at /my. */
class AppleIdentityTest {
    private static final String READ = """
            import plistlib, sys
            p = plistlib.load(open(sys.argv[1], 'rb'))
            assert p['PayloadType'] == 'Configuration' and p['PayloadVersion'] == 1
            ids = [c['PayloadIdentifier'] for c in p['PayloadContent']] + [p['PayloadIdentifier']]
            assert len(set(ids)) == len(ids)
            assert not any('Password' in c for c in p['PayloadContent'])
            for i, c in enumerate(p['PayloadContent']):
                kind = c['PayloadType'].rsplit('.', 1)[1]
                open('%s/%d.%s' % (sys.argv[2], i, kind), 'wb').write(c['PayloadContent'])
                print('has', kind)
            print('has', p['PayloadDisplayName'])
            """;

    private static Packaged signet;
    private static Browsing browsing;
    private static Page officer;

    @BeforeAll
    static void start() {
        signet = Packaged.quickstart(Packaged.folder().resolve("invited"), Packaged.freePort());
        browsing = Browsing.start();
        officer = browsing.visitor();
        officer.navigate(signet.administratorLink());
        officer.locator("input[type=password]").all().forEach(field -> field.fill("correct horse battery"));
        officer.locator("main form button.primary").click();
    }

    @AfterAll
    static void stop() {
        if (browsing != null) {
            browsing.close();
        }
        if (signet != null) {
            signet.close();
        }
    }

    private static String newestLink(Page page, String path) {
        page.navigate(signet.url() + "/outbox");
        return signet.url()
                + page.locator(".letter-body a[href^='" + path + "']").first().getAttribute("href");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theProfileHoldsWhatTheFileHolds(boolean pair) throws IOException {
        String address = pair ? "pair.phone@example.com" : "phone@example.com";
        officer.navigate(signet.url() + "/admin/invite");
        officer.locator("#address").fill(address);
        officer.locator("#name").fill("Grace <b>&amp;</b> Hopper");
        officer.locator("form[action='/admin/invite'] input[name=pair]").setChecked(pair);
        officer.locator("form[action='/admin/invite'] button.primary").click();
        officer.locator(".notice-done").waitFor();

        Page guest = browsing.visitor(new Browser.NewContextOptions()
                .setViewportSize(360, 800)
                .setUserAgent("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile Safari"));
        List<String> sent = new ArrayList<>();
        guest.onRequest(request -> sent.add(String.valueOf(request.postData())));
        guest.navigate(newestLink(guest, "/enroll/key/"));
        String passphrase = guest.locator("#made").textContent();
        guest.locator("#sure").check();
        guest.locator("#choose button.primary").click();
        guest.locator("#save").waitFor();
        Path folder = Files.createDirectory(Packaged.folder().resolve("phone-" + pair));
        Download profile = guest.waitForDownload(() -> guest.locator("#profile").click());
        assertThat(profile.suggestedFilename()).isEqualTo(address + ".mobileconfig");
        Path saved = folder.resolve("identity.mobileconfig");
        profile.saveAs(saved);
        Download file = guest.waitForDownload(() -> guest.locator("#download").click());
        file.saveAs(folder.resolve("identity.p12"));
        guest.locator("#file").setInputFiles(folder.resolve("identity.p12"));
        guest.locator("#typed").fill(passphrase);
        guest.locator("#check button.primary").click();
        guest.locator("#done").waitFor();
        assertThat(guest.locator("#done details[open] summary").first().textContent())
                .contains("iPhone");
        Browsing.picture(guest, "done-phone");

        String seen = Program.require("python3")
                .ok("-c", READ, saved.toString(), folder.toString())
                .output();
        assertThat(seen.lines().filter(line -> line.startsWith("has ")).map(line -> line.substring(4)))
                .containsExactlyElementsOf(
                        pair
                                ? List.of("pkcs12", "pkcs12", "pkcs1", "root", "Example Company: " + address)
                                : List.of("pkcs12", "pkcs1", "root", "Example Company: " + address));
        for (int i = 0; i < (pair ? 2 : 1); i++) {
            assertThat(Program.require("openssl")
                            .ok(
                                    "pkcs12",
                                    "-in",
                                    folder.resolve(i + ".pkcs12").toString(),
                                    "-legacy",
                                    "-passin",
                                    "pass:" + passphrase,
                                    "-nodes")
                            .output())
                    .contains("PRIVATE KEY", "BEGIN CERTIFICATE");
            assertThat(Program.require("openssl")
                            .ok(
                                    "pkcs12",
                                    "-in",
                                    folder.resolve(i + ".pkcs12").toString(),
                                    "-legacy",
                                    "-info",
                                    "-noout",
                                    "-passin",
                                    "pass:" + passphrase)
                            .output())
                    .as("as Apple's devices read it, though the file is for current programs")
                    .contains("pbeWithSHA1And3-KeyTripleDES-CBC")
                    .doesNotContain("PBES2");
        }
        int root = pair ? 3 : 2;
        Program.require("openssl")
                .ok(
                        "x509",
                        "-inform",
                        "DER",
                        "-noout",
                        "-in",
                        folder.resolve(root + ".root").toString());
        assertThat(Files.readString(saved)).doesNotContain(passphrase);
        assertThat(sent).noneMatch(body -> body.contains(passphrase) || body.contains("PRIVATE"));
        seesItAtMy(guest, address, pair ? 2 : 1);
    }

    private static void seesItAtMy(Page guest, String address, int certificates) {
        guest.navigate(signet.url() + "/my");
        guest.locator("input[name=address]").fill(address);
        Browsing.picture(guest, "my-ask");
        guest.locator("main form button.primary").click();
        guest.navigate(newestLink(guest, "/my/in/"));
        guest.locator("main form button.primary").click();
        assertThat(guest.url()).endsWith("/my");
        assertThat(guest.locator("section.mine").count()).isEqualTo(certificates);
        assertThat(guest.locator("details[open] summary").first().textContent()).contains("iPhone");
        Browsing.picture(guest, "my");
        Number wide = (Number) guest.evaluate("document.documentElement.scrollWidth");
        assertThat(wide.intValue()).isLessThanOrEqualTo(360);
    }

    @Test
    void aTableIsSentAsAFileAndWatchedUntilItIsDone() throws IOException {
        Path table = Packaged.folder().resolve("people.csv");
        Files.writeString(
                table, "email,name\nt1@example.com,Table One\nt2@example.com,Table Two\nnobody@elsewhere.example,No\n");
        officer.navigate(signet.url() + "/admin/invite");
        officer.locator("#table-file").setInputFiles(table);
        officer.locator("#table-form button.primary").click();
        officer.locator("form[action$='/release'] button").waitFor();
        Browsing.picture(officer, "invite-table");
        officer.locator("form[action$='/release'] button").click();
        officer.locator(".notice-done").waitFor();
        assertThat(officer.locator("main").textContent()).contains("2 invitations were sent");
        assertThat(browsing.complaints()).isEmpty();
    }
}
