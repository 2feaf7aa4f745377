package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.model.EmailAddress;
import org.signet.model.Role;

/** Every permission at every endpoint of a whole server, as the table {@code rights.txt} has it. */
public class RightsTest {
    /** The table's columns. */
    public static final List<String> VISITORS = List.of(
            "nobody",
            "employee",
            "auditor",
            "officer",
            "administrator",
            "link",
            "certificates:issue",
            "certificates:find",
            "certificates:revoke",
            "metrics:read");

    private static RightsTrial trial;

    /**
     * A line of the table.
     *
     * @param route method and path
     * @param answers to each of {@link #VISITORS}: a status, or {@code in} for being sent to sign in
     */
    public record Row(String route, List<String> answers) {
        static Row of(String line) {
            String[] words = line.split(" +");
            return new Row(words[0] + " " + words[1], List.of(words).subList(2, words.length));
        }

        public boolean isForm() {
            return route.startsWith("POST ") && !isOfPrograms();
        }

        /** Those who check an answer's signature have no cookies and send nothing that changes anything: OCSP. */
        boolean isOfPrograms() {
            return route.contains(" /api/") || route.contains(" /ocsp");
        }

        boolean letsIn(String who) {
            return !Set.of("in", "401", "403").contains(answer(who));
        }

        public String answer(String who) {
            return answers.get(VISITORS.indexOf(who));
        }

        @Override
        public String toString() {
            return route;
        }
    }

    @BeforeAll
    static void start() throws IOException {
        trial = new RightsTrial();
    }

    @AfterAll
    static void stop() {
        trial.close();
    }

    public static Stream<Row> rows() throws IOException {
        try (InputStream table = RightsTest.class.getResourceAsStream("rights.txt")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Row::of);
        }
    }

    static Stream<Row> forms() throws IOException {
        return rows().filter(Row::isForm);
    }

    static Stream<Row> formsOfSessions() throws IOException {
        return forms().filter(row -> !row.letsIn("nobody") && (row.letsIn("administrator") || row.letsIn("employee")));
    }

    static Stream<Row> callsThatChange() throws IOException {
        return rows().filter(
                        row -> row.route().contains(" /api/") && !row.route().startsWith("GET "));
    }

    @Test
    void every_route_of_the_server_has_a_row_and_every_row_a_route() throws IOException {
        assertThat(rows().map(Row::route)).containsExactlyInAnyOrderElementsOf(trial.server.routes());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everybody_gets_what_the_table_says_and_no_more(Row row) {
        if (row.isForm() && !row.route().contains(" /admin/")) {
            trial.rest();
        }
        List<String> answers = new ArrayList<>();
        List<Object> before = trial.traces();
        for (String who : VISITORS) {
            answers.add(inShort(trial.ask(who, row.route())));
        }
        assertThat(answers).as("%s for %s", row, VISITORS).isEqualTo(row.answers());
        if (row.route().startsWith("GET")) {
            assertThat(trial.traces()).as("looking changes nothing").isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("formsOfSessions")
    void a_form_without_the_token_of_its_session_changes_nothing(Row row) {
        boolean ofReaders = row.letsIn("employee");
        String others = ofReaders
                ? trial.reader(new EmailAddress("somebody" + row.route().hashCode(), "example.com"))
                        .csrfToken()
                : trial.session("somebody-" + row.route().hashCode(), Role.ADMINISTRATOR)
                        .csrfToken();
        List<Object> before = trial.traces();
        for (String who : ofReaders ? List.of("employee") : List.of("auditor", "officer", "administrator")) {
            for (String token : List.of("", "0", others)) {
                assertThat(trial.askWith(token, who, row.route()).statusCode())
                        .as(who)
                        .isEqualTo(403);
            }
        }
        assertThat(trial.traces()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void a_form_that_another_site_sent_changes_nothing(Row row) {
        List<Object> before = trial.traces();
        for (String who : List.of("nobody", "employee", "administrator", "link")) {
            for (String[] from : new String[][] {
                {"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://evil.example"}
            }) {
                assertThat(trial.ask(who, row.route(), from).statusCode())
                        .as("%s, %s", who, from[1])
                        .isEqualTo(403);
            }
        }
        assertThat(trial.traces()).isEqualTo(before);
    }

    /** A secret in the other's cookie: the reader of a mailbox gets no account by it, and an account no mailbox. */
    @Test
    void neither_session_stands_for_the_other() {
        String reader = trial.badge("employee").orElseThrow().secret();
        String officer = trial.badge("officer").orElseThrow().secret();
        assertThat(inShort(trial.ask("nobody", "GET /admin", "Cookie", "signet=" + reader)))
                .isEqualTo("in");
        assertThat(inShort(trial.ask("nobody", "GET /my/certificates/{file}", "Cookie", "signet-my=" + officer)))
                .isEqualTo("401");
    }

    /** What a page of another site can have a browser send without asking first: its cookies, and a form's media types. */
    @ParameterizedTest
    @MethodSource("callsThatChange")
    void the_api_obeys_no_cookie_and_no_form(Row row) {
        List<Object> before = trial.traces();
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
            for (String who : List.of("employee", "administrator")) {
                assertThat(trial.ask(who, row.route(), "Content-Type", type).statusCode())
                        .as("%s, %s", who, type)
                        .isIn(400, 401, 415);
            }
        }
        assertThat(trial.traces()).isEqualTo(before);
    }

    private static String inShort(HttpResponse<String> answer) {
        boolean sentToSignIn = answer.headers()
                .firstValue("Location")
                .filter(place -> place.startsWith("/sign-in"))
                .isPresent();
        return sentToSignIn ? "in" : Integer.toString(answer.statusCode());
    }
}
