package org.signet.ca.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.app.MovingClock;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.app.access.WaysIn;
import org.signet.ca.access.Browser;
import org.signet.ca.access.Session;
import org.signet.ca.access.factor.Passkey;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.keys.Passphrase;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.Role;

class PasskeysTest {
    private static final String ORIGIN = "http://localhost:8080";
    private static final Browser STRANGER = Browser.unknown("10.0.0.1");
    private static final MovingClock CLOCK = MovingClock.started();
    private static Signet signet;
    private static WaysIn ways;
    private static Passkeys passkeys;
    private static int count;

    @BeforeAll
    static void open(@TempDir Path parent) {
        signet = TestCa.open(TestCa.copy(parent), CLOCK);
        ways = signet.waysIn();
        passkeys = ways.passkeys();
    }

    @AfterAll
    static void close() {
        signet.close();
    }

    private static Session somebody() {
        OneTimeSecret link = ways.accounts()
                .invite("holder" + ++count, Role.OFFICER, TestCa.OPERATOR)
                .orThrow();
        return ways.accounts()
                .redeem(link, Passphrase.of("correct horse battery".toCharArray()), STRANGER)
                .orThrow();
    }

    private static SoftDevice device() {
        return new SoftDevice(ORIGIN, "localhost");
    }

    /** Somebody with that device, signed in. */
    private static Session owner(SoftDevice device) {
        Session session = somebody();
        Passkeys.Question question = passkeys.askNew(session);
        device.handle = question.handle();
        return passkeys.add(session, "ring", device.make(question.challenge()), "10.0.0.1")
                .orThrow()
                .session();
    }

    private static Outcome<Session> signIn(SoftDevice device) {
        Passkeys.Begun begun = passkeys.askAnybody();
        device.count++;
        return passkeys.signIn(begun.step(), device.sign(begun.question().challenge()), STRANGER);
    }

    private static RefusalCode code(Outcome<?> refused) {
        return refused.refusal().code();
    }

    private static String newest() {
        return signet.audit().latest(1).get(0).type();
    }

    @Test
    void aDeviceTellsWhoseItIs() {
        SoftDevice device = device();
        Session own = owner(device);
        Session entered = signIn(device).orThrow();
        assertThat(entered.user()).isEqualTo(own.user());
        assertThat(newest()).isEqualTo("SignedIn");
        assertThat(signet.audit().latest(2).get(1).type()).isEqualTo("PasskeyUsed");
        Passkey kept = ways.factors().of(own).passkeys().get(0);
        assertThat(kept.signCount()).isEqualTo(1);
        assertThat(kept.lastUsed()).isPresent();
    }

    static Stream<Arguments> wrongAnswers() {
        return Stream.of(
                wrong("a look-alike's page", device -> device.origin = "http://localhost.evil.example:8080"),
                wrong("another port", device -> device.origin = "http://localhost:9090"),
                wrong("by https, where it is http", device -> device.origin = "https://localhost:8080"),
                wrong("for another site", device -> device.host = "evil.example"),
                wrong("of nobody recognised", device -> device.flags = SoftDevice.PRESENT),
                wrong("of nobody present", device -> device.flags = SoftDevice.VERIFIED));
    }

