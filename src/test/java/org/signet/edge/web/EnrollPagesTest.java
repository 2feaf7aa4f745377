package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.signet.app.TestCa;
import org.signet.ca.access.MailQueue.Queued;
import org.signet.ca.enrollment.EnrollmentState;

class EnrollPagesTest {
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

    private HttpResponse<String> ask(String name, String address) {
        return visitor.post("/enroll", Map.of("name", name, "address", address));
    }

    /** The path of the link in the newest mail to that address. */
    private static String linkTo(String address) {
        Queued newest = site.signet.mailQueue().latest(50).stream()
                .filter(queued -> queued.mail().to().toString().equals(address))
                .findFirst()
                .orElseThrow();
        Matcher link = Pattern.compile(Pattern.quote(site.url) + "(/[A-Za-z0-9/_-]+)")
                .matcher(newest.mail().body());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private static EnrollmentState state(String address) {
        return site.enrollments.latest(100).stream()
                .filter(enrollment -> enrollment.address().toString().equals(address))
                .findFirst()
                .orElseThrow()
                .state();
    }

    @Test
    void a_wrong_address_keeps_what_was_typed_and_says_why_beside_it() {
        for (String address : List.of("ada", "ada@elsewhere.example", "")) {
            HttpResponse<String> answer = ask("Ada Lovelace", address);
            assertThat(answer.statusCode()).isIn(422, 403);
            assertThat(answer.body())
                    .contains("value=\"Ada Lovelace\"")
                    .contains("value=\"" + address + "\"")
                    .containsPattern("id=\"address-error\"[^$]*<span>[^<]+</span>")
                    .doesNotContain("id=\"name-error\"");
        }
    }

    @Test
    void hostile_names_stay_text() {
        String hostile = "<script>alert(1)</script>\"'";
        HttpResponse<String> answer = ask(hostile, "\"><img src=x>@example.com");
        assertThat(answer.body()).doesNotContain("<script>alert", "<img src=x").contains("&lt;script");
        HttpResponse<String> bidi = ask("Ada \u202eadA", "ada@example.com");
        assertThat(bidi.statusCode()).isEqualTo(422);
        assertThat(bidi.body()).contains("id=\"name-error\"");
        ask("<b>Bold</b> {1}", "bold@example.com");
        assertThat(visitor.get(linkTo("bold@example.com")).body())
                .contains("<bdi>&lt;b&gt;Bold&lt;/b&gt; {1}</bdi>")
                .doesNotContain("<b>Bold");
        assertThat(visitor.get("/outbox").body()).contains("Hello &lt;b&gt;Bold&lt;/b&gt; {1},");
    }

    @Test
    void looking_at_a_proof_link_changes_nothing_and_the_button_works_once() {
        assertThat(ask("Grace Hopper", "grace@example.com").statusCode()).isEqualTo(200);
        String link = linkTo("grace@example.com");
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> look = visitor.get(link);
            assertThat(look.statusCode()).isEqualTo(200);
            assertThat(look.body().replace("<wbr>", "")).contains("grace@example.com");
        }
        assertThat(state("grace@example.com")).isEqualTo(EnrollmentState.REQUESTED);
        assertThat(visitor.post(link, Map.of()).statusCode()).isEqualTo(200);
        assertThat(state("grace@example.com")).isEqualTo(EnrollmentState.PROVEN);
        HttpResponse<String> again = visitor.post(link, Map.of());
        assertThat(again.statusCode()).isEqualTo(410);
        assertThat(again.body()).contains("You have confirmed already", "/enroll/state/");
        assertThat(visitor.get(link).body()).contains("Your request waits for an officer");
    }

