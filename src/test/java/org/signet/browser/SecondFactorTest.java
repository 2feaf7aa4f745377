package org.signet.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.crypto.keys.Totp;
import org.signet.interop.Packaged;

/** A new officer where a second factor is demanded, from the link to the second sign-in. */
class SecondFactorTest {
    private static Packaged server;
    private static Browsing browsing;

    @BeforeAll
    static void start() throws IOException {
        Path data = Packaged.folder().resolve("data");
        int port = Packaged.freePort();
        Packaged.quickstart(data, port).close();
        Path toml = data.resolve("signet.toml");
        Files.writeString(toml, Files.readString(toml).replace("= \"optional\" ", "= \"required\" "));
        server = Packaged.start(data, port, "quickstart", "--data", data.toString());
        browsing = Browsing.start();
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

    /** Pictures the page, which scrolls sideways at no width. */
    private static void look(Page page, String name) {
        Number wide = (Number) page.evaluate("document.documentElement.scrollWidth");
        int width = page.viewportSize().width;
        assertThat(wide.intValue()).as(name).isLessThanOrEqualTo(width);
        Browsing.picture(
                page,
                "factor-" + name + "-" + width + "-" + page.locator("html").getAttribute("lang"));
    }

    private static void fillPasswords(Page page) {
        page.locator("input[type=password]").all().forEach(field -> field.fill("a long enough password"));
        page.locator("main form button.primary").click();
    }

    @ParameterizedTest
    @CsvSource({"360, de, DARK", "1200, en, LIGHT"})
    void whoHasNoneSetsOneUpBeforeAnythingElse(int width, String language, ColorScheme colours) {
        String user = "grace-" + language;
        String link =
                server.signet("user", "invite", user).expect(0).output().strip().replaceAll("(?s).*\\n", "");
        Page page = browsing.visitor(
                new Browser.NewContextOptions().setViewportSize(width, 800).setColorScheme(colours));
        page.navigate(server.url() + "/?lang=" + language);
        page.navigate(link);
        look(page, "welcome");
        fillPasswords(page);
        page.waitForURL(server.url() + "/admin/set-up");
        look(page, "set-up");
        for (String other : new String[] {"/admin", "/admin/requests", "/admin/account", "/admin/certificates"}) {
            page.navigate(server.url() + other);
            assertThat(page.url()).as(other).endsWith("/admin/set-up");
        }
        page.locator("form[action='/admin/account/app'] button").click();
        page.locator("main summary").click();
        look(page, "app");
        Totp app = new Totp(page.locator(".secret").textContent().strip());
        page.locator("input[name=code]").fill("000000");
        page.locator("main form button.primary").click();
        page.locator(".field-wrong").waitFor();
        look(page, "app-wrong");
        page.locator("input[name=code]").fill(app.code(Totp.step(Instant.now())));
        page.locator("main form button.primary").click();
        page.locator(".recovery").waitFor();
        look(page, "recovery");
        String recovery = page.locator(".recovery li").first().textContent();
        page.locator("main a.primary").click();
        page.waitForURL(server.url() + "/admin/account");
        look(page, "account");
        page.locator("form[action='/sign-out'] button").first().click();
        page.navigate(server.url() + "/admin/certificates");
        look(page, "sign-in");
        page.locator("input[name=user]").fill(user);
        fillPasswords(page);
        page.waitForURL(url -> url.contains("/sign-in/code"));
        look(page, "code");
        page.locator("input[name=code]").fill("123456");
        page.locator("main form button.primary").click();
        page.locator(".field-wrong").waitFor();
        page.locator("input[name=code]").fill(recovery);
        page.locator("main form button.primary").click();
        page.waitForURL(server.url() + "/admin/certificates");
        page.navigate(server.url() + "/admin/confirm?next=/admin/account");
        look(page, "confirm");
    }
}
