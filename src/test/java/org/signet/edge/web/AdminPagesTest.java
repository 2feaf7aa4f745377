package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.signet.app.Csr;
import org.signet.app.TestCa;
import org.signet.ca.enrollment.Channel;
import org.signet.ca.enrollment.Enrollment;
import org.signet.ca.enrollment.EnrollmentState;
import org.signet.ca.enrollment.Enrollments;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.x509.Certificate;
import org.signet.model.CertificateRecord;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.PersonName;
import org.signet.model.Role;

class AdminPagesTest {
    private static TrialSite site;

    @BeforeAll
    static void start() {
        site = new TrialSite(TestCa.temporaryFolder());
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    /** A request whose mailbox is proven. */
    private static Enrollment proven(String address) {
        site.enrollments
                .request(new Enrollments.Request(
                        EmailAddress.parse(address).orThrow(),
                        PersonName.parse("Ada <script>").orThrow(),
                        Channel.BROWSER,
                        "en",
                        "127.0.0.1"))
                .orThrow();
        String body = site.signet.mailQueue().latest(1).get(0).mail().body();
        String secret = body.replaceAll("(?s).*/enroll/proof/([A-Za-z0-9_-]+).*", "$1");
        return site.enrollments.prove(new OneTimeSecret(secret), "127.0.0.1").orThrow();
    }

    private static CertificateRecord issued(String address) {
        return issued(address, Csr.key(KeyType.EC_P256), KeyUse.BOTH);
    }

    private static CertificateRecord issued(String address, KeyPair key, KeyUse use) {
        return site.signet
                .operatorIssuance()
                .issue(
                        List.of(EmailAddress.parse(address).orThrow()),
                        Optional.of(PersonName.parse("Grace Hopper").orThrow()),
                        site.signet.profiles().find("mailbox-strict").orThrow(),
                        use,
                        Csr.parsed(key),
                        TestCa.OPERATOR)
                .orThrow()
                .certificate();
    }

    @Test
    void a_certificate_of_every_kind_of_key_is_shown() throws Exception {
        Browsing auditor = site.signedIn("reader-of-keys", Role.AUDITOR);
        KeyPairGenerator edwards = KeyPairGenerator.getInstance("Ed25519");
        assertKindShown(auditor, "ed25519", edwards, KeyUse.SIGN);
        KeyPairGenerator curves = KeyPairGenerator.getInstance("EC");
        for (int bits : List.of(256, 384, 521)) {
            curves.initialize(bits);
            assertKindShown(auditor, "ec-p" + bits, curves, KeyUse.BOTH);
        }
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        assertKindShown(auditor, "rsa-2048", rsa, KeyUse.BOTH);
    }

    private static void assertKindShown(Browsing visitor, String kind, KeyPairGenerator keys, KeyUse use) {
        CertificateRecord certificate = issued(kind + "@example.com", keys.generateKeyPair(), use);
        HttpResponse<String> page =
                visitor.get("/admin/certificates/" + certificate.serial().hex());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<dd>" + kind + "</dd>");
    }

    @Test
    void who_is_not_signed_in_is_sent_to_sign_in() {
        Browsing visitor = new Browsing(site.url);
        for (String path : List.of(
                "/admin", "/admin/requests", "/admin/people", "/admin/audit", "/admin/expiring", "/admin/hierarchy")) {
            HttpResponse<String> answer = visitor.get(path);
            assertThat(answer.uri().getPath()).isEqualTo("/sign-in");
            assertThat(answer.body()).contains("name=\"next\" value=\"" + path + "\"");
        }
        assertThat(visitor.get("/sign-in?next=//evil.example").body()).contains("name=\"next\" value=\"/admin\"");
    }

    @Test
    void the_one_time_link_sets_a_password_once() {
        OneTimeSecret link = site.signet
                .accounts()
                .invite("once", Role.OFFICER, TestCa.OPERATOR)
                .orThrow();
        String path = "/admin/welcome/" + link.text();
        Browsing visitor = new Browsing(site.url);
        assertThat(visitor.get(path).body()).contains("once");
        assertThat(visitor.post(path, Map.of("password", TrialSite.PASSWORD, "again", "other"))
                        .body())
                .contains("The two are not the same");
        assertThat(visitor.post(path, Map.of("password", "short", "again", "short"))
                        .statusCode())
                .isEqualTo(422);
        HttpResponse<String> entered =
                visitor.post(path, Map.of("password", TrialSite.PASSWORD, "again", TrialSite.PASSWORD));
        assertThat(entered.uri().getPath()).isEqualTo("/admin");
        String cookie = entered.previousResponse()
                .orElseThrow()
                .headers()
                .firstValue("Set-Cookie")
                .orElse("");
        assertThat(cookie).startsWith("signet=").contains("HttpOnly", "SameSite=Strict", "Path=/");
        assertThat(new Browsing(site.url).get(path).statusCode()).isEqualTo(410);
        Browsing other = new Browsing(site.url);
        assertThat(other.post("/sign-in", Map.of("user", "once", "password", "wrong password"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(other.post(
                                "/sign-in",
                                Map.of("user", "once", "password", TrialSite.PASSWORD, "next", "/admin/people"))
                        .uri()
                        .getPath())
                .isEqualTo("/admin/people");
        other.post("/sign-out", Map.of("csrf", other.csrf("/admin")));
        assertThat(other.get("/admin").uri().getPath()).isEqualTo("/sign-in");
    }

    @Test
    void a_decision_needs_the_sessions_token_and_the_right_role() {
        Enrollment request = proven("ada@example.com");
        String path = "/admin/requests/" + request.id();
        Browsing officer = site.signedIn("officer", Role.OFFICER);
        assertThat(officer.get(path).body()).contains("Ada &lt;script&gt;").doesNotContain("Ada <script>");
        assertThat(officer.get(path).body())
                .contains(
                        "mailbox-strict", "CN = ada@example.com", "signing and encryption", "stand-in key (rsa-3072)");
        assertThat(officer.post(path + "/approve", Map.of("comment", "")).statusCode())
                .isEqualTo(403);
        assertThat(officer.post(path + "/approve", Map.of("csrf", "0".repeat(64)))
                        .statusCode())
                .isEqualTo(403);
        Browsing auditor = site.signedIn("auditor", Role.AUDITOR);
        assertThat(auditor.get(path).body()).doesNotContain("/approve\"");
        assertThat(auditor.post(path + "/approve", Map.of("csrf", auditor.csrf("/admin")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(site.enrollments.find(request.id()).orElseThrow().state()).isEqualTo(EnrollmentState.PROVEN);
        Map<String, String> form = Map.of("csrf", officer.csrf(path), "comment", "Known to me.");
        assertThat(officer.post(path + "/approve", form, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(officer.post(path + "/approve", form).body())
                .contains("Known to me.", "Approved: Ada &lt;script&gt;, ada@example.com.", "account officer");
        assertThat(site.enrollments.find(request.id()).orElseThrow().state()).isEqualTo(EnrollmentState.APPROVED);
        assertThat(officer.post(path + "/refuse", form).statusCode()).isEqualTo(409);
    }

    @Test
    void a_revocation_needs_a_reason_and_a_confirmation_and_reaches_the_crl() {
        CertificateRecord certificate = issued("grace@example.com");
        String path = "/admin/certificates/" + certificate.serial().hex();
        String sha256 = Certificate.parse(certificate.der()).orThrow().sha256().hex();
        Browsing officer = site.signedIn("revoker", Role.OFFICER);
        assertThat(officer.get(path).body()).contains("Grace Hopper", "SHA-256", "Issuing CA");
        assertThat(new Browsing(site.url)
                        .get("/directory?address=grace%40example.com")
                        .body())
                .contains(sha256 + ".cer");
        String csrf = officer.csrf(path + "/revoke");
        assertThat(officer.post(path + "/revoke", Map.of("csrf", csrf, "reason", "keyCompromise"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(officer.post(path + "/revoke", Map.of("csrf", csrf, "confirmed", "on"))
                        .statusCode())
                .isEqualTo(422);
        long before = site.signet.crls().latest("issuing-1").orElseThrow().number();
        HttpResponse<String> revoked =
                officer.post(path + "/revoke", Map.of("csrf", csrf, "reason", "keyCompromise", "confirmed", "on"));
        assertThat(revoked.body())
                .contains("chip-revoked", "The key may be in other hands", "notice-done", "Grace Hopper");
        site.signet.crls().publishDue(refusal -> {});
        assertThat(site.signet.crls().latest("issuing-1").orElseThrow().number())
                .isGreaterThan(before);
        assertThat(new Browsing(site.url)
                        .download("/directory/" + sha256 + ".cer?address=grace%40example.com")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void every_page_of_the_administration_opens() {
        issued("all@example.com");
        Browsing admin = site.signedIn("everything", Role.ADMINISTRATOR);
        long person = site.signet
                .people()
                .find(EmailAddress.parse("all@example.com").orThrow())
                .orElseThrow()
                .id();
        for (String path : List.of(
                "/admin",
                "/admin/requests",
                "/admin/people",
                "/admin/people?q=zzz",
                "/admin/people/" + person,
                "/admin/certificates?q=all",
                "/admin/hierarchy",
                "/admin/audit",
                "/admin/tokens")) {
            for (String language : Messages.ofClassPath().languages()) {
                HttpResponse<String> answer = admin.get(path + (path.contains("?") ? "&" : "?") + "lang=" + language);
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
                assertThat(answer.body()).contains("</html>").doesNotContain(" style=", "<script>", "onclick");
            }
        }
    }
}