    @Test
    void further_addresses_are_proven_by_codes_on_the_page_behind_the_link() {
        Map<String, String> form = Map.of(
                "name",
                "Mary Shelley",
                "address",
                "mary@example.com",
                "more",
                " m.shelley@example.com,\nauthor@example.com");
        assertThat(visitor.post("/enroll", form).body().replace("<wbr>", ""))
                .contains("m.shelley@example.com", "author@example.com");
        String link = linkTo("mary@example.com");
        assertThat(visitor.get(link).body())
                .contains("name=\"code-m.shelley@example.com\"", "name=\"code-author@example.com\"");
        Map<String, String> codes = new java.util.HashMap<>(Map.of(
                "code-m.shelley@example.com",
                codeTo("m.shelley@example.com"),
                "code-author@example.com",
                "WRONG-WRONG"));
        HttpResponse<String> wrong = visitor.post(link, codes);
        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(wrong.body()).contains("not the code from the newest mail to author@example.com");
        assertThat(state("mary@example.com")).isEqualTo(EnrollmentState.REQUESTED);
        codes.put("code-author@example.com", codeTo("author@example.com").toLowerCase());
        assertThat(visitor.post(link, codes).statusCode()).isEqualTo(200);
        assertThat(state("mary@example.com")).isEqualTo(EnrollmentState.PROVEN);
    }

    private static String codeTo(String address) {
        String body = site.signet.mailQueue().latest(50).stream()
                .filter(queued -> queued.mail().to().toString().equals(address))
                .findFirst()
                .orElseThrow()
                .mail()
                .body();
        return body.replaceAll("(?s).*\\b([A-Z2-9]{5}-[A-Z2-9]{5})\\b.*", "$1");
    }

    @Test
    void a_wrong_further_address_is_said_beside_it() {
        for (String more : List.of(
                "nonsense",
                "ada@elsewhere.example",
                "a@example.com b@example.com c@example.com d@example.com e@example.com")) {
            Map<String, String> form = Map.of("name", "Mary", "address", "mary@example.com", "more", more);
            HttpResponse<String> answer = visitor.post("/enroll", form);
            assertThat(answer.statusCode()).isIn(422, 403);
            assertThat(answer.body())
                    .contains("id=\"more-error\"", more)
                    .doesNotContain("id=\"address-error\"", "id=\"name-error\"");
        }
    }

    @Test
    void another_sites_form_is_not_obeyed() {
        ask("Joan Clarke", "joan@example.com");
        String link = linkTo("joan@example.com");
        HttpResponse<String> forged = visitor.post(link, Map.of(), "Sec-Fetch-Site", "cross-site");
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(state("joan@example.com")).isEqualTo(EnrollmentState.REQUESTED);
    }

    @Test
    void unknown_links_are_a_page_with_a_way_on() {
        for (String path : List.of("/enroll/proof/nothing", "/enroll/key/nothing", "/admin/welcome/nothing")) {
            HttpResponse<String> answer = visitor.get(path);
            assertThat(answer.statusCode()).as(path).isIn(404, 410);
            assertThat(answer.body()).contains("class=\"button\"");
        }
    }

    @Test
    void speaks_the_visitors_language() {
        assertThat(visitor.get("/enroll", "Accept-Language", "de-AT,de;q=0.9,en;q=0.5")
                        .body())
                .contains("<html lang=\"de\">", "Mein Zertifikat holen");
        assertThat(visitor.get("/enroll?lang=de").body()).contains("<html lang=\"de\">");
        assertThat(visitor.get("/").body()).as("remembered").contains("<html lang=\"de\">");
        visitor.post("/enroll", Map.of("name", "Konrad Zuse", "address", "konrad@example.com"));
        assertThat(site.signet.mailQueue().latest(1).get(0).mail().subject())
                .isEqualTo("Bestätigen Sie Ihr Postfach (Example Company)");
    }

    @Test
    void the_outbox_is_for_this_machine_alone() {
        assertThat(visitor.get("/outbox").statusCode()).isEqualTo(200);
        assertThat(visitor.get("/outbox", "X-Forwarded-For", "203.0.113.9").statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_directory_answers_unknown_and_unlisted_alike() {
        String unknown = visitor.get("/directory?address=nobody%40example.com").body();
        ask("Unlisted", "unlisted@example.com");
        String without =
                visitor.get("/directory?address=unlisted%40example.com").body();
        assertThat(without.replace("unlisted@", "nobody@")).isEqualTo(unknown);
    }
}
