package org.signet.ca.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.app.Csr;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** Enrolment by a terminal that makes the key and is typed the mailed code into. */
class TerminalTest {
    private static final OneTimeSecret WRONG = OneTimeSecret.typed("AAAAA-AAAAA");
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

    private static Outcome<Enrollment> type(Enrollments.Begun begun, OneTimeSecret code) {
        return trial.enrollments.proveByCode(begun.enrollment().id(), begun.claim(), List.of(code), Trial.ORIGIN);
    }

    @Test
    void theWholeWayWithAnOfficer() {
        Enrollments.Begun begun = trial.begun(trial.somebody(), Channel.TERMINAL);
        assertThat(code(trial.enrollments.forKey(begun.claim()))).isEqualTo(RefusalCode.WRONG_STATE);
        Enrollment proven = type(begun, trial.mailedCode()).orThrow();
        assertThat(proven.state()).isEqualTo(EnrollmentState.PROVEN);
        assertThat(code(trial.certification.certify(begun.claim(), Csr.fresh(), Trial.ORIGIN)))
                .isEqualTo(RefusalCode.WRONG_STATE);
        trial.enrollments.approve(proven.id(), "welcome", Trial.OFFICER).orThrow();
        assertThat(trial.lastMail().to()).isEqualTo(proven.address());
        assertThat(trial.lastMail().body()).doesNotContain("/enroll/key/");
        var issued = trial.certification
                .certify(begun.claim(), Csr.fresh(), Trial.ORIGIN)
                .orThrow()
                .get(0);
        assertThat(issued.leaf().content().addresses()).containsExactly(proven.address());
        assertThat(trial.now(proven).serial()).isEqualTo(issued.certificate().serial());
    }

    @Test
    void theWholeWayWithoutAnOfficer() {
        Enrollments.Begun begun = trial.begun(trial.letThrough(), Channel.TERMINAL);
        assertThat(type(begun, trial.mailedCode()).orThrow().state()).isEqualTo(EnrollmentState.APPROVED);
        assertThat(trial.certification
                        .certify(begun.claim(), Csr.fresh(), Trial.ORIGIN)
                        .isOk())
                .isTrue();
    }

    @Test
    void fiveWrongCodesEndItEvenForTheRightOne() {
        Enrollments.Begun begun = trial.begun(trial.somebody(), Channel.TERMINAL);
        OneTimeSecret right = trial.mailedCode();
        for (int i = 1; i <= 5; i++) {
            assertThat(code(type(begun, WRONG))).isEqualTo(RefusalCode.WRONG_CODE);
            assertThat(trial.events(1)).containsExactly("CodeRejected");
            assertThat(trial.now(begun.enrollment()).proof().wrong()).isEqualTo(i);
        }
        assertThat(code(type(begun, right))).isEqualTo(RefusalCode.TOO_MANY);
        assertThat(trial.now(begun.enrollment()).state()).isEqualTo(EnrollmentState.REQUESTED);
        assertThat(trial.now(begun.enrollment()).proof().wrong()).isEqualTo(5);
    }

    @Test
    void fourWrongCodesDoNot() {
        Enrollments.Begun begun = trial.begun(trial.somebody(), Channel.TERMINAL);
        OneTimeSecret right = trial.mailedCode();
        for (int i = 0; i < 4; i++) {
            type(begun, WRONG);
        }
        assertThat(type(begun, right).isOk()).isTrue();
        assertThat(code(type(begun, right))).as("twice").isEqualTo(RefusalCode.LINK_USED);
    }

    @Test
    void theClaimOfAnotherEnrolmentOpensNothing() {
        Enrollments.Begun mine = trial.begun(trial.somebody(), Channel.TERMINAL);
        Enrollments.Begun theirs = trial.begun(trial.somebody(), Channel.TERMINAL);
        OneTimeSecret theirCode = trial.mailedCode();
        Outcome<Enrollment> stolen =
                trial.enrollments.proveByCode(theirs.enrollment().id(), mine.claim(), List.of(theirCode), Trial.ORIGIN);
        assertThat(code(stolen)).isEqualTo(RefusalCode.NOT_FOUND);
        assertThat(code(trial.enrollments.ofTerminal(theirs.enrollment().id(), mine.claim())))
                .isEqualTo(RefusalCode.NOT_FOUND);
        assertThat(code(type(mine, theirCode))).isEqualTo(RefusalCode.WRONG_CODE);
        assertThat(trial.now(theirs.enrollment()).proof().wrong())
                .as("not counted against them")
                .isZero();
    }

    @Test
    void aBrowsersClaimIsOfNoUse() {
        Enrollments.Begun browser = trial.begun(trial.somebody(), Channel.BROWSER);
        assertThat(code(trial.enrollments.forKey(browser.claim()))).isEqualTo(RefusalCode.LINK_UNKNOWN);
        assertThat(code(trial.enrollments.ofTerminal(browser.enrollment().id(), browser.claim())))
                .isEqualTo(RefusalCode.NOT_FOUND);
    }

    @Test
    void theCodeIsNoLinkForABrowserWhereNobodyCountsWrongOnes() {
        Enrollments.Begun begun = trial.begun(trial.letThrough(), Channel.TERMINAL);
        OneTimeSecret right = trial.mailedCode();
        assertThat(code(trial.enrollments.lookAtProof(right))).isEqualTo(RefusalCode.LINK_UNKNOWN);
        assertThat(code(trial.enrollments.prove(right, Trial.ORIGIN))).isEqualTo(RefusalCode.LINK_UNKNOWN);
        assertThat(trial.now(begun.enrollment()).state()).isEqualTo(EnrollmentState.REQUESTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s-%s", "%s%s", " %s %s ", "%s - %s\n"})
    void theCodeMayBeTypedLooselyAndInSmallLetters(String form) {
        Enrollments.Begun begun = trial.begun(trial.somebody(), Channel.TERMINAL);
        String code = trial.mailedCode().text();
        String typed = form.formatted(code.substring(0, 5).toLowerCase(), code.substring(6));
        assertThat(type(begun, OneTimeSecret.typed(typed)).isOk()).isTrue();
    }

    @Test
    void theCodeHoldsADay() {
        Enrollments.Begun begun = trial.begun(trial.somebody(), Channel.TERMINAL);
        OneTimeSecret right = trial.mailedCode();
        trial.clock.forward(Duration.ofHours(24).plusSeconds(1));
        assertThat(code(type(begun, right))).isEqualTo(RefusalCode.LINK_EXPIRED);
    }

    @Test
    void aSlowOfficerLeavesTimeToMakeTheKey() {
        Enrollments.Begun begun = trial.begun(trial.somebody(), Channel.TERMINAL);
        Enrollment proven = type(begun, trial.mailedCode()).orThrow();
        trial.clock.forward(Duration.ofDays(30));
        trial.enrollments.approve(proven.id(), "", Trial.OFFICER).orThrow();
        trial.clock.forward(Duration.ofDays(6));
        assertThat(trial.enrollments.forKey(begun.claim()).isOk()).isTrue();
        trial.clock.forward(Duration.ofDays(2));
        assertThat(code(trial.enrollments.forKey(begun.claim()))).isEqualTo(RefusalCode.LINK_EXPIRED);
    }
}
