package org.signet.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.signet.interop.Packaged;

/** Passkeys of a real browser with an authenticator of its own (WebDriver, virtual authenticators). */
class PasskeyTest {
    private static final String PASSWORD = "a long enough password";
    private static Packaged server;
    private static Browsing browsing;

    @BeforeAll
    static void start() {
        server = Packaged.quickstart(Packaged.folder().resolve("data"), Packaged.freePort());
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

    /** A device that keeps passkeys and recognises its holder. */
    private static final class Device {
        final CDPSession cdp;
        final String id;

        Device(Page page) {
            cdp = page.context().newCDPSession(page);
            cdp.send("WebAuthn.enable");
            JsonObject options = new JsonObject();
            options.addProperty("protocol", "ctap2");
            options.addProperty("transport", "internal");
            options.addProperty("hasResidentKey", true);
            options.addProperty("hasUserVerification", true);
            options.addProperty("isUserVerified", true);
            options.addProperty("automaticPresenceSimulation", true);
            JsonObject device = new JsonObject();
            device.add("options", options);
            id = cdp.send("WebAuthn.addVirtualAuthenticator", device)
                    .get("authenticatorId")
                    .getAsString();
        }

        private JsonObject self() {
            JsonObject self = new JsonObject();
            self.addProperty("authenticatorId", id);
            return self;
        }

        JsonObject credential() {
            return cdp.send("WebAuthn.getCredentials", self())
                    .getAsJsonArray("credentials")
                    .get(0)
                    .getAsJsonObject();
        }

        /** As a copy would be that signed less often. */
        void countBack() {
            JsonObject credential = credential();
            JsonObject remove = self();
            remove.addProperty("credentialId", credential.get("credentialId").getAsString());
            cdp.send("WebAuthn.removeCredential", remove);
            credential.addProperty("signCount", 0);
            JsonObject add = self();
            add.add("credential", credential);
            cdp.send("WebAuthn.addCredential", add);
        }

        void verifiesNobody() {
            JsonObject lazy = self();
            lazy.addProperty("isUserVerified", false);
            cdp.send("WebAuthn.setUserVerified", lazy);
        }
    }

    private static Page invited(String link) {
        Page page = browsing.visitor();
        page.navigate(link);
        page.locator("input[type=password]").all().forEach(field -> field.fill(PASSWORD));
        page.locator("main form button.primary").click();
        page.waitForURL(server.url() + "/admin");
        return page;
    }

    private static void press(Page page, String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private static void signOut(Page page) {
        page.navigate(server.url() + "/admin");
        page.locator("form[action='/sign-out'] button").first().click();
        page.waitForURL(server.url() + "/");
    }

    private static void signInByPasskey(Page page) {
        page.navigate(server.url() + "/sign-in");
        press(page, "Sign in with a passkey");
    }

    @Test
    void aPasskeyIsTwoFactorsAndAnAnswerIsGoodOnce() {
        Page owner = invited(server.administratorLink());
        Device device = new Device(owner);
        owner.navigate(server.url() + "/admin/account");
        owner.locator(".fold summary").first().click();
        owner.locator("input[name=title]").fill("Ada\u2019s <b>ring</b>");
        press(owner, "Create a passkey");
        owner.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Keep these codes"))
                .waitFor();
        assertThat(owner.locator(".recovery li").count()).isEqualTo(10);
        Browsing.picture(owner, "recovery-codes");
        owner.navigate(server.url() + "/admin/account");
        assertThat(owner.locator(".factors").textContent()).contains("Ada\u2019s <b>ring</b>", "10 are left");

        signOut(owner);
        List<String> answers = new ArrayList<>();
        owner.onRequest(request -> {
            if (request.url().endsWith("/sign-in/passkey")) {
                answers.add(request.postData());
            }
        });
        signInByPasskey(owner);
        owner.waitForURL(server.url() + "/admin");
        assertThat(answers).hasSize(1);

        // The very same answer, by a thief who has the browser's cookies too.
        signOut(owner);
        int replayed = post(owner, "/sign-in/passkey", answers.get(0));
        assertThat(replayed).isEqualTo(410);
        // And to a challenge of their own.
        assertThat(post(owner, "/sign-in/passkey/begin", "")).isEqualTo(200);
        assertThat(post(owner, "/sign-in/passkey", answers.get(0))).isEqualTo(401);
        assertThat(post(owner, "/sign-in/passkey", answers.get(0)))
                .as("a challenge is answered once, also wrongly")
                .isEqualTo(410);

        // After the password, in place of a code.
        owner.navigate(server.url() + "/sign-in");
        owner.locator("input[name=user]").fill("admin");
        owner.locator("input[name=password]").fill(PASSWORD);
        press(owner, "Sign in");
        owner.waitForURL(url -> url.contains("/sign-in/code"));
        Browsing.picture(owner, "sign-in-code");
        press(owner, "Sign in with a passkey");
        owner.waitForURL(server.url() + "/admin");

        signOut(owner);
        device.countBack();
        signInByPasskey(owner);
        owner.locator(".notice-bad").waitFor();
        assertThat(owner.locator(".notice-bad").textContent()).contains("somebody may have a copy");
        assertThat(browsing.complaints()).allMatch(complaint -> complaint.matches(".*status of (401|410).*"));
    }

    /** Sends a form as a script of the page would. */
    private static int post(Page page, String path, String body) {
        return ((Number) page.evaluate(
                        "async ([path, body]) => (await fetch(path, {method: 'POST', body, redirect: 'manual',"
                                + " headers: {'Content-Type': 'application/x-www-form-urlencoded'}})).status",
                        List.of(path, body)))
                .intValue();
    }

    @Test
    void aDeviceThatRecognisesNobodyMakesNone() {
        Page page = invited(server.signet("user", "invite", "lazy")
                .expect(0)
                .output()
                .strip()
                .replaceAll("(?s).*\\n", ""));
        Device device = new Device(page);
        device.verifiesNobody();
        page.navigate(server.url() + "/admin/account");
        page.locator(".fold summary").first().click();
        page.locator("input[name=title]").fill("lazy");
        press(page, "Create a passkey");
        page.locator(".error:not([hidden])").waitFor();
    }
}
