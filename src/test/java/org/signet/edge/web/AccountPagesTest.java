package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signet.app.TestCa;
import org.signet.model.Role;

class AccountPagesTest {
    private static final Pattern END = Pattern.compile("action=\"(/admin/account/sessions/[0-9a-f]{64}/end)\"");
    private static TrialSite site;

    @BeforeAll
    static void start() {
        site = new TrialSite(TestCa.temporaryFolder());
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static Browsing elsewhere(String user) {
        Browsing browser = new Browsing(site.url);
        browser.post("/sign-in", Map.of("user", user, "password", TrialSite.PASSWORD));
        assertThat(signedIn(browser)).isTrue();
        return browser;
    }

    private static boolean signedIn(Browsing browser) {
        return browser.get("/admin/account").uri().getPath().equals("/admin/account");
    }

    /** The forms that end another session, as its page shows them to somebody. */
    private static List<String> ends(Browsing browser) {
        return END.matcher(browser.get("/admin/account").body())
                .results()
                .map((MatchResult each) -> each.group(1))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everybodyEndsTheirOwnSessionsElsewhere(Role role) {
        String user = "account-" + role.name().toLowerCase();
        Browsing own = site.signedIn(user, role);
        assertThat(own.get("/admin").body()).contains("/admin/account");
        assertThat(own.get("/admin/account").body())
                .contains("This browser", "127.0.0.1")
                .doesNotContain("sign-out-elsewhere");
        Browsing phone = elsewhere(user);
        Browsing stranger = site.signedIn("other-" + user, Role.ADMINISTRATOR);
        String csrf = own.csrf("/admin/account");
        String phones = ends(own).get(0);
        assertThat(stranger.post(phones, Map.of("csrf", stranger.csrf("/admin/account")))
                        .statusCode())
                .isEqualTo(200);
        assertThat(own.post(phones, Map.of("csrf", "0")).statusCode()).isEqualTo(403);
        assertThat(signedIn(phone))
                .as("neither a stranger nor another site's form")
                .isTrue();
        assertThat(own.post(phones, Map.of("csrf", csrf)).statusCode()).isEqualTo(200);
        assertThat(signedIn(phone)).isFalse();
        Browsing tablet = elsewhere(user);
        Browsing desk = elsewhere(user);
        assertThat(ends(own)).hasSize(2);
        own.post("/admin/account/sign-out-elsewhere", Map.of("csrf", csrf));
        assertThat(signedIn(tablet) || signedIn(desk)).isFalse();
        assertThat(signedIn(own)).isTrue();
        assertThat(signedIn(stranger)).isTrue();
    }
}
