package org.signet.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.signet.interop.Packaged;
import org.signet.interop.Program;

/** The whole way of an employee, an administrator and a colleague through the packaged program, in the order they go it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JourneyTest {
    private static final String PASSWORD = "correct horse battery";

    private static Packaged signet;
    private static Browsing browsing;
    private static Page employee;
    private static Page administrator;
    private static Path folder;
    private static final List<String> POSTED = new ArrayList<>();
    private static final List<KeyFile> MADE = new ArrayList<>();

    @BeforeAll
    static void start() {
        signet = Packaged.shared();
        browsing = Browsing.start();
        employee = browsing.visitor();
        administrator = browsing.visitor();
        folder = Packaged.folder();
        employee.onRequest(request -> {
            if (request.postData() != null) {
                POSTED.add(request.postData());
            }
        });
    }

    @AfterAll
    static void stop() {
        if (browsing != null) {
            browsing.close();
        }
    }

    private static void press(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .click();
    }

    /** Asks for a certificate and follows the mailed link to the button that proves the mailbox. */
    private static void asks(String name, String address) {
        employee.navigate(signet.url() + "/");
        employee.getByRole(AriaRole.MAIN)
                .getByText("Get my certificate")
                .first()
                .click();
        employee.locator("input[name=name]").fill(name);
        employee.locator("input[name=address]").fill(address);
        employee.locator("main form button.primary").click();
        employee.navigate(newestLink("/enroll/proof/"));
        employee.locator("main form button.primary").click();
        assertThat(employee.locator("main").textContent()).containsIgnoringCase("approv");
    }

    private static String newestLink(String path) {
        employee.navigate(signet.url() + "/outbox");
        return signet.url()
                + employee.locator(".letter-body a[href^='" + path + "']")
                        .first()
                        .getAttribute("href");
    }

    private static void approves(String address) {
        administrator.navigate(signet.url() + "/admin/requests");
        administrator
                .locator("main tr", new Page.LocatorOptions().setHasText(address))
                .first()
                .locator("a")
                .click();
        administrator.locator("#comment").fill("known by sight");
        press(administrator, "Approve");
    }

    /** Makes the key in the page, saves the file and shows it to the page again. */
    private static KeyFile makesKey(String flavour, String kind) {
        employee.navigate(newestLink("/enroll/key/"));
        employee.locator("input[name=flavour][value=" + flavour + "]").check();
        if (!kind.equals("rsa-3072")) {
            employee.locator("details.fold summary").first().click();
            employee.locator("input[name=key][value=" + kind + "]").check();
        }
        String passphrase = employee.locator("#made").textContent();
        Browsing.picture(employee, "key");
        employee.locator("#sure").check();
        employee.locator("#choose button.primary").click();
        employee.locator("#save").waitFor();
        Download download =
                employee.waitForDownload(() -> employee.locator("#download").click());
        Path file = folder.resolve(flavour + "-" + kind + ".p12");
        download.saveAs(file);
        assertThat(employee.locator("#done").isVisible()).isFalse();

        employee.locator("#file").setInputFiles(file);
        employee.locator("#typed").fill("not the passphrase");
        employee.locator("#check button.primary").click();
        employee.locator("[data-check=wrong-passphrase]").waitFor();
        employee.locator("#typed").fill(passphrase);
        employee.locator("#check button.primary").click();
        employee.locator("#done").waitFor();
        return new KeyFile(file, passphrase);
    }

    @Test
    @Order(1)
    void theFirstAdministratorSetsAPassword() {
        administrator.navigate(signet.administratorLink());
        for (var field : administrator.locator("input[type=password]").all()) {
            field.fill(PASSWORD);
        }
        administrator.locator("main form button.primary").click();
        assertThat(administrator.url()).endsWith("/admin");
        administrator.navigate(signet.administratorLink());
        assertThat(administrator.locator("main").textContent()).contains("used");
    }

    @Test
    @Order(2)
    void anEmployeeGetsACertificateForTheirOwnKey() {
        asks("Grace Hopper", "grace.hopper@example.com");
        approves("grace.hopper@example.com");
        KeyFile file = makesKey("modern", "rsa-3072");
        file.opensEverywhere();
        MADE.add(file);
    }

    @Test
    @Order(3)
    void anotherTakesTheCompatibleFileAndP256() {
        asks("Ada <script>alert(1)</script>", "ada.lovelace@example.com");
        approves("ada.lovelace@example.com");
        KeyFile file = makesKey("compatibility", "ec-p256");
        file.opensEverywhere();
        MADE.add(file);
        administrator.navigate(signet.url() + "/admin/people");
        assertThat(administrator.locator("main").textContent()).contains("<script>alert(1)</script>");
    }

    @Test
    @Order(4)
    void gpgsmTakesTheCompatibleRsaFile() throws Exception {
        asks("Gustav Gpgsm", "gustav@example.com");
        approves("gustav@example.com");
        KeyFile file = makesKey("compatibility", "rsa-3072");
        file.opensEverywhere();
        MADE.add(file);
        file.opensInGpgsm();
    }

    @Test
    @Order(5)
    void lookingAtALinkSpendsNothing() {
        asks("Scanner Victim", "scanned@example.com");
        employee.navigate(signet.url() + "/enroll");
        employee.locator("input[name=name]").fill("Scanner Victim");
        employee.locator("input[name=address]").fill("scanned2@example.com");
        employee.locator("main form button.primary").click();
        String link = newestLink("/enroll/proof/");
        for (String method : List.of("GET", "HEAD", "GET")) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(link))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            assertThat(Packaged.send(request).statusCode()).isEqualTo(200);
        }
        employee.navigate(link);
        employee.locator("main form button.primary").click();
        assertThat(employee.locator("main").textContent()).containsIgnoringCase("approv");
        employee.navigate(link);
        assertThat(employee.locator("main").textContent()).contains("Your mailbox is confirmed");
    }

    @Test
    @Order(6)
    void neitherKeyNorPassphraseWasSent() {
        assertThat(POSTED).anyMatch(body -> body.contains("BEGIN CERTIFICATE REQUEST"));
        assertThat(POSTED).noneMatch(body -> body.contains("PRIVATE KEY"));
        assertThat(MADE).isNotEmpty();
        for (KeyFile made : MADE) {
            assertThat(POSTED).noneMatch(body -> body.contains(made.passphrase()));
        }
    }

    @Test
    @Order(7)
    void aColleagueFindsTheCertificateAndTheRoot() {
        Page colleague = browsing.visitor();
        colleague.navigate(signet.url() + "/directory");
        colleague.locator("main form input").first().fill("grace.hopper@example.com");
        colleague.locator("main form button.primary").click();
        assertThat(colleague.locator("main").textContent()).contains("grace.hopper@example.com");
        String json = new String(
                signet.get("/api/v1/certificates?email=grace.hopper@example.com")
                        .body(),
                StandardCharsets.UTF_8);
        assertThat(json).contains("BEGIN CERTIFICATE");
        colleague.navigate(signet.url() + "/trust");
        Browsing.picture(colleague, "trust");
        Path der = signet.download("/trust/root.cer", folder.resolve("root.cer"));
        String shown = colleague.locator("main").textContent().replaceAll("\\s", "");
        String fingerprint = Program.require("openssl")
                .ok("x509", "-inform", "DER", "-in", der.toString(), "-noout", "-fingerprint", "-sha256")
                .output();
        assertThat(shown)
                .contains(fingerprint.replaceAll("(?s).*Fingerprint=", "").replaceAll("[:\\s]", ""));
    }

    @Test
    @Order(8)
    void theAdministratorRevokes() {
        administrator.navigate(signet.url() + "/admin/certificates?q=grace.hopper");
        administrator
                .getByRole(AriaRole.MAIN)
                .locator("a[href^='/admin/certificates/']")
                .first()
                .click();
        Browsing.picture(administrator, "certificate");
        administrator.getByText("Revoke …").first().click();
        administrator.locator("input[name=reason][value=keyCompromise]").check();
        administrator.locator("input[name=confirmed]").check();
        administrator.locator("main form button.danger").click();
        assertThat(administrator.locator("main").textContent()).contains("revoked");
        String serial = administrator.url().replaceAll(".*/certificates/([0-9a-f]+).*", "$1");
        // The page promises a minute.
        administrator.waitForCondition(
                () -> crl().toLowerCase(Locale.ROOT).contains(serial),
                new Page.WaitForConditionOptions().setTimeout(60_000));
        assertThat(crl()).contains("Key Compromise");
        assertThat(new String(
                        signet.get("/api/v1/certificates?email=grace.hopper@example.com")
                                .body(),
                        StandardCharsets.UTF_8))
                .doesNotContain("BEGIN CERTIFICATE");
    }

    /** The issuing CA's newest, as openssl reads it. */
    private static String crl() {
        Path crl = signet.download("/crl/issuing-1.crl", folder.resolve("after.crl"));
        return Program.require("openssl")
                .ok("crl", "-inform", "DER", "-in", crl.toString(), "-noout", "-text")
                .output();
    }

    @Test
    @Order(9)
    void noPageComplained() {
        // The link that was used already answers 410, which the console reports as a failed load.
        assertThat(browsing.complaints().stream()
                        .filter(complaint -> !complaint.contains("410") && !complaint.contains("404"))
                        .toList())
                .isEmpty();
    }
}
