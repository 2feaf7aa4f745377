package org.signet.ca.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.TestCa;
import org.signet.model.Actor;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

class DecisionsTest {
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

    @Test
    void officersAndAdministratorsDecideAndNobodyElse() {
        Enrollment proven = trial.proven(trial.somebody());
        EmailAddress own = proven.address();
        for (Actor actor : List.of(Trial.AUDITOR, Actor.person(own, Trial.ORIGIN), Actor.system())) {
            assertThat(code(trial.enrollments.approve(proven.id(), "", actor))).isEqualTo(RefusalCode.NOT_ALLOWED);
            assertThat(code(trial.enrollments.refuse(proven.id(), "", actor))).isEqualTo(RefusalCode.NOT_ALLOWED);
        }
        assertThat(trial.now(proven)).isEqualTo(proven);
        Enrollment approved = trial.enrollments
                .approve(proven.id(), " fine ", TestCa.OPERATOR)
                .orThrow();
        assertThat(approved.decision())
                .isEqualTo(new Enrollment.Decision(TestCa.OPERATOR.name(), trial.clock.instant(), "fine"));
        assertThat(trial.events(2)).containsExactly("EnrollmentApproved", "KeyLinkSent");
    }

    @Test
    void aRefusalIsMailedWithItsComment() {
        Enrollment proven = trial.proven(trial.somebody());
        Enrollment refused = trial.enrollments
                .refuse(proven.id(), "Please ask Bob first", Trial.OFFICER)
                .orThrow();
        assertThat(refused.state()).isEqualTo(EnrollmentState.REFUSED);
        assertThat(trial.lastMail().to()).isEqualTo(proven.address());
        assertThat(trial.lastMail().body()).contains("Please ask Bob first");
        assertThat(trial.events(1)).containsExactly("EnrollmentRefused");
        assertThat(trial.enrollments.waiting(100)).doesNotContain(proven);
    }

    @Test
    void oneDecidesOnce() {
        Enrollment proven = trial.proven(trial.somebody());
        trial.enrollments.refuse(proven.id(), "", Trial.OFFICER).orThrow();
        assertThat(code(trial.enrollments.approve(proven.id(), "", Trial.OFFICER)))
                .isEqualTo(RefusalCode.WRONG_STATE);
        assertThat(code(trial.enrollments.refuse(proven.id(), "", Trial.OFFICER)))
                .isEqualTo(RefusalCode.WRONG_STATE);
        assertThat(code(trial.enrollments.approve("no-such-id", "", Trial.OFFICER)))
                .isEqualTo(RefusalCode.NOT_FOUND);
        Enrollment requested = trial.begun(trial.somebody(), Channel.BROWSER).enrollment();
        assertThat(code(trial.enrollments.approve(requested.id(), "", Trial.OFFICER)))
                .as("no approval before the proof")
                .isEqualTo(RefusalCode.WRONG_STATE);
    }

    @Test
    void manyAtOnceDecideOnceAndMailOnce() {
        Enrollment proven = trial.proven(trial.somebody());
        long mails = trial.lastMails(1).get(0).id();
        long decided = IntStream.range(0, 8)
                .parallel()
                .filter(i -> (i % 2 == 0
                                ? trial.enrollments.approve(proven.id(), "", Trial.OFFICER)
                                : trial.enrollments.refuse(proven.id(), "", Trial.OFFICER))
                        .isOk())
                .count();
        assertThat(decided).isEqualTo(1);
        assertThat(trial.lastMails(10)).filteredOn(mail -> mail.id() > mails).hasSize(1);
    }

    @Test
    void aCommentIsOneLineOfAtMost500Characters() {
        Enrollment proven = trial.proven(trial.somebody());
        assertThat(code(trial.enrollments.refuse(proven.id(), "x".repeat(10_240), Trial.OFFICER)))
                .isEqualTo(RefusalCode.BAD_INPUT);
        assertThat(trial.now(proven)).isEqualTo(proven);
        String comment = "no\r\n\r\nsequence=1\ntype=Faked\u2028\u0000\u202e\\n = " + "\u00fc".repeat(450);
        Enrollment refused =
                trial.enrollments.refuse(proven.id(), comment, Trial.OFFICER).orThrow();
        assertThat(refused.decision().comment())
                .startsWith("no")
                .doesNotContainPattern("\\p{C}")
                .hasSizeBetween(480, 500);
        String details = trial.signet.audit().latest(1).get(0).details();
        assertThat(details.lines()).hasSize(2);
        assertThat(details.lines().toList().get(1)).startsWith("comment=no").contains("\\\\n = ");
        assertThat(trial.signet.audit().verify().broken()).isEmpty();
    }

    @Test
    void theLongestCommentFitsEverywhere() {
        Enrollment proven = trial.proven(trial.somebody());
        String comment = "\\".repeat(500);
        assertThat(trial.enrollments
                        .refuse(proven.id(), comment, Trial.OFFICER)
                        .orThrow()
                        .decision()
                        .comment())
                .isEqualTo(comment);
        assertThat(trial.now(proven).decision().comment()).isEqualTo(comment);
    }
}
