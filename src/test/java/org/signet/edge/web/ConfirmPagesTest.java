package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.app.MovingClock;
import org.signet.app.TestCa;
import org.signet.model.Role;

/** Sensitive acts ask those who signed in long ago who they are. */
class ConfirmPagesTest {
    private static final MovingClock CLOCK = MovingClock.started();
    private static TrialSite site;
    private static int count;

    private Browsing visitor;

    @BeforeAll
    static void start() {
        site = new TrialSite(TestCa.temporaryFolder(), CLOCK, text -> text);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @BeforeEach
    void somebodyWhoSignedInLongAgo() {
        visitor = site.signedIn("root" + ++count, Role.ADMINISTRATOR);
        CLOCK.forward(Duration.ofMinutes(11));
    }

    private static String place(HttpResponse<String> answer) {
        return answer.uri().toString().replace(site.url, "");
    }

    private HttpResponse<String> confirm(String next, String password) {
        return visitor.post(
                "/admin/confirm",
                Map.of("csrf", visitor.csrf("/admin/confirm"), "password", password, "code", "", "next", next));
    }

    /** A new password signs in anew, so it may not stand in for the second factor of whoever has no more than a session. */
    @Test
    void aPasswordIsChangedAfterwards() {
        String csrf = visitor.csrf("/admin/confirm");
        String to = "/admin/confirm?next=%2Fadmin%2Faccount%2Fpassword";
        assertThat(place(visitor.get("/admin/account/password"))).isEqualTo(to);
        Map<String, String> form = Map.of(
                "csrf", csrf, "old", TrialSite.PASSWORD, "password", "another password", "again", "another password");
        assertThat(place(visitor.post("/admin/account/password", form))).isEqualTo(to);
        confirm("/admin/account/password", TrialSite.PASSWORD);
        assertThat(visitor.get("/admin/account/password").body()).contains("name=\"old\"");
    }

    @Test
    void aTokenIsMadeAfterwards() {
        Map<String, String> form = Map.of(
                "csrf",
                visitor.csrf("/admin/tokens"),
                "name",
                "erp" + count,
                "scope",
                "certificates:issue",
                "days",
                "30");
        assertThat(place(visitor.post("/admin/tokens", form))).isEqualTo("/admin/confirm?next=%2Fadmin%2Ftokens");
        assertThat(site.signet.apiTokens().all())
                .noneMatch(token -> token.name().equals("erp" + count));
        assertThat(confirm("/admin/tokens", "wrong password").statusCode()).isEqualTo(401);
        assertThat(place(confirm("/admin/tokens", TrialSite.PASSWORD))).isEqualTo("/admin/tokens");
        assertThat(visitor.post("/admin/tokens", form).statusCode())
                .as("the session has another secret, and its forms another token")
                .isEqualTo(403);
        Map<String, String> again = Map.of(
                "csrf",
                visitor.csrf("/admin/tokens"),
                "name",
                "erp" + count,
                "scope",
                "certificates:issue",
                "days",
                "30");
        assertThat(visitor.post("/admin/tokens", again).body()).contains("The new token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/partners",
                "/admin/certificates/00ff/revoke",
                "/admin/people/1/revoke",
            })
    void soAreTheOthers(String path) {
        assertThat(place(visitor.post(path, Map.of("csrf", visitor.csrf("/admin/tokens")))))
                .isEqualTo("/admin/confirm?next=" + path.replace("/", "%2F"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app", "/app/remove", "/recovery-codes", "/passkeys/begin", "/passkeys/x/remove"})
    void soIsWhatOneSignsInWith(String path) {
        assertThat(place(visitor.post("/admin/account" + path, Map.of("csrf", visitor.csrf("/admin/account")))))
                .isEqualTo("/admin/confirm?next=%2Fadmin%2Faccount");
        assertThat(visitor.post("/admin/account" + path, Map.of("csrf", "0")).statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/certificates/00ff/revoke", "/admin/people/1/revoke"})
    void aPageThatIsNothingButSuchAFormAsksBeforeItIsFilled(String path) {
        assertThat(place(visitor.get(path))).startsWith("/admin/confirm?next=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "https://evil.example/admin",
                "/\\evil.example",
                "/admin/../outbox",
                "/admin//evil.example",
                "/admin\r\nX: y",
                "javascript:alert(1)",
                ""
            })
    void nobodyIsSentElsewhere(String next) {
        assertThat(place(confirm(next, TrialSite.PASSWORD))).isEqualTo("/admin");
    }

    @Test
    void whoeverMayNotIsToldSoFirst() {
        Browsing auditor = site.signedIn("auditor" + count, Role.AUDITOR);
        CLOCK.forward(Duration.ofMinutes(11));
        assertThat(auditor.post("/admin/tokens", Map.of("csrf", auditor.csrf("/admin/account")))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void anotherPasswordNeedsTheOldOneAndEndsTheOtherSessions() {
        confirm("/admin/account/password", TrialSite.PASSWORD);
        Browsing phone = new Browsing(site.url);
        phone.post("/sign-in", Map.of("user", "root" + count, "password", TrialSite.PASSWORD));
        assertThat(place(phone.get("/admin"))).isEqualTo("/admin");
        assertThat(change("wrong password", "a whole new password", "a whole new password"))
                .isEqualTo(401);
        assertThat(change(TrialSite.PASSWORD, "a whole new password", "another new password"))
                .isEqualTo(422);
        assertThat(change(TrialSite.PASSWORD, "short", "short")).isEqualTo(422);
        assertThat(place(phone.get("/admin"))).as("nothing changed").isEqualTo("/admin");
        assertThat(change(TrialSite.PASSWORD, "a whole new password", "a whole new password"))
                .isEqualTo(200);
        assertThat(place(phone.get("/admin"))).startsWith("/sign-in");
        assertThat(place(visitor.get("/admin"))).isEqualTo("/admin");
        assertThat(phone.post("/sign-in", Map.of("user", "root" + count, "password", TrialSite.PASSWORD))
                        .statusCode())
                .isEqualTo(401);
    }

    private int change(String old, String password, String again) {
        return visitor.post(
                        "/admin/account/password",
                        Map.of(
                                "csrf",
                                visitor.csrf("/admin/account/password"),
                                "old",
                                old,
                                "password",
                                password,
                                "again",
                                again))
                .statusCode();
    }

    @Test
    void whoHasNoSecondFactorWhereOneIsDemandedMayDoNothingElse() {
        try (TrialSite strict = new TrialSite(
                TestCa.temporaryFolder(), CLOCK, text -> text.replace("second_factor = \"optional\"", ""))) {
            var link = strict.signet
                    .accounts()
                    .invite("ada", Role.ADMINISTRATOR, TestCa.OPERATOR)
                    .orThrow();
            Browsing ada = new Browsing(strict.url);
            ada.post(
                    "/admin/welcome/" + link.text(),
                    Map.of("password", TrialSite.PASSWORD, "again", TrialSite.PASSWORD));
            assertThat(ada.get("/admin").uri().getPath()).isEqualTo("/admin/set-up");
            String csrf = ada.csrf("/admin/set-up");
            assertThat(ada.post("/admin/tokens", Map.of("csrf", csrf)).statusCode())
                    .isEqualTo(403);
            assertThat(ada.post("/admin/self-check", Map.of("csrf", csrf)).statusCode())
                    .isEqualTo(403);
            assertThat(ada.get("/directory").body()).doesNotContain("/admin/people");
            assertThat(ada.post("/admin/account/app/remove", Map.of("csrf", csrf))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(ada.post("/admin/account/app", Map.of("csrf", csrf)).body())
                    .contains("otpauth://totp/Signet%20");
        }
    }
}
