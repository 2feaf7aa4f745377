package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.signet.app.TestCa;
import org.signet.ca.enrollment.Enrollment;
import org.signet.ca.enrollment.preview.Preview;

/** Where certificates name persons, the form asks for the parts of their names. */
class PersonPagesTest {
    private static TrialSite site;
    private final Browsing visitor = new Browsing(site.url);

    @BeforeAll
    static void start() {
        site = new TrialSite(TestCa.temporaryFolder(), List.of("example.com"), TestCa::naming, whole -> List.of());
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static Enrollment newest() {
        return site.enrollments.latest(1).get(0);
    }

    private static String subject(Enrollment enrollment) {
        Preview preview = site.signet.previews().of(enrollment).orThrow();
        assertThat(preview.findings().isOk()).isTrue();
        assertThat(preview.standIn()).isEqualTo("rsa-3072");
        return preview.subject().orThrow().toString();
    }

    @Test
    void the_form_asks_for_what_the_certificate_says() {
        assertThat(visitor.get("/enroll").body())
                .contains("name=\"given-name\"", "name=\"surname\"", "name=\"pseudonym\"")
                .doesNotContain("name=\"name\"");
    }

    @Test
    void given_name_and_surname_stand_in_the_subject() {
        Map<String, String> typed = Map.of(
                "given-name", "Ada King", "surname", "of Lovelace", "pseudonym", "", "address", "ada@example.com");
        assertThat(visitor.post("/enroll", typed).statusCode()).isEqualTo(200);
        assertThat(subject(newest()))
                .isEqualTo("C=DE, O=Example Company, organizationIdentifier=NTRDE-HRB12345, givenName=Ada King,"
                        + " SN=of Lovelace, CN=Ada King of Lovelace");
    }

    @Test
    void a_pseudonym_stands_in_their_place() {
        Map<String, String> typed = Map.of("pseudonym", "Enchantress", "address", "enchantress@example.com");
        assertThat(visitor.post("/enroll", typed).statusCode()).isEqualTo(200);
        assertThat(subject(newest())).endsWith("pseudonym=Enchantress, CN=Enchantress");
    }

    @Test
    void what_cannot_stand_there_is_refused_before_a_mail_goes_out() {
        int before = site.signet.mailQueue().latest(50).size();
        for (Map<String, String> typed : List.of(
                Map.of("given-name", "Ada", "address", "only@example.com"),
                Map.of("name", "Ada", "address", "only@example.com"),
                Map.of("surname", "Lovelace", "pseudonym", "Countess", "address", "both@example.com"),
                Map.of("address", "nobody@example.com"))) {
            var answer = visitor.post("/enroll", typed);
            assertThat(answer.statusCode()).as(typed.toString()).isEqualTo(422);
            assertThat(answer.body())
                    .contains("id=\"surname-error\"")
                    .contains("value=\"" + typed.get("address") + "\"")
                    .doesNotContain("id=\"address-error\"");
        }
        assertThat(site.signet.mailQueue().latest(50)).hasSize(before);
    }
}
