package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.app.TestCa;
import org.signet.app.bulk.GuestFile;
import org.signet.ca.enrollment.Enrollment;
import org.signet.ca.enrollment.EnrollmentState;
import org.signet.ca.enrollment.invitation.GuestTables;
import org.signet.model.EmailAddress;
import org.signet.model.Mail;
import org.signet.model.Role;

/** Invitations by an officer: one, and a table of them. */
class InvitePagesTest {
    private static TrialSite site;
    private static Browsing officer;

    @BeforeAll
    static void start() {
        site = new TrialSite(TestCa.temporaryFolder());
        officer = site.signedIn("otto", Role.OFFICER);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static List<Mail> mailsTo(String address) {
        return site.signet.mailQueue().latest(1000).stream()
                .map(queued -> queued.mail())
                .filter(mail -> mail.to().toString().equals(address))
                .toList();
    }

    private static List<Enrollment> enrollments(String address) {
        return site.enrollments.of(EmailAddress.parse(address).orThrow());
    }

    private static HttpResponse<String> invite(Map<String, String> fields) {
        Map<String, String> all = new java.util.HashMap<>(fields);
        all.put("csrf", officer.csrf("/admin/invite"));
        return officer.post("/admin/invite", all);
    }

    @Test
    void onePersonIsInvitedOnceWithAllTheirMailboxes() {
        Map<String, String> form = Map.of(
                "address",
                "ada@example.com\nlovelace@example.com",
                "name",
                "Ada Lovelace",
                "pair",
                "yes",
                "language",
                "de");
        assertThat(invite(form).body()).contains("is on its way");
        Enrollment invited = enrollments("ada@example.com").get(0);
        assertThat(invited.state()).isEqualTo(EnrollmentState.APPROVED);
        assertThat(invited.addresses()).hasSize(2);
        assertThat(invited.pair()).isTrue();
        assertThat(invited.decision().by()).isEqualTo("account:otto");
        assertThat(mailsTo("ada@example.com").get(0).body()).contains("/enroll/key/", "Guten Tag Ada Lovelace");
        assertThat(mailsTo("lovelace@example.com")).as("the link goes to one").isEmpty();
        HttpResponse<String> again = invite(form);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("has an open invitation already");
        assertThat(mailsTo("ada@example.com")).hasSize(1);
    }

    @Test
    void nobodyInvitesThemselvesOrStrangers() {
        for (String own : List.of("otto@example.com", "OTTO+1@example.com", "friend@example.com otto@example.com")) {
            HttpResponse<String> refused = invite(Map.of("address", own));
            assertThat(refused.statusCode()).as(own).isEqualTo(403);
            assertThat(refused.body()).contains("your own mailbox");
        }
        assertThat(invite(Map.of("address", "ada@elsewhere.example")).statusCode())
                .isEqualTo(403);
        assertThat(invite(Map.of("address", "\"><script>x")).body()).doesNotContain("<script>x");
        assertThat(enrollments("otto@example.com")).isEmpty();
    }

    private static HttpResponse<String> paste(String table) {
        return officer.post(
                "/admin/invite/table", Map.of("csrf", officer.csrf("/admin/invite"), "table", table, "language", "en"));
    }

    @Test
    void aTableIsLookedAtReleasedAndDoneRowByRow() {
        invite(Map.of("address", "before@example.com"));
        HttpResponse<String> preview = paste("""
                email,name
                grace@example.com,Grace Hopper
                GRACE@example.com,Grace again
                mary@example.com mshelley@example.com,Mary Shelley
                before@example.com,
                otto@example.com,Otto
                ada@elsewhere.example,Ada
                <script>x,Evil
                """);
        String path = preview.uri().getPath();
        assertThat(path).startsWith("/admin/invite/table/");
        assertThat(preview.body())
                .contains(
                        "2 people will be invited",
                        "stands in the table before already",
                        "has an open invitation",
                        "your own mailbox",
                        "certifies addresses of example.com only",
                        "&lt;script&gt;x")
                .doesNotContain("<script>x");
        assertThat(mailsTo("grace@example.com")).as("nothing is sent before").isEmpty();
        Browsing other = site.signedIn("olga", Role.OFFICER);
        assertThat(other.post(path + "/release", Map.of("csrf", other.csrf("/admin/invite")))
                        .statusCode())
                .isEqualTo(403);
        String csrf = officer.csrf(path);
        assertThat(officer.post(path + "/release", Map.of("csrf", csrf)).body()).contains("of 7 rows are done");
        assertThat(officer.post(path + "/release", Map.of("csrf", csrf)).statusCode())
                .isEqualTo(409);
        // Another officer was quicker with one of them.
        other.post("/admin/invite", Map.of("csrf", other.csrf("/admin/invite"), "address", "mary@example.com"));
        assertThat(tables().work(1)).isEqualTo(1);
        assertThat(tables().work(100)).isEqualTo(1);
        assertThat(tables().work(100)).isZero();
        assertThat(officer.get(path).body()).contains("One invitation was sent", "nothing to do: 2");
        assertThat(mailsTo("grace@example.com")).hasSize(1);
        assertThat(mailsTo("mary@example.com")).hasSize(1);
        assertThat(enrollments("grace@example.com").get(0).name().text()).isEqualTo("Grace Hopper");
    }

    /** Who is let go, or may only look from now on, invites nobody any more, whatever they released before. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTableStopsWhenItsOfficerIsLetGo(boolean suspended) {
        String name = suspended ? "lars" : "lene";
        Browsing gone = site.signedIn(name, Role.OFFICER);
        String[] people = {name + "-first@example.com", name + "-second@example.com", name + "-third@example.com"};
        String path = gone.post(
                        "/admin/invite/table",
                        Map.of(
                                "csrf",
                                gone.csrf("/admin/invite"),
                                "table",
                                "email\n" + String.join("\n", people) + "\n",
                                "language",
                                "en"))
                .uri()
                .getPath();
        gone.post(path + "/release", Map.of("csrf", gone.csrf(path)));
        assertThat(tables().work(1)).isEqualTo(1);
        var staff = site.signet.oversight().staff();
        (suspended ? staff.suspend(name, TestCa.OPERATOR) : staff.changeRole(name, Role.AUDITOR, TestCa.OPERATOR))
                .orThrow();
        assertThat(tables().work(100)).isEqualTo(2);
        assertThat(tables().work(100)).isZero();
        assertThat(mailsTo(people[0])).hasSize(1);
        assertThat(mailsTo(people[1])).isEmpty();
        assertThat(mailsTo(people[2])).isEmpty();
        assertThat(officer.get(path).body()).contains("One invitation was sent", "may not invite people any more");
        assertThat(site.signet.audit().latest(5)).anyMatch(entry -> entry.type().equals("InvitationsStopped"));
    }

    private static GuestTables tables() {
        return site.signet.waysToEnroll(site.signet.letters()).guestTables(new GuestFile(site.signet.profiles()));
    }

    @Test
    void aTableThatWasForgottenInvitesNobody() {
        String path = paste("email\nforgotten@example.com\n").uri().getPath();
        assertThat(officer.post(path + "/discard", Map.of("csrf", officer.csrf(path)))
                        .uri()
                        .getPath())
                .isEqualTo("/admin/invite");
        assertThat(officer.get(path).statusCode()).isEqualTo(404);
        tables().work(100);
        assertThat(enrollments("forgotten@example.com")).isEmpty();
    }

    @Test
    void whatIsNoTableSaysWhy() {
        for (String bad : List.of("", "name\nAda\n", "email,shoe\na@example.com,7\n", "email\n", "email\n\"a")) {
            HttpResponse<String> refused = paste(bad);
            assertThat(refused.statusCode()).as(bad).isEqualTo(422);
        }
        assertThat(paste("email,csr\nada2@example.com,ada.csr\n").body()).contains("Who is invited makes the key");
        assertThat(paste("email\n" + "a@example.com ".repeat(250) + "\n").body())
                .contains("names at most 5 mailboxes");
    }

    private static HttpResponse<String> file(byte[] octets, String token, String cookie) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(site.url + "/admin/invite/table?file=people.csv"))
                .header("Content-Type", "text/csv")
                .header("X-Signet-Form", token)
                .header("Cookie", "signet=" + cookie)
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(octets))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aFileIsTakenAsItIsWithinItsLimitAndWithItsFormsToken() throws Exception {
        var session = site.signet
                .accounts()
                .redeem(
                        site.signet
                                .accounts()
                                .invite("frieda", Role.OFFICER, TestCa.OPERATOR)
                                .orThrow(),
                        org.signet.crypto.keys.Passphrase.of(TrialSite.PASSWORD.toCharArray()),
                        org.signet.ca.access.Browser.unknown("127.0.0.1"))
                .orThrow();
        StringBuilder rows = new StringBuilder("email;name\n");
        for (int i = 0; i < 3000; i++) {
            rows.append("file").append(i).append("@example.com;Some Body\n");
        }
        byte[] octets = rows.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        HttpResponse<String> taken =
                file(octets, session.csrfToken(), session.secret().text());
        assertThat(taken.statusCode()).isEqualTo(201);
        String path = taken.headers().firstValue("Location").orElseThrow();
        assertThat(officer.get(path).body())
                .contains("people.csv", "3000 people")
                .doesNotContain("/release");
        byte[] few = "email\nfew@example.com\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        for (String token : List.of("", "0")) {
            assertThat(file(few, token, session.secret().text()).statusCode()).isEqualTo(403);
        }
        assertThat(file(few, session.csrfToken(), "").statusCode()).isEqualTo(401);
        byte[] large = new byte[(1 << 20) + 1];
        java.util.Arrays.fill(large, (byte) 'a');
        assertThat(file(large, session.csrfToken(), session.secret().text()).statusCode())
                .isEqualTo(413);
    }
}
