package org.signet.edge.web.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.ca.enrollment.Channel;
import org.signet.ca.enrollment.Enrollment;
import org.signet.ca.enrollment.EnrollmentState;
import org.signet.edge.web.RightsTest;
import org.signet.edge.web.RightsTest.Row;
import org.signet.edge.web.RightsTrial;
import org.signet.model.Mail;

/** Forms with fields that no page has, and texts that would become fields of a mail. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FormAttacksTest {
    /** What a record has and a form does not. */
    private static final String MORE =
            "&role=ADMINISTRATOR&id=1&state=ISSUED&personId=1&person=1&user=administrator-1&origin=10.0.0.1"
                    + "&channel=OPERATOR&decision=approved&by=administrator-1&pair=true&admin=true"
                    + "&profile=mailbox-strict&expires=2099-01-01&_method=DELETE&language=xx";

    private static RightsTrial trial;

    @BeforeAll
    static void start() throws IOException {
        trial = new RightsTrial();
    }

    @AfterAll
    static void stop() {
        trial.close();
    }

    static Stream<Row> forms() throws IOException {
        return RightsTest.rows()
                .filter(Row::isForm)
                .filter(row -> !row.route().contains("/sign-out"))
                // Whose account it is and which role it gets, is what these forms ask for.
                .filter(row -> !row.route().startsWith("POST /admin/accounts"));
    }

    /** The same answer, and the same is remembered, as without them; a link that would be used is left alone. */
    @ParameterizedTest
    @Order(1)
    @MethodSource("forms")
    void fieldsThatNoPageHasChangeNothing(Row row) {
        if (!row.route().contains("/admin/")) {
            trial.rest();
        }
        for (String who : List.of("nobody", "officer", "administrator", "link")) {
            if (List.of("200", "303", "in").contains(row.answer(who))) {
                continue;
            }
            List<Object> before = trial.traces();
            assertThat(trial.askMore(MORE, who, row.route()).statusCode())
                    .as(who)
                    .isEqualTo(Integer.parseInt(row.answer(who)));
            // A wrong password is remembered.
            if (!List.of("POST /sign-in", "POST /admin/confirm").contains(row.route())) {
                assertThat(trial.traces()).as(who).isEqualTo(before);
            }
        }
    }

    @Test
    @Order(2)
    void aRequestIsWhatTheFormAsksForAndNoMore() {
        trial.rest();
        trial.askMore("&name=Mallory&address=mallory%40example.com" + MORE, "nobody", "POST /enroll");
        Enrollment made = request("mallory@example.com").orElseThrow();
        assertThat(made.state()).isEqualTo(EnrollmentState.REQUESTED);
        assertThat(made.channel()).isEqualTo(Channel.BROWSER);
        assertThat(made.origin()).isEqualTo("127.0.0.1");
        assertThat(made.pair()).isFalse();
        assertThat(made.decision()).isNull();
        assertThat(made.id()).isNotEqualTo("1");
    }

    private static Optional<Enrollment> request(String address) {
        return trial.signet.enrollments(trial.signet.letters()).latest(100).stream()
                .filter(each -> each.address().toString().equals(address))
                .findFirst();
    }

    @ParameterizedTest
    @Order(3)
    @ValueSource(
            strings = {
                "%0d%0aBcc:%20victim@example.com%0d%0a%0d%0aHello",
                "%0aBcc:%20victim@example.com",
                "%0dBcc:%20victim@example.com",
                "%00",
                "%e2%80%a8Bcc:%20x",
                "%c2%85Bcc:%20x",
                "=%3futf-8%3fq%3f=0D=0ABcc:_victim@example.com%3f="
            })
    void nothingTypedBecomesAFieldOfAMail(String injected) {
        for (String route : List.of("POST /enroll", "POST /revoke", "POST /trust/test-message")) {
            trial.rest();
            trial.askMore("&name=Ada" + injected + "&address=ada%40example.com" + injected, "nobody", route);
            trial.askMore("&name=Ada" + injected + "&address=ada%40example.com", "nobody", route);
            trial.askMore("&name=Ada&address=%22ada" + injected + "%22%40example.com", "nobody", route);
        }
        for (var queued : trial.signet.mailQueue().latest(1_000)) {
            Mail mail = queued.mail();
            assertThat(mail.subject()).doesNotContain("\r", "\n", "\u0000", "\u2028", "\u0085");
            assertThat(mail.to().toString()).doesNotContain("victim").doesNotContainAnyWhitespaces();
        }
    }
}
