package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.signet.app.TestCa;
import org.signet.ca.access.Scope;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.Role;

class TokenPagesTest {
    private static TrialSite site;

    @BeforeAll
    static void start() {
        site = new TrialSite(TestCa.temporaryFolder());
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void a_token_is_shown_once_and_revoked() {
        Browsing admin = site.signedIn("admin2", Role.ADMINISTRATOR);
        String csrf = admin.csrf("/admin/tokens");
        Map<String, String> form = Map.of(
                "csrf", csrf, "name", "erp", "scope", "certificates:issue", "domains", "example.com", "days", "30");
        HttpResponse<String> made = admin.post("/admin/tokens", form);
        assertThat(made.headers().firstValue("Cache-Control")).contains("no-store");
        Matcher secret =
                Pattern.compile("<p class=\"mono\">([A-Za-z0-9_-]{43})</p>").matcher(made.body());
        assertThat(secret.find()).isTrue();
        OneTimeSecret token = new OneTimeSecret(secret.group(1));
        assertThat(site.signet
                        .apiTokens()
                        .shown(token, Scope.CERTIFICATES_ISSUE)
                        .orThrow()
                        .createdBy())
                .isEqualTo("account:admin2");
        assertThat(admin.get("/admin/tokens").body())
                .contains("erp", "certificates:issue", "example.com")
                .doesNotContain(token.text());
        assertThat(admin.post("/admin/tokens", form).statusCode())
                .as("the name is taken")
                .isEqualTo(422);
        assertThat(admin.post("/admin/tokens", Map.of("csrf", csrf, "name", "two", "days", "x"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(admin.post("/admin/tokens/erp/revoke", Map.of("csrf", csrf)).body())
                .contains("chip-revoked");
        assertThat(site.signet
                        .apiTokens()
                        .shown(token, Scope.CERTIFICATES_ISSUE)
                        .isOk())
                .isFalse();
    }

    @Test
    void an_auditor_reads_them_and_changes_nothing() {
        Browsing admin = site.signedIn("admin3", Role.ADMINISTRATOR);
        admin.post(
                "/admin/tokens",
                Map.of("csrf", admin.csrf("/admin/tokens"), "name", "hr", "scope", "certificates:issue", "days", "9"));
        Browsing auditor = site.signedIn("auditor3", Role.AUDITOR);
        assertThat(auditor.get("/admin").body()).contains("href=\"/admin/tokens\"");
        assertThat(auditor.get("/admin/tokens").body())
                .contains("<bdi>hr</bdi>")
                .doesNotContain("action=\"/admin/tokens");
        assertThat(auditor.post("/admin/tokens/hr/revoke", Map.of("csrf", auditor.csrf("/admin")))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void others_neither_see_nor_make_tokens() {
        Browsing officer = site.signedIn("officer2", Role.OFFICER);
        assertThat(officer.get("/admin").body()).doesNotContain("/admin/tokens");
        assertThat(officer.get("/admin/tokens").statusCode()).isEqualTo(403);
        assertThat(officer.post(
                                "/admin/tokens",
                                Map.of("csrf", officer.csrf("/admin"), "name", "x", "scope", "certificates:issue"))
                        .statusCode())
                .isEqualTo(403);
    }
}
