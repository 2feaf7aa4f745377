package org.signet.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.signet.interop.Packaged;

/** Two administrators in two browsers and an operator at a terminal decide together. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DecisionsJourneyTest {
    private static Path data;
    private static int port;
    private static Packaged server;
    private static Browsing browsing;
    private static Page first;
    private static Page second;

    @BeforeAll
    static void start() {
        data = Packaged.folder().resolve("data");
        port = Packaged.freePort();
        server = Packaged.quickstart(data, port);
        browsing = Browsing.start();
        first = welcomed(server.administratorLink());
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

    private static Page welcomed(String link) {
        Page page = browsing.visitor();
        page.navigate(link);
        page.locator("input[type=password]").all().forEach(field -> field.fill("a long enough password"));
        page.locator("main form button.primary").click();
        return page;
    }

    /** The link in the newest mail, as whoever reads it follows it. */
    private static String mailed(Page page) {
        open(page, "/outbox");
        return server.url()
                + page.locator(".letter-body a[href^='/admin/welcome/']")
                        .first()
                        .getAttribute("href");
    }

    private static void open(Page page, String path) {
        page.navigate(server.url() + path);
    }

    private static String invite(Page page, String name, String role) {
        open(page, "/admin/accounts");
        page.fill("#user", name);
        page.check("input[type=radio][value=" + role + "] >> nth=-1");
        page.click("form.card button.primary");
        return page.locator(".handed").count() == 0
                ? ""
                : page.locator(".handed").textContent();
    }

    private static void looked(Page page, String name) {
        for (int width : new int[] {360, 1200}) {
            for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                for (String language : List.of("en", "de")) {
                    Page visitor = browsing.visitor(new Browser.NewContextOptions()
                            .setViewportSize(width, 900)
                            .setColorScheme(colours));
                    visitor.context().addCookies(page.context().cookies());
                    visitor.navigate(page.url().replaceAll("\\?.*", "") + "?lang=" + language);
                    Number wide = (Number) visitor.evaluate("document.documentElement.scrollWidth");
                    assertThat(wide.intValue()).isLessThanOrEqualTo(width);
                    assertThat(new AxeBuilder(visitor).analyze().getViolations())
                            .isEmpty();
                    visitor.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)");
                    assertThat(new AxeBuilder(visitor).analyze().getViolations())
                            .isEmpty();
                    Browsing.picture(visitor, name + "-" + width + "-" + language + "-" + colours);
                    visitor.context().close();
                }
            }
        }
    }

    @Test
    @Order(1)
    void theFirstAdministratorInvitesASecondAlone() {
        String link = invite(first, "grace", "ADMINISTRATOR");
        assertThat(link).contains("/admin/welcome/");
        Browsing.picture(first, "accounts-link");
        second = welcomed(link);
        assertThat(invite(first, "olga@example.com", "OFFICER")).isEmpty();
        welcomed(mailed(first));
    }

    @Test
    @Order(2)
    void aThirdAdministratorWaitsForTheSecond() {
        assertThat(invite(first, "mallory@example.com", "ADMINISTRATOR")).isEmpty();
        assertThat(first.url()).endsWith("/admin/decisions?done=proposed");
        assertThat(first.locator("button.primary").count())
                .as("nobody agrees to their own")
                .isZero();
        open(second, "/admin/decisions");
        assertThat(second.locator(".decision h2").textContent())
                .isEqualTo("mallory@example.com gets an account: administrator");
        second.fill("input[name=comment]", "I know him <b>well</b>");
        second.click(".decision button.danger");
        assertThat(second.locator("main").textContent()).contains("Refused; nothing was done.", "<b>well</b>");
        assertThat(invite(first, "margaret@example.com", "ADMINISTRATOR")).isEmpty();
        open(second, "/admin/decisions");
        second.click(".decision button.primary");
        assertThat(second.content()).doesNotContain("/admin/welcome/");
        assertThat(welcomed(mailed(second)).url()).endsWith("/admin");
    }

    @Test
    @Order(3)
    void theTerminalGoesOnWhenTwoAgreed() {
        Map<String, String> environment = Map.of("SIGNET_DATA", data.toString());
        assertThat(Packaged.signet(environment, "authority", "root-crl")
                        .expect(1)
                        .output())
                .contains("two of them agree at", server.url() + "/admin/decisions");
        open(first, "/admin/decisions");
        first.click(".decision button.primary");
        assertThat(first.locator("main").textContent()).contains("One more administrator must agree.");
        Packaged.signet(environment, "authority", "root-crl").expect(1);
        open(second, "/admin/decisions");
        second.click(".decision button.primary");
        assertThat(second.locator("main").textContent()).contains("can go on now, once.");
        assertThat(Packaged.signet(environment, "authority", "root-crl")
                        .expect(0)
                        .output())
                .contains("admin, grace agreed to this work.");
        Packaged.signet(environment, "authority", "root-crl").expect(1);
    }

    @Test
    @Order(4)
    void aChangedProfileIsShownAndWaits() throws IOException {
        server.close();
        Path toml = data.resolve("signet.toml");
        Files.writeString(
                toml,
                Files.readString(toml).replace("\"officer\"", "\"automatic\"")
                        + "\n[profiles.person-strict]\ndays = 60\nkeys = [\"rsa-3072\"]\n");
        server = Packaged.start(data, port, "quickstart", "--data", data.toString());
        open(first, "/admin/decisions");
        assertThat(first.locator(".diff").allTextContents().toString())
                .contains("approval = officer", "approval = automatic", "lifetime = 60 days");
    }

    @Test
    @Order(5)
    void thePagesLookWell() {
        open(second, "/admin/accounts");
        looked(second, "accounts");
        open(second, "/admin/decisions");
        looked(second, "decisions");
        assertThat(browsing.complaints()).isEmpty();
    }
}