    private static Arguments wrong(String what, Consumer<SoftDevice> how) {
        return Arguments.of(what, how);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongAnswers")
    void anAnswerThatIsWrongOpensNothing(String what, Consumer<SoftDevice> how) {
        SoftDevice device = device();
        owner(device);
        how.accept(device);
        assertThat(code(signIn(device))).isEqualTo(RefusalCode.BAD_PASSKEY);
        assertThat(newest()).isEqualTo("SignInFailed");
        Session other = somebody();
        SoftDevice fresh = device();
        how.accept(fresh);
        Passkeys.Question question = passkeys.askNew(other);
        assertThat(code(passkeys.add(other, "ring", fresh.make(question.challenge()), "10.0.0.1")))
                .isEqualTo(RefusalCode.BAD_PASSKEY);
        assertThat(ways.factors().of(other).any()).isFalse();
    }

    @Test
    void aChallengeIsAnsweredOnceWithinFiveMinutesAndByWhomItWasGivenTo() {
        SoftDevice device = device();
        owner(device);
        Passkeys.Begun begun = passkeys.askAnybody();
        Passkeys.Begun others = passkeys.askAnybody();
        device.count = 7;
        String answer = device.sign(begun.question().challenge());
        assertThat(code(passkeys.signIn(others.step(), answer, STRANGER)))
                .as("another browser's challenge")
                .isEqualTo(RefusalCode.BAD_PASSKEY);
        assertThat(passkeys.signIn(begun.step(), answer, STRANGER).isOk()).isTrue();
        assertThat(code(passkeys.signIn(begun.step(), answer, STRANGER))).isEqualTo(RefusalCode.STEP_EXPIRED);
        Passkeys.Begun late = passkeys.askAnybody();
        device.count++;
        CLOCK.forward(Duration.ofMinutes(5));
        assertThat(code(passkeys.signIn(late.step(), device.sign(late.question().challenge()), STRANGER)))
                .isEqualTo(RefusalCode.STEP_EXPIRED);
    }

    @Test
    void aCopyThatSignedLessOftenIsRefusedAndTold() {
        SoftDevice device = device();
        Session own = owner(device);
        device.count = 41;
        signIn(device).orThrow();
        device.count = 40;
        Outcome<Session> copied = signIn(device);
        assertThat(code(copied)).isEqualTo(RefusalCode.BAD_PASSKEY);
        assertThat(newest()).isEqualTo("PasskeyCopied");
        assertThat(signet.audit().latest(1).get(0).details()).isEqualTo("user=" + own.user() + "\npasskey=ring");
        device.count = 42;
        assertThat(signIn(device).isOk()).as("it counted on").isTrue();
    }

    @Test
    void aDeviceThatDoesNotCountIsNoCopy() {
        SoftDevice device = device();
        owner(device);
        for (int i = 0; i < 3; i++) {
            device.count = -1; // counted up to 0
            assertThat(signIn(device).isOk()).isTrue();
        }
    }

    @Test
    void nobodyElsesPasskeyServesAsSecondStepOrConfirmation() {
        SoftDevice adas = device();
        Session ada = owner(adas);
        SoftDevice bobs = device();
        owner(bobs);
        OneTimeSecret half = ways.accounts()
                .signIn(ada.user(), Passphrase.of("correct horse battery".toCharArray()), STRANGER)
                .orThrow()
                .fold(session -> null, step -> step);
        Passkeys.Question question = passkeys.askHalfway(half).orThrow();
        assertThat(question.passkeys()).hasSize(1);
        bobs.count = 5;
        assertThat(code(passkeys.signIn(half, bobs.sign(question.challenge()), STRANGER)))
                .isEqualTo(RefusalCode.BAD_PASSKEY);
        Passkeys.Question confirmation = passkeys.askConfirmation(ada);
        assertThat(code(passkeys.confirm(ada, bobs.sign(confirmation.challenge()), STRANGER)))
                .isEqualTo(RefusalCode.BAD_PASSKEY);
        Passkeys.Question again = passkeys.askConfirmation(ada);
        adas.count = 1;
        CLOCK.forward(Duration.ofMinutes(1));
        Session confirmed =
                passkeys.confirm(ada, adas.sign(again.challenge()), STRANGER).orThrow();
        assertThat(confirmed.confirmed()).isAfter(ada.confirmed());
        assertThat(ways.sessions().session(ada.secret())).isEmpty();
    }

    @Test
    void theHandleIsThatOfTheAccount() {
        SoftDevice device = device();
        owner(device);
        device.handle = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        assertThat(code(signIn(device))).isEqualTo(RefusalCode.BAD_PASSKEY);
    }

    @Test
    void aPasskeyIsOnePersonsAlone() {
        SoftDevice device = device();
        owner(device);
        Session thief = somebody();
        Passkeys.Question question = passkeys.askNew(thief);
        assertThat(code(passkeys.add(thief, "mine now", device.make(question.challenge()), "10.0.0.1")))
                .isEqualTo(RefusalCode.WRONG_STATE);
    }

    @Test
    void aRemovedPasskeyOpensNothingAndNobodyRemovesAnothers() {
        SoftDevice device = device();
        Session own = owner(device);
        String id = ways.factors().of(own).passkeys().get(0).id();
        ways.factors().removePasskey(somebody(), id, "10.0.0.1").orThrow();
        assertThat(signIn(device).isOk()).isTrue();
        assertThat(ways.factors().removePasskey(own, id, "10.0.0.1").orThrow().recoveryCodes())
                .as("nothing is left that they stand in for")
                .isZero();
        assertThat(code(signIn(device))).isEqualTo(RefusalCode.BAD_PASSKEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "\"\"",
                "{\"id\":null}",
                "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"response\":null}",
                "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"response\":{}}",
                "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"response\":{\"clientDataJSON\":\"!\"}}",
                "{\"id\":\"AA\",\"rawId\":\"AA\",\"response\":{\"clientDataJSON\":\"e30\",\"attestationObject\":\"oA\","
                        + "\"authenticatorData\":\"\",\"signature\":\"\"},\"clientExtensionResults\":{}}",
                "{\"id\":\"' or 1=1\",\"rawId\":\"\\u0000\"}"
            })
    void whatIsNoAnswerIsRefused(String text) {
        for (String answer : new String[] {text, text.repeat(2_000), "[".repeat(20_000) + text}) {
            Passkeys.Begun begun = passkeys.askAnybody();
            assertThat(code(passkeys.signIn(begun.step(), answer, STRANGER))).isEqualTo(RefusalCode.BAD_PASSKEY);
            Session own = somebodyAtAll();
            passkeys.askNew(own);
            assertThat(code(passkeys.add(own, "ring", answer, "10.0.0.1"))).isEqualTo(RefusalCode.BAD_PASSKEY);
        }
    }

    private static Session shared;

    private static Session somebodyAtAll() {
        if (shared == null) {
            shared = somebody();
        }
        return shared;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a\nb",
                "a\u0000b",
                "\u202egnir",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void aTitleIsPlainText(String title) {
        Session own = somebodyAtAll();
        Passkeys.Question question = passkeys.askNew(own);
        assertThat(code(passkeys.add(own, title, device().make(question.challenge()), "10.0.0.1")))
                .isEqualTo(RefusalCode.BAD_NAME);
    }
}
