package org.signet.ca.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.Actor;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.Role;

/** Questions, answers, comments, and the ways out: taken back, or run out of time. */
class ConversationTest {
    private static final Actor OTHER = Actor.account("otto", "10.0.0.3", Role.OFFICER);

    private static Trial trial;

    @BeforeAll
    static void open(@TempDir Path parent) {
        trial = new Trial(parent);
    }

    @AfterAll
    static void close() {
        trial.close();
    }

    private static RefusalCode code(Outcome<?> outcome) {
        return outcome.refusal().code();
    }

    private static Enrollment proven(Channel channel) {
        var begun = trial.begun(trial.somebody(), channel);
        return channel == Channel.BROWSER
                ? trial.enrollments
                        .prove(trial.mailedLink("proof"), Trial.ORIGIN)
                        .orThrow()
                : trial.enrollments
                        .proveByCode(begun.enrollment().id(), begun.claim(), List.of(trial.mailedCode()), Trial.ORIGIN)
                        .orThrow();
    }

    @ParameterizedTest
    @EnumSource(Channel.class)
    void aQuestionIsMailedAndItsLinkOpensThePageWhereItIsAnswered(Channel channel) {
        Enrollment waiting = proven(channel);
        trial.conversation
                .ask(waiting.id(), " Which\ndepartment? ", Trial.OFFICER)
                .orThrow();
        assertThat(trial.lastMail().to()).isEqualTo(waiting.address());
        assertThat(trial.lastMail().body()).contains("    Which department?\n");
        OneTimeSecret link = trial.mailedLink("state");
        Conversation.Standing asked = trial.conversation.look(link).orThrow();
        assertThat(asked.asked()).isTrue();
        assertThat(asked.enrollment().state()).isEqualTo(EnrollmentState.PROVEN);
        trial.conversation
                .answer(link, "Accounting \u202eevil\u0000", Trial.ORIGIN)
                .orThrow();
        Conversation.Standing answered = trial.conversation.look(link).orThrow();
        assertThat(answered.asked()).isFalse();
        assertThat(answered.remarks()).extracting(Remark::text).containsExactly("Which department?", "Accounting evil");
        assertThat(answered.remarks()).extracting(Remark::asks).containsExactly(true, false);
        assertThat(code(trial.conversation.answer(link, "More", Trial.ORIGIN))).isEqualTo(RefusalCode.WRONG_STATE);
        assertThat(trial.enrollments.approve(waiting.id(), "", Trial.OFFICER).isOk())
                .isTrue();
        assertThat(code(trial.conversation.ask(waiting.id(), "Why?", Trial.OFFICER)))
                .isEqualTo(RefusalCode.WRONG_STATE);
        assertThat(trial.conversation.look(link).orThrow().enrollment().state()).isEqualTo(EnrollmentState.APPROVED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \u0000\u202e\n", "\u2028"})
    void nothingIsNoQuestion(String text) {
        assertThat(code(trial.conversation.ask(proven(Channel.BROWSER).id(), text, Trial.OFFICER)))
                .isEqualTo(RefusalCode.BAD_INPUT);
    }

    @Test
    void aQuestionHasALimitAndAnOfficer() {
        Enrollment waiting = proven(Channel.BROWSER);
        assertThat(trial.conversation
                        .ask(waiting.id(), "x".repeat(500), Trial.OFFICER)
                        .isOk())
                .isTrue();
        assertThat(code(trial.conversation.ask(waiting.id(), "x".repeat(501), Trial.OFFICER)))
                .isEqualTo(RefusalCode.BAD_INPUT);
        assertThat(code(trial.conversation.ask(waiting.id(), "Who?", Trial.AUDITOR)))
                .isEqualTo(RefusalCode.NOT_ALLOWED);
        assertThat(code(trial.conversation.ask("nonsense", "Who?", Trial.OFFICER)))
                .isEqualTo(RefusalCode.NOT_FOUND);
        for (int i = 1; i < 20; i++) {
            trial.conversation
                    .ask(waiting.id(), "And " + i + "?", Trial.OFFICER)
                    .orThrow();
        }
        assertThat(code(trial.conversation.ask(waiting.id(), "And?", Trial.OFFICER)))
                .isEqualTo(RefusalCode.TOO_MANY);
    }

    @Test
    void theLinkThatProvedShowsWhereTheRequestStandsAndNothingBefore() {
        Enrollment begun = trial.begun(trial.somebody(), Channel.BROWSER).enrollment();
        OneTimeSecret link = trial.mailedLink("proof");
        assertThat(code(trial.conversation.look(link))).isEqualTo(RefusalCode.LINK_UNKNOWN);
        assertThat(code(trial.conversation.withdraw(link, Trial.ORIGIN))).isEqualTo(RefusalCode.LINK_UNKNOWN);
        trial.enrollments.prove(link, Trial.ORIGIN).orThrow();
        assertThat(trial.conversation.look(link).orThrow().enrollment().id()).isEqualTo(begun.id());
        assertThat(code(trial.conversation.answer(link, "Unasked", Trial.ORIGIN)))
                .isEqualTo(RefusalCode.WRONG_STATE);
    }

    @Test
    void theOfficersWordGoesWithTheMail() {
        Enrollment waiting = proven(Channel.BROWSER);
        trial.enrollments.approve(waiting.id(), "Welcome {0}!", Trial.OFFICER).orThrow();
        assertThat(trial.lastMail().body()).contains("The officer adds:\n\n    Welcome {0}!\n");
        Enrollment other = proven(Channel.TERMINAL);
        trial.enrollments.approve(other.id(), "Go on", Trial.OFFICER).orThrow();
        assertThat(trial.lastMail().body()).contains("    Go on\n");
        Enrollment third = proven(Channel.BROWSER);
        trial.enrollments.refuse(third.id(), "Not of us", Trial.OFFICER).orThrow();
        assertThat(trial.lastMail().body()).contains("Not of us");
    }

    @Test
    void whatWasTakenBackIsNotApproved() {
        Enrollment waiting = proven(Channel.BROWSER);
        trial.conversation.ask(waiting.id(), "Sure?", Trial.OFFICER).orThrow();
        OneTimeSecret link = trial.mailedLink("state");
        assertThat(trial.conversation.withdraw(link, Trial.ORIGIN).orThrow().state())
                .isEqualTo(EnrollmentState.WITHDRAWN);
        assertThat(code(trial.enrollments.approve(waiting.id(), "", Trial.OFFICER)))
                .isEqualTo(RefusalCode.WRONG_STATE);
        assertThat(code(trial.conversation.withdraw(link, Trial.ORIGIN))).isEqualTo(RefusalCode.WRONG_STATE);
        assertThat(trial.enrollments.waiting(1000)).doesNotContain(trial.now(waiting));
    }

    @Test
    void aKeyLinkOfWhatWasTakenBackIsDead() {
        Enrollment waiting = proven(Channel.BROWSER);
        trial.enrollments.approve(waiting.id(), "", Trial.OFFICER).orThrow();
        OneTimeSecret key = trial.mailedLink("key");
        trial.conversation
                .withdraw(waiting.id(), waiting.address(), Trial.ORIGIN)
                .orThrow();
        assertThat(code(trial.enrollments.forKey(key))).isEqualTo(RefusalCode.REQUEST_ENDED);
        assertThat(code(trial.enrollments.renewKeyLink(key, Trial.ORIGIN))).isEqualTo(RefusalCode.LINK_UNKNOWN);
        assertThat(code(trial.conversation.withdraw(waiting.id(), trial.somebody(), Trial.ORIGIN)))
                .as("another's")
                .isEqualTo(RefusalCode.NOT_FOUND);
    }

    @Test
    void ofTwoOfficersAtOnceOneDecides() throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 10; i++) {
                String id = proven(Channel.BROWSER).id();
                List<Callable<Outcome<Enrollment>>> decisions = List.of(
                        () -> trial.enrollments.approve(id, "", Trial.OFFICER),
                        () -> trial.enrollments.refuse(id, "", OTHER));
                int done = 0;
                for (Future<Outcome<Enrollment>> each : both.invokeAll(decisions)) {
                    done += each.get().isOk() ? 1 : 0;
                }
                assertThat(done).isEqualTo(1);
            }
        } finally {
            both.shutdown();
        }
    }

    @Test
    void whatNobodyGoesOnWithEndsAndIsTold() {
        Enrollment waiting = proven(Channel.BROWSER);
        Enrollment approved = proven(Channel.BROWSER);
        trial.enrollments.approve(approved.id(), "", Trial.OFFICER).orThrow();
        Enrollment asked = trial.begun(trial.somebody(), Channel.BROWSER).enrollment();
        Expiry expiry = trial.signet.waysToEnroll(trial.letters()).expiry();
        expiry.run(1000);
        assertThat(trial.now(waiting)).isEqualTo(waiting);
        trial.clock.forward(Duration.ofDays(30).plusSeconds(1));
        assertThat(trial.now(waiting).state()).as("at once").isEqualTo(EnrollmentState.EXPIRED);
        assertThat(code(trial.enrollments.approve(waiting.id(), "", Trial.OFFICER)))
                .isEqualTo(RefusalCode.WRONG_STATE);
        long before = trial.auditLength();
        assertThat(expiry.run(1000)).isGreaterThanOrEqualTo(3);
        assertThat(trial.auditLength()).isGreaterThan(before);
        assertThat(expiry.run(1000)).isZero();
        for (Enrollment each : List.of(waiting, approved, asked)) {
            assertThat(trial.signet
                            .enrollmentStore()
                            .find(each.id())
                            .orElseThrow()
                            .state())
                    .isEqualTo(EnrollmentState.EXPIRED);
        }
        assertThat(trial.lastMails(1000))
                .filteredOn(queued -> queued.mail().subject().contains("has ended"))
                .extracting(queued -> queued.mail().to())
                .contains(waiting.address(), approved.address())
                .doesNotContain(asked.address());
    }
}
