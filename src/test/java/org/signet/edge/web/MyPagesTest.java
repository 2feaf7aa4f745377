package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.signet.app.Csr;
import org.signet.app.TestCa;
import org.signet.ca.enrollment.Channel;
import org.signet.ca.enrollment.Enrollment;
import org.signet.ca.enrollment.EnrollmentState;
import org.signet.ca.enrollment.Enrollments;
import org.signet.crypto.policy.KeyType;
import org.signet.model.CertificateRecord;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.PersonName;
import org.signet.model.Role;

/** What the reader of a mailbox sees and does, and what others do not. */
class MyPagesTest {
    private static TrialSite site;
    private final Browsing visitor = new Browsing(site.url);

    @BeforeAll
    static void start() {
        site = new TrialSite(TestCa.temporaryFolder());
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static CertificateRecord issued(String... locals) {
        return site.signet
                .operatorIssuance()
                .issue(
                        List.of(locals).stream()
                                .map(local -> new EmailAddress(local, "example.com"))
                                .toList(),
                        Optional.of(PersonName.ofDisplay("<b>Ada</b> Lovelace")),
                        site.signet.profiles().find("mailbox-strict").orThrow(),
                        KeyUse.BOTH,
                        Csr.parsed(Csr.key(KeyType.EC_P256)),
                        TestCa.OPERATOR)
                .orThrow()
                .certificate();
    }

    private static String linkIn(String address) {
        return site.signet.mailQueue().latest(100).stream()
                .map(queued -> queued.mail())
                .filter(mail -> mail.to().toString().equals(address))
                .findFirst()
                .orElseThrow()
                .body()
                .replaceAll("(?s).*" + Pattern.quote(site.url) + "(/my/in/[A-Za-z0-9_-]+).*", "$1");
    }

    private HttpResponse<String> signIn(String address) {
        assertThat(visitor.post("/my", Map.of("address", address)).statusCode()).isEqualTo(200);
        HttpResponse<String> mine = visitor.post(linkIn(address), Map.of());
        assertThat(mine.uri().getPath()).isEqualTo("/my");
        return mine;
    }

    private static String text(String html) {
        return html.replace("<wbr>", "");
    }

    @Test
    void whoeverAsksSeesTheSameForEveryAddress() {
        issued("known");
        String known =
                visitor.post("/my", Map.of("address", "known@example.com")).body();
        for (String other : List.of("nobody@example.com", "nobody@elsewhere.example")) {
            HttpResponse<String> answer = visitor.post("/my", Map.of("address", other));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(text(answer.body()).replace(other, "known@example.com")).isEqualTo(text(known));
        }
        HttpResponse<String> wrong = visitor.post("/my", Map.of("address", "\"><script>x"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("id=\"address-error\"").doesNotContain("<script>x");
    }

    /**
     * Neither work nor disk differs, so neither may the time. Known and unknown in turn, so that whatever else this machine does falls upon
     * both; each mailbox as often as it is sent mail; the middle of the rounds, so that one that was disturbed does not count.
     */
    @Test
    void theTimeOfTheAnswerTellsNoMoreThanItsText() {
        String[] known = IntStream.range(0, 40).mapToObj(i -> "timed" + i).toArray(String[]::new);
        Arrays.stream(known).forEach(MyPagesTest::issued);
        var signIn = site.signet.waysToEnroll(site.signet.letters()).holderSignIn(site.signet.letters());
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            List<Long> here = new ArrayList<>();
            List<Long> there = new ArrayList<>();
            for (int i = 0; i < known.length; i++) {
                String local = known[i];
                Runnable one = () -> here.add(nanos(() -> signIn.ask(mailbox(local), "en", "10.0.0.1")));
                Runnable other = () -> there.add(nanos(() -> signIn.ask(mailbox("un" + local), "en", "10.0.0.1")));
                (i % 2 == 0 ? List.of(one, other) : List.of(other, one)).forEach(Runnable::run);
            }
            ratios.add((double) middle(here) / middle(there));
        }
        assertThat(middle(ratios)).as("%s", ratios).isBetween(0.7, 1.4);
    }

    private static EmailAddress mailbox(String local) {
        return new EmailAddress(local, "example.com");
    }

    private static long nanos(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return System.nanoTime() - begun;
    }

    private static <T extends Comparable<T>> T middle(List<T> all) {
        return all.stream().sorted().skip(all.size() / 2).findFirst().orElseThrow();
    }

    @Test
    void theReaderOfAMailboxSeesWhatNamesItAndNothingElseOfTheSamePerson() {
        CertificateRecord named = issued("lovelace", "augusta");
        CertificateRecord other = issued("augusta");
        HttpResponse<String> mine = signIn("lovelace@example.com");
        assertThat(mine.body())
                .contains(named.serial().hex())
                .doesNotContain(other.serial().hex())
                .doesNotContain("<b>Ada");
        for (String file : List.of(".pem", ".cer")) {
            assertThat(visitor.get("/my/certificates/" + named.serial().hex() + file)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(visitor.get("/my/certificates/" + other.serial().hex() + file)
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(visitor.download("/my/certificates/" + named.serial().hex() + ".cer")
                        .body())
                .isEqualTo(named.der().toArray());
        for (String bad : List.of("x", "x.pem", "..%2f..%2fetc.pem", "1.exe")) {
            assertThat(visitor.get("/my/certificates/" + bad).statusCode())
                    .as(bad)
                    .isIn(400, 404);
        }
        String csrf = visitor.csrf("/my");
        assertThat(visitor.post(
                                "/my/renew",
                                Map.of("csrf", csrf, "serial", other.serial().hex()))
                        .statusCode())
                .isEqualTo(404);
        assertThat(visitor.post(
                                "/my/renew",
                                Map.of("csrf", csrf, "serial", named.serial().hex()))
                        .statusCode())
                .as("too early")
                .isEqualTo(409);
    }

    @Test
    void aScannerOpensNoSessionAndTheButtonOne() {
        visitor.post("/my", Map.of("address", "scanned@example.com"));
        String link = linkIn("scanned@example.com");
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> look = visitor.get(link);
            assertThat(look.statusCode()).isEqualTo(200);
            assertThat(look.headers().allValues("Set-Cookie")).isEmpty();
        }
        assertThat(visitor.post(link, Map.of(), "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
        HttpResponse<String> mine = visitor.post(link, Map.of());
        assertThat(mine.body()).contains("No certificate of this mailbox is in force");
        Browsing thief = new Browsing(site.url);
        assertThat(thief.post(link, Map.of()).statusCode()).isEqualTo(410);
        assertThat(thief.get("/my").body()).contains("We mail you a link");
        assertThat(visitor.get("/admin").uri().getPath()).as("no account").isEqualTo("/sign-in");
    }

    @Test
    void anAccountIsNoMailbox() {
        Browsing officer = site.signedIn("otto", Role.OFFICER);
        assertThat(officer.get("/my").body()).contains("We mail you a link");
        assertThat(officer.post("/my/sign-out", Map.of()).statusCode()).isEqualTo(401);
    }

    @Test
    void revokingGoesToThePageThatALinkWouldOpen() {
        CertificateRecord certificate = issued("lost");
        signIn("lost@example.com");
        assertThat(visitor.post("/my/revoke", Map.of("csrf", "0")).statusCode()).isEqualTo(403);
        HttpResponse<String> page = visitor.post("/my/revoke", Map.of("csrf", visitor.csrf("/my")));
        assertThat(page.uri().getPath()).startsWith("/revoke/");
        assertThat(page.body()).contains(certificate.serial().hex());
        visitor.post(
                page.uri().getPath(),
                Map.of("serial", certificate.serial().hex(), "reason", "keyCompromise", "confirmed", "on"));
        assertThat(visitor.get("/my").body()).contains("One certificate that is over");
    }

    @Test
    void aRequestIsTakenBackByItsOwnMailboxAlone() {
        Enrollment mine = asked("taker");
        Enrollment others = asked("stranger");
        assertThat(text(signIn("taker@example.com").body()))
                .contains("mailbox not proven yet", "Open the link that we mailed to you", "You asked for one already")
                .doesNotContain("class=\"button primary\" href=\"/enroll\"");
        String csrf = visitor.csrf("/my");
        assertThat(visitor.post("/my/requests/" + others.id() + "/withdraw", Map.of("csrf", csrf))
                        .statusCode())
                .isEqualTo(404);
        assertThat(visitor.post("/my/requests/" + mine.id() + "/withdraw", Map.of("csrf", csrf))
                        .body())
                .contains("withdrawn", "class=\"button primary\" href=\"/enroll\"");
        assertThat(state(mine)).isEqualTo(EnrollmentState.WITHDRAWN);
        assertThat(state(others)).isEqualTo(EnrollmentState.REQUESTED);
        visitor.post("/my/sign-out", Map.of("csrf", csrf));
        assertThat(visitor.get("/my").body()).contains("We mail you a link");
    }

    private static Enrollment asked(String local) {
        return site.enrollments
                .request(new Enrollments.Request(
                        new EmailAddress(local, "example.com"),
                        PersonName.ofDisplay("Ada Lovelace"),
                        Channel.BROWSER,
                        "en",
                        "127.0.0.1"))
                .orThrow()
                .enrollment();
    }

    private static EnrollmentState state(Enrollment enrollment) {
        return site.enrollments.find(enrollment.id()).orElseThrow().state();
    }
}
