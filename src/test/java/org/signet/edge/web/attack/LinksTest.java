package org.signet.edge.web.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.signet.edge.web.RightsTrial;
import org.signet.edge.web.attack.MailedLinks.Kind;

/** Every link that we mail, used as nobody should: twice, late, maimed, at another place, by two at once, after what it was for is over. */
class LinksTest {
    private static RightsTrial trial;
    private static MailedLinks links;

    @BeforeAll
    static void start() throws IOException {
        trial = new RightsTrial();
        links = new MailedLinks(trial);
    }

    @AfterAll
    static void stop() {
        trial.close();
    }

    @BeforeEach
    void rest() {
        trial.rest();
    }

    private static void assertNothingDone(List<Object> before) {
        assertThat(trial.traces()).isEqualTo(before);
    }

    /** Mail scanners look too, and ask for the head alone. */
    @ParameterizedTest
    @EnumSource
    void lookingChangesNothingAndTheButtonWorksOnce(Kind kind) {
        String secret = links.fresh(kind);
        List<Object> before = trial.traces();
        for (String method : List.of("GET", "HEAD", "GET")) {
            assertThat(links.look(kind, secret, method)).as(method).isEqualTo(200);
        }
        assertNothingDone(before);
        assertThat(links.press(kind, secret)).isEqualTo(kind.done());
        List<Object> after = trial.traces();
        assertThat(links.press(kind, secret)).as("twice").isEqualTo(kind.used());
        assertNothingDone(after);
    }

    @ParameterizedTest
    @EnumSource
    void aLinkThatIsMaimedOrOfAnotherKindIsUnknown(Kind kind) {
        String secret = links.fresh(kind);
        List<String> maimed = List.of(
                secret.substring(0, 42),
                secret + "A",
                // After its beginning was sent on the same connection, which may be another visitor's behind a proxy.
                secret.substring(0, 42).toLowerCase(Locale.ROOT) + secret.charAt(42),
                secret.toLowerCase(Locale.ROOT),
                secret.toUpperCase(Locale.ROOT),
                secret.substring(1) + secret.charAt(0),
                "x".repeat(43));
        List<Object> before = trial.traces();
        for (String bad : maimed) {
            assertThat(links.press(kind, bad)).as(bad).isEqualTo(kind.unknown());
        }
        assertNothingDone(before);
        for (Kind other : Kind.values()) {
            // Whoever proved a mailbox goes on with the same link.
            if (other != kind && !(kind == Kind.STATE && other == Kind.PROOF)) {
                trial.rest();
                String foreign = links.fresh(other);
                List<Object> then = trial.traces();
                assertThat(links.press(kind, foreign))
                        .as("%s as %s", other, kind)
                        .isIn(kind.unknown(), kind.used());
                assertNothingDone(then);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofTwoAtOnceOneWins(Kind kind) throws Exception {
        for (int round = 0; round < 3; round++) {
            trial.rest();
            String secret = links.fresh(kind);
            Callable<Integer> press = () -> links.press(kind, secret);
            var both = Executors.newFixedThreadPool(2);
            try {
                List<Future<Integer>> answers = both.invokeAll(List.of(press, press));
                assertThat(List.of(answers.get(0).get(), answers.get(1).get()))
                        .containsExactlyInAnyOrder(kind.done(), kind.used());
            } finally {
                both.shutdown();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLinkEnds(Kind kind) {
        String early = links.fresh(kind);
        trial.pass(kind.life().minus(Duration.ofMinutes(1)));
        assertThat(links.press(kind, early)).as("just in time").isEqualTo(kind.done());
        String late = links.fresh(kind);
        trial.pass(kind.life().plus(Duration.ofMinutes(1)));
        List<Object> before = trial.traces();
        assertThat(links.press(kind, late)).as("too late").isEqualTo(kind.used());
        assertNothingDone(before);
    }

    /** Each request has a proof of its own, and each mail to a mailbox opens it; of links to an account the newest alone does. */
    @ParameterizedTest
    @CsvSource({
        "PROOF,   withdrawn,  410",
        "PROOF,   newer,      200",
        "KEY,     withdrawn,  410",
        "STATE,   refused,    409",
        "IN,      signed out, 410",
        "IN,      newer,      303",
        "REVOKE,  revoked,    422",
        "REVOKE,  newer,      200",
        "WELCOME, newer,      410",
        "WELCOME, suspended,  410",
        "WELCOME, ended,      410",
    })
    void whatALinkWasForIsOver(Kind kind, String how, int answer) {
        String secret = links.fresh(kind);
        links.over(kind, how);
        List<Object> before = trial.traces();
        assertThat(links.press(kind, secret)).isEqualTo(answer);
        if (answer != kind.done()) {
            assertNothingDone(before);
        }
    }
}
