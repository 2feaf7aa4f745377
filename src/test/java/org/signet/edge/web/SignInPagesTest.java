package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.signet.app.TestCa;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.Role;

class SignInPagesTest {
    private static TrialSite site;

    @BeforeAll
    static void start() {
        site = new TrialSite(TestCa.temporaryFolder());
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static int signIn(Browsing browser, String user, String password) {
        return browser.post("/sign-in", Map.of("user", user, "password", password))
                .statusCode();
    }

    /** The attacker knows the name, has an account of their own, and sits in the owner's network. */
    @Test
    void aColleagueWhoGuessesLocksNobodyOut() {
        Browsing owner = site.signedIn("grace", Role.OFFICER);
        owner.post("/sign-out", Map.of("csrf", owner.csrf("/admin")));
        assertThat(owner.get("/admin").uri().getPath()).as("signed out").isEqualTo("/sign-in");
        Browsing colleague = site.signedIn("mallory", Role.OFFICER);
        int[] answers = IntStream.range(0, 12)
                .map(i -> signIn(colleague, "grace", "guess number " + i))
                .toArray();
        assertThat(answers).startsWith(401, 401, 401, 401, 401, 401, 401, 401, 401, 401);
        assertThat(answers).endsWith(429, 429);
        assertThat(signIn(new Browsing(site.url), "grace", TrialSite.PASSWORD))
                .as("the network's tries are used up")
                .isEqualTo(429);
        assertThat(signIn(owner, "Grace", TrialSite.PASSWORD)).isEqualTo(200);
        assertThat(owner.get("/admin").uri().getPath()).isEqualTo("/admin");

        OneTimeSecret link = site.signet
                .accounts()
                .invite("grace", Role.OFFICER, TestCa.OPERATOR)
                .orThrow();
        Browsing elsewhere = new Browsing(site.url);
        assertThat(elsewhere
                        .post(
                                "/admin/welcome/" + link.text(),
                                Map.of("password", TrialSite.PASSWORD, "again", TrialSite.PASSWORD))
                        .uri()
                        .getPath())
                .as("a link opens a new browser")
                .isEqualTo("/admin");
        assertThat(new Browsing(site.url)
                        .post("/admin/welcome/made-up", Map.of("password", "x", "again", "x"))
                        .statusCode())
                .as("a made-up one does not")
                .isEqualTo(429);
        assertThat(signIn(elsewhere, "grace", TrialSite.PASSWORD)).isEqualTo(200);
        assertThat(signIn(owner, "grace", TrialSite.PASSWORD))
                .as("forgotten with the old password")
                .isEqualTo(429);
    }

    @Test
    void whatStaysInTheBrowserOpensNothing() {
        Browsing owner = site.signedIn("hopper", Role.OFFICER);
        owner.post("/sign-out", Map.of("csrf", owner.csrf("/admin")));
        assertThat(signIn(owner, "hopper", "wrong password")).isEqualTo(401);
        assertThat(owner.get("/admin").uri().getPath()).isEqualTo("/sign-in");
    }
}
