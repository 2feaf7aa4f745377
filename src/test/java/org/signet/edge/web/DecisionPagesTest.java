package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.app.TestCa;
import org.signet.ca.access.control.Act;
import org.signet.ca.access.control.Consent;
import org.signet.ca.access.control.Proposal;
import org.signet.model.Actor;
import org.signet.model.Mail;
import org.signet.model.Role;

/** The forms of accounts and decisions, filled in by hand. */
class DecisionPagesTest {
    private static final Pattern LINK = Pattern.compile("(http://\\S+/admin/welcome/\\S+)");
    private static TrialSite site;
    private static Browsing ada;
    private static Browsing bob;

    @BeforeAll
    static void start() {
        site = new TrialSite(TestCa.temporaryFolder());
        ada = site.signedIn("ada", Role.ADMINISTRATOR);
        bob = site.signedIn("bob", Role.ADMINISTRATOR);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    /** Leaves nothing that waits. */
    @AfterEach
    void refuse() {
        Actor actor = Actor.account("ada", "10.0.0.1", Role.ADMINISTRATOR);
        site.signet
                .oversight()
                .proposals()
                .waiting()
                .forEach(each -> site.signet
                        .oversight()
                        .proposals()
                        .refuse(each.id(), "", actor)
                        .orThrow());
    }

    private int post(Browsing who, String path, Map<String, String> fields) {
        return answer(who, path, fields).statusCode();
    }

    private static java.net.http.HttpResponse<String> answer(Browsing who, String path, Map<String, String> fields) {
        Map<String, String> all = new java.util.HashMap<>(fields);
        all.put("csrf", who.csrf("/admin/accounts"));
        return who.post(path, all);
    }

    private Proposal waiting() {
        return site.signet.oversight().proposals().waiting().get(0);
    }

    private String path(String what) {
        return "/admin/decisions/" + waiting().id() + "/" + what;
    }

    private Map<String, String> digest() {
        return Map.of("digest", waiting().digest().hex());
    }

    @Test
    void anAdministratorsLinkIsMailedAndNobodySeesIt() {
        var proposed = answer(ada, "/admin/accounts", Map.of("user", "carl@example.com", "role", "ADMINISTRATOR"));
        assertThat(proposed.uri().getPath()).isEqualTo("/admin/decisions");
        assertThat(proposed.body()).contains("carl@example.com gets an account: administrator", "You proposed this");
        var agreed = answer(bob, path("agree"), digest());
        assertThat(agreed.body()).doesNotContain("/admin/welcome/");
        Mail mail = site.signet.mailQueue().latest(1).get(0).mail();
        assertThat(mail.to().toString()).isEqualTo("carl@example.com");
        Matcher link = LINK.matcher(mail.body());
        assertThat(link.find()).isTrue();
        assertThat(site.signet.audit().latest(20).toString())
                .doesNotContain(link.group(1).replaceAll(".*/", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "/admin/accounts, <script>, OFFICER, '', 422",
        "/admin/accounts, carl, BOSS, '', 422",
        "/admin/accounts, '', OFFICER, '', 422",
        "/admin/accounts/role, bob, '', '', 422",
        "/admin/accounts/role, nobody, OFFICER, '', 404",
        "/admin/accounts/role, ada, OFFICER, '', 403",
        "/admin/accounts/end, bob, '', '', 422",
        "/admin/accounts/end, bob, '', no, 422",
        "/admin/accounts/end, ada, '', yes, 403",
        "/admin/accounts/suspend, ../admin, '', '', 404",
        "/admin/accounts/restore, bob, '', '', 409",
    })
    void whatIsNotRightIsRefused(String path, String user, String role, String sure, int status) {
        assertThat(post(ada, path, Map.of("user", user, "role", role, "sure", sure)))
                .isEqualTo(status);
        assertThat(site.signet.oversight().proposals().waiting()).isEmpty();
    }

    @Test
    void aVoiceNeedsWhatWasShown() {
        Browsing cleo = site.signedIn("cleo", Role.ADMINISTRATOR);
        post(ada, "/admin/accounts/suspend", Map.of("user", "cleo"));
        post(ada, "/admin/accounts", Map.of("user", "curt@example.com", "role", "ADMINISTRATOR"));
        String other =
                site.signet.oversight().proposals().waiting().get(1).digest().hex();
        assertThat(post(bob, path("agree"), Map.of())).isEqualTo(422);
        assertThat(post(bob, path("agree"), Map.of("digest", "x"))).isEqualTo(422);
        assertThat(post(bob, path("agree"), Map.of("digest", other))).isEqualTo(409);
        assertThat(post(ada, path("agree"), digest())).isEqualTo(403);
        assertThat(post(bob, path("agree"), Map.of("digest", waiting().digest().hex(), "comment", "a\u202eb")))
                .isEqualTo(422);
        assertThat(waiting().voices()).isEmpty();
        assertThat(answer(cleo, path("agree"), digest()).uri().getPath())
                .as("whose own account is suspended by it is signed out")
                .isEqualTo("/sign-in");
    }

    @Test
    void auditorsLookAndOfficersDoNot() {
        post(ada, "/admin/accounts/suspend", Map.of("user", "bob"));
        Browsing axel = site.signedIn("axel", Role.AUDITOR);
        assertThat(axel.get("/admin/decisions").body())
                .contains("bob is let in no more")
                .doesNotContain("<form method=\"post\" action=\"/admin/decisions");
        assertThat(axel.get("/admin/accounts").body())
                .contains("bob")
                .doesNotContain("/admin/accounts/suspend", "id=\"invite\"");
        Browsing olga = site.signedIn("olga", Role.OFFICER);
        assertThat(olga.get("/admin/decisions").statusCode()).isEqualTo(403);
        assertThat(olga.get("/admin/accounts").statusCode()).isEqualTo(403);
    }

    @Test
    void hostileTextOfACommandIsShownAsItIs() {
        Act act = Act.of(
                Act.Kind.USE_ROOT, "verb", "add-domain", "domains", "<img src=x onerror=alert(1)>\u202e{0}\u0007");
        new Consent(site.signet.oversight().proposals(), act, TestCa.OPERATOR, site.signet.transactions())
                .waitsFor()
                .orThrow();
        String page = ada.get("/admin/decisions").body();
        assertThat(page)
                .contains("&lt;img src=x onerror=alert(1)&gt;\\x{202e}{0}\\x{7}")
                .doesNotContain("<img src=x", "\u202e");
    }

    @Test
    void whoWasSuspendedIsSignedOut() {
        Browsing olga = site.signedIn("otto", Role.OFFICER);
        post(ada, "/admin/accounts/suspend", Map.of("user", "otto"));
        assertThat(olga.get("/admin").uri().getPath()).isEqualTo("/sign-in");
        var again = new Browsing(site.url).post("/sign-in", Map.of("user", "otto", "password", TrialSite.PASSWORD));
        var unknown = new Browsing(site.url).post("/sign-in", Map.of("user", "otto", "password", "something else"));
        assertThat(again.statusCode()).isEqualTo(unknown.statusCode());
        assertThat(again.body()).isEqualTo(unknown.body());
    }
}
