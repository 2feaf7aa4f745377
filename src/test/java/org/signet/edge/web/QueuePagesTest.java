package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.signet.app.TestCa;
import org.signet.ca.enrollment.Channel;
import org.signet.ca.enrollment.Enrollment;
import org.signet.ca.enrollment.EnrollmentState;
import org.signet.ca.enrollment.Enrollments;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.EmailAddress;
import org.signet.model.PersonName;
import org.signet.model.Role;

/** The officers' queue: what is seen at first sight, questions, and decisions on several requests. */
class QueuePagesTest {
    private static TrialSite site;
    private static Browsing officer;
    private static int people;

    @BeforeAll
    static void start() {
        site = new TrialSite(
                TestCa.temporaryFolder(),
                List.of("example.com", "closed.example"),
                text -> text.replace(
                        "[domains.\"closed.example\"]\napproval = \"officer\"",
                        "[domains.\"closed.example\"]\napproval = \"closed\""),
                any -> List.of());
        officer = site.signedIn("otto", Role.OFFICER);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static String lastLink(String path) {
        return site.signet
                .mailQueue()
                .latest(1)
                .get(0)
                .mail()
                .body()
                .replaceAll("(?s).*" + Pattern.quote(site.url) + "(" + path + "[A-Za-z0-9_-]+).*", "$1");
    }

    private static Enrollment waiting(String local, String name) {
        site.enrollments
                .request(new Enrollments.Request(
                        new EmailAddress(local, "example.com"),
                        PersonName.ofDisplay(name),
                        Channel.BROWSER,
                        "en",
                        "127.0.0.1"))
                .orThrow();
        String proof = lastLink("/enroll/proof/").replace("/enroll/proof/", "");
        return site.enrollments.prove(new OneTimeSecret(proof), "127.0.0.1").orThrow();
    }

    private static Enrollment waiting() {
        return waiting("queued" + ++people, "Queued " + people);
    }

    private static EnrollmentState state(Enrollment enrollment) {
        return site.enrollments.find(enrollment.id()).orElseThrow().state();
    }

    @Test
    void theQueueSaysAtFirstSightWhatCanBeApprovedTogether() {
        Enrollment good = waiting();
        Enrollment own = waiting("otto+private", "Otto <i>Own</i>");
        String queue = officer.get("/admin/requests").body();
        assertThat(queue)
                .contains("value=\"" + good.id() + "\"", "no objections", "not by you")
                .doesNotContain("value=\"" + own.id() + "\"", "<i>Own");
        assertThat(officer.get("/admin/requests?domain=closed.example").body()).doesNotContain(good.id());
        assertThat(officer.get("/admin/requests?days=7").body()).doesNotContain(good.id());
        assertThat(officer.get("/admin/requests?state=ISSUED").body()).doesNotContain(good.id());
        assertThat(officer.get("/admin/requests?state=nonsense&days=x&domain=%22%3E")
                        .statusCode())
                .isEqualTo(200);
        Browsing auditor = site.signedIn("axel", Role.AUDITOR);
        assertThat(auditor.get("/admin/requests").body()).contains(good.id()).doesNotContain("type=\"checkbox\"");
    }

    @Test
    void severalAreApprovedEachByItselfAndWhatWentWrongIsTold() {
        Enrollment one = waiting();
        Enrollment two = waiting();
        Enrollment decided = waiting();
        Enrollment own = waiting("otto", "Otto");
        String ids = "?id=" + one.id() + "&id=" + two.id() + "&id=" + decided.id() + "&id=" + own.id() + "&id=x";
        HttpResponse<String> confirm = officer.get("/admin/approvals" + ids);
        assertThat(confirm.body()).contains("Approve these 3", one.name().text(), "Left out");
        assertThat(state(one)).as("looking decides nothing").isEqualTo(EnrollmentState.PROVEN);
        site.enrollments.refuse(decided.id(), "", TestCa.OPERATOR).orThrow();
        String csrf = officer.csrf("/admin/approvals" + ids);
        String body = "csrf=" + csrf + ids.replace('?', '&');
        HttpResponse<String> done = officer.send("/admin/approvals", body);
        assertThat(done.body())
                .contains(
                        "2 requests are approved", "2 were not approved", "was decided meanwhile", "your own mailbox");
        assertThat(List.of(state(one), state(two), state(decided), state(own)))
                .containsExactly(
                        EnrollmentState.APPROVED,
                        EnrollmentState.APPROVED,
                        EnrollmentState.REFUSED,
                        EnrollmentState.PROVEN);
        assertThat(officer.send("/admin/approvals", body).body()).contains("4 were not approved");
        assertThat(officer.send("/admin/approvals", "id=" + own.id()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void anOfficerAsksAndTheRequesterAnswersOnThePageBehindTheLink() {
        Enrollment asked = waiting();
        String page = "/admin/requests/" + asked.id();
        String csrf = officer.csrf(page);
        HttpResponse<String> tooLong = officer.post(page + "/ask", Map.of("csrf", csrf, "comment", "x".repeat(501)));
        assertThat(tooLong.statusCode()).isEqualTo(422);
        assertThat(tooLong.body()).contains("at most 500 characters", "xxxxx");
        HttpResponse<String> sent = officer.post(page + "/ask", Map.of("csrf", csrf, "comment", "Which <b>desk</b>?"));
        assertThat(sent.body()).contains("Your question to", "Which &lt;b&gt;desk&lt;/b&gt;?");
        String link = lastLink("/enroll/state/");
        Browsing requester = new Browsing(site.url);
        assertThat(requester.get(link).body())
                .contains("An officer asks you something", "Which &lt;b&gt;desk&lt;/b&gt;?")
                .doesNotContain("otto");
        HttpResponse<String> answered = requester.post(link, Map.of("answer", "<script>alert(1)</script>\u202e"));
        assertThat(answered.body())
                .contains("Your request waits for an officer")
                .doesNotContain("<script>alert");
        assertThat(officer.get("/admin/requests").body()).contains("answered");
        assertThat(officer.get(page).body()).contains("&lt;script&gt;alert(1)").doesNotContain("\u202e");
        assertThat(requester.post(link, Map.of("answer", "again")).statusCode()).isEqualTo(409);
        assertThat(requester.post(link + "/withdraw", Map.of()).body()).contains("You took your request back");
        assertThat(officer.post(page + "/approve", Map.of("csrf", csrf)).statusCode())
                .isEqualTo(409);
    }

    @Test
    void aClosedDomainSaysWhomToAskBeforeAndAfter() {
        Browsing visitor = new Browsing(site.url);
        assertThat(visitor.get("/enroll").body()).contains("People of closed.example are invited");
        HttpResponse<String> refused = visitor.post("/enroll", Map.of("name", "Ada", "address", "ada@closed.example"));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("by invitation only", "to invite you");
    }
}
