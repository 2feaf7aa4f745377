package org.signet.ca.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** Every step at every state, as the table has it and as a real desk takes it. */
class StepTest {
    /** The states by their first letters: Requested, Proven, Approved, reFused, Issued, Expired, Withdrawn. */
    private static final Map<Step, String> TABLE = Map.of(
            Step.REJECT_CODE, "R......",
            Step.PROVE, "P......",
            Step.ASK, ".P.....",
            Step.ANSWER, ".P.....",
            Step.APPROVE, ".A.....",
            Step.REFUSE, ".F.....",
            Step.OPEN_KEY, "..A....",
            Step.CERTIFY, "..I....",
            Step.WITHDRAW, "WWW....",
            Step.EXPIRE, "EEE....");

    private static final Map<Character, EnrollmentState> LETTERS = Map.of(
            'R', EnrollmentState.REQUESTED,
            'P', EnrollmentState.PROVEN,
            'A', EnrollmentState.APPROVED,
            'F', EnrollmentState.REFUSED,
            'I', EnrollmentState.ISSUED,
            'E', EnrollmentState.EXPIRED,
            'W', EnrollmentState.WITHDRAWN);

    private static Trial trial;

    @BeforeAll
    static void open(@TempDir Path parent) {
        trial = new Trial(parent);
    }

    @AfterAll
    static void close() {
        trial.close();
    }

    static Stream<Arguments> pairs() {
        return Arrays.stream(Step.values())
                .flatMap(step -> Arrays.stream(EnrollmentState.values()).map(state -> Arguments.of(step, state)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aStepLeadsWhereTheTableSaysOrNowhere(Step step, EnrollmentState state) {
        char to = TABLE.get(step).charAt(state.ordinal());
        assertThat(step.leadsFrom(state)).isEqualTo(to != '.');
        RegistrationDesk desk = trial.signet.waysToEnroll(trial.letters()).desk();
        Enrollment before = stored(desk, state);
        Outcome<Enrollment> after = desk.transactions().attempt(() -> desk.take(step, before, same -> same));
        if (to == '.') {
            assertThat(after.refusal().code()).isEqualTo(RefusalCode.WRONG_STATE);
            assertThat(desk.enrollments().find(before.id())).contains(before);
        } else {
            assertThat(after.orThrow()).isEqualTo(before.in(LETTERS.get(to)));
            assertThat(desk.enrollments().find(before.id())).contains(after.orThrow());
        }
    }

    private static Enrollment stored(RegistrationDesk desk, EnrollmentState state) {
        Enrollment fresh =
                trial.begun(trial.somebody(), Channel.TERMINAL).enrollment().in(state);
        desk.transactions().durable(() -> desk.enrollments().update(fresh, EnrollmentState.REQUESTED));
        return fresh;
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void whoseTimeHasRunOutTakesNoStepButTheLast(Step step, EnrollmentState state) {
        RegistrationDesk desk = trial.signet.waysToEnroll(trial.letters()).desk();
        Enrollment before = stored(desk, state);
        trial.clock.forward(Duration.ofDays(31));
        Outcome<Enrollment> after = desk.transactions().attempt(() -> desk.take(step, before, same -> same));
        assertThat(after.isOk()).isEqualTo(step == Step.EXPIRE && !state.isOver());
        assertThat(desk.now(before).state().isOver()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void ofTwoWhoSawTheSameOneIsTooLate(Step step, EnrollmentState state) {
        RegistrationDesk desk = trial.signet.waysToEnroll(trial.letters()).desk();
        Enrollment seen = stored(desk, state);
        if (!step.leadsFrom(state) || step.to() == state) {
            return;
        }
        List<Outcome<Enrollment>> both = List.of(
                desk.transactions().attempt(() -> desk.take(step, seen, same -> same)),
                desk.transactions().attempt(() -> desk.take(step, seen, same -> same)));
        assertThat(both.get(0).isOk()).isTrue();
        assertThat(both.get(1).refusal().code()).isEqualTo(RefusalCode.WRONG_STATE);
    }
}
