package org.signet.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.interop.Packaged;
import org.signet.interop.Program;

/**
 * Every page with something to show, after years of use: two roots, a retired issuing CA, an added domain, tokens, what ends
 * soon. None scrolls sideways on a telephone, none complains.
 */
class LookTest {
    private static final List<String> PAGES = List.of(
            "/",
            "/enroll",
            "/trust",
            "/check",
            "/encrypt",
            "/directory",
            "/revoke",
            "/compromised",
            "/admin",
            "/admin/requests",
            "/admin/people",
            "/admin/certificates",
            "/admin/certificates?state=active&use=both",
            "/admin/expiring",
            "/admin/hierarchy",
            "/admin/self-check",
            "/admin/settings",
            "/admin/tokens",
            "/admin/account",
            "/admin/accounts",
            "/admin/decisions",
            "/admin/account/password",
            "/admin/confirm",
            "/sign-in",
            "/admin/audit");

    private static Packaged server;
    private static Browsing browsing;
    private static List<Cookie> session;
    private static String certificate;

    @BeforeAll
    static void years() throws IOException {
        Path folder = Packaged.folder();
        Path data = folder.resolve("data");
        int port = Packaged.freePort();
        Map<String, String> environment = Map.of("SIGNET_DATA", data.toString());
        Packaged.quickstart(data, port).close();
        Path toml = data.resolve("signet.toml");
        Files.writeString(toml, Files.readString(toml) + "\n[profiles.mailbox-strict]\ndays = 60\n");
        for (String[] verb : new String[][] {
            {"authority", "add-domain", "a-rather-long-name-of-a-subsidiary.example"},
            {"authority", "new-issuer", "--key", "ec-p256"},
            {"authority", "retire", "issuing-1"},
            {"authority", "rollover", "--key", "ec-p256"},
            {"token", "create", "--name", "erp-2026", "--scope", "certificates:issue", "--domain", "example.com"}
        }) {
            Packaged.signet(environment, verb).expect(0);
        }
        Path csr = folder.resolve("ada.csr");
        Program.require("openssl")
                .ok(
                        "req",
                        "-new",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-subj",
                        "/CN=x",
                        "-keyout",
                        folder.resolve("ada.key").toString(),
                        "-out",
                        csr.toString());
        String serial = Packaged.signet(
                        environment,
                        "issue",
                        "--csr",
                        csr.toString(),
                        "--email",
                        "ada.augusta.king.countess.of.lovelace@example.com",
                        "--name",
                        "Ada Augusta King, Countess of Lovelace")
                .expect(0)
                .output()
                .replaceAll("(?s).*Issued ([0-9a-f]+) for.*", "$1");
        certificate = "/admin/certificates/" + serial;
        server = Packaged.start(data, port, "quickstart", "--data", data.toString());
        browsing = Browsing.start();
        Page administrator = browsing.visitor();
        administrator.navigate(server.administratorLink());
        administrator.locator("input[type=password]").all().forEach(field -> field.fill("a long enough password"));
        administrator.locator("main form button.primary").click();
        session = administrator.context().cookies();
    }

    @AfterAll
    static void stop() {
        if (browsing != null) {
            browsing.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"360, en, LIGHT", "360, de, DARK", "1200, en, LIGHT"})
    void nothingScrollsSideways(int width, String language, ColorScheme colours) {
        Page visitor = browsing.visitor(
                new Browser.NewContextOptions().setViewportSize(width, 800).setColorScheme(colours));
        visitor.context().addCookies(session);
        visitor.navigate(server.url() + "/?lang=" + language);
        for (String path : Stream.concat(PAGES.stream(), Stream.of(certificate, certificate + "/revoke"))
                .toList()) {
            visitor.navigate(server.url() + path);
            Browsing.picture(visitor, "look" + path.replaceAll("[^a-z]+", "-") + "-" + width + "-" + language);
            Number wide = (Number) visitor.evaluate("document.documentElement.scrollWidth");
            assertThat(wide.intValue()).as("%s in %s", path, language).isLessThanOrEqualTo(width);
            assertThat(visitor.locator("html").getAttribute("lang")).isEqualTo(language);
            assertThat(visitor.locator("main").textContent()).as(path).doesNotContain("{0}");
        }
    }

    @Test
    void whatIsSaidOfEveryPlatformFitsATelephone() {
        Page visitor = browsing.visitor(new Browser.NewContextOptions().setViewportSize(360, 800));
        visitor.navigate(server.url() + "/trust?lang=de");
        visitor.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)");
        Browsing.picture(visitor, "look-trust-open-360");
        Number wide = (Number) visitor.evaluate("document.documentElement.scrollWidth");
        assertThat(wide.intValue()).isLessThanOrEqualTo(360);
        assertThat(visitor.locator("a[href^='/trust/'][download]").count()).isGreaterThan(14);
    }

    /** On a notice or in a letter there is what to compare, and nothing to click. */
    @Test
    void theTrustPagePrintsWhatIsToBeCompared() {
        Page visitor = browsing.visitor();
        visitor.navigate(server.url() + "/trust");
        visitor.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        Browsing.picture(visitor, "look-trust-print");
        assertThat(visitor.locator(".qr svg").isVisible()).isTrue();
        assertThat(visitor.locator(".root-card .groups").isVisible()).isTrue();
        for (String left : List.of("nav", ".folds", "form", "a.button")) {
            assertThat(visitor.locator(left).all()).as(left).noneMatch(each -> each.isVisible());
        }
    }

    @Test
    void noPageComplains() {
        Page visitor = browsing.visitor();
        visitor.context().addCookies(session);
        PAGES.forEach(path -> visitor.navigate(server.url() + path));
        assertThat(browsing.complaints()).isEmpty();
    }
}
