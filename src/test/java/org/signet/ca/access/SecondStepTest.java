package org.signet.ca.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.app.TestCa;
import org.signet.ca.access.signin.OwnFactors;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.keys.Totp;
import org.signet.model.Actor;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.Role;

/** Signing in with the code of an app. */
class SecondStepTest extends SomeAccounts {
    /** Somebody with an app, and the recovery codes they were given. */
    private record Owner(String user, Session session, Totp app, List<OneTimeSecret> codes) {
        Browser browser() {
            return new Browser(ORIGIN, Optional.of(session.browserSecret()));
        }
    }

    private static Owner owner() {
        String user = somebody();
        Session session = signIn(user, RIGHT).orThrow();
        OwnFactors factors = signet.waysIn().factors();
        factors.beginApp(session);
        Totp app = factors.begunApp(session).orThrow();
        OwnFactors.Added added = factors.addApp(session, code(app), ORIGIN).orThrow();
        CLOCK.forward(Duration.ofSeconds(30));
        return new Owner(user, added.session(), app, added.codes());
    }

    private static String code(Totp app) {
        return app.code(Totp.step(CLOCK.instant()));
    }

    private static OneTimeSecret halfway(String user, Browser browser) {
        return accounts.signIn(user, password(RIGHT), browser)
                .orThrow()
                .fold(
                        session -> {
                            throw new AssertionError("signed in by the password alone");
                        },
                        step -> step);
    }

    private static RefusalCode code(Outcome<?> refused) {
        return refused.refusal().code();
    }

    @Test
    void aPasswordAloneOpensNothing() {
        Owner owner = owner();
        OneTimeSecret step = halfway(owner.user(), STRANGER);
        assertThat(sessions.session(step)).isEmpty();
        Session session = accounts.signIn(step, code(owner.app()), STRANGER).orThrow();
        assertThat(sessions.session(session.secret())).contains(session);
        assertThat(newest()).isEqualTo("SignedIn");
        CLOCK.forward(Duration.ofSeconds(30));
        assertThat(code(accounts.signIn(step, code(owner.app()), STRANGER)))
                .as("a step is taken once")
                .isEqualTo(RefusalCode.STEP_EXPIRED);
    }

    @Test
    void aCodeIsRedeemedOnceHoweverManySawIt() {
        Owner owner = owner();
        String seen = code(owner.app());
        List<OneTimeSecret> steps = IntStream.range(0, 4)
                .mapToObj(i -> halfway(owner.user(), STRANGER))
                .toList();
        long entered = steps.parallelStream()
                .filter(step -> accounts.signIn(step, seen, STRANGER).isOk())
                .count();
        assertThat(entered).isEqualTo(1);
        assertThat(newest()).isIn("CodeFailed", "SignedIn");
    }

    @Test
    void theCodeThatSetTheAppUpIsSpent() {
        String user = somebody();
        Session session = signIn(user, RIGHT).orThrow();
        OwnFactors factors = signet.waysIn().factors();
        factors.beginApp(session);
        Totp app = factors.begunApp(session).orThrow();
        String first = code(app);
        factors.addApp(session, first, ORIGIN).orThrow();
        assertThat(code(accounts.signIn(halfway(user, STRANGER), first, STRANGER)))
                .isEqualTo(RefusalCode.BAD_CODE);
    }

    @Test
    void aStepHoldsFiveMinutesAndOnlyAsLongAsThePassword() {
        Owner owner = owner();
        OneTimeSecret late = halfway(owner.user(), STRANGER);
        CLOCK.forward(Duration.ofMinutes(5));
        assertThat(code(accounts.signIn(late, code(owner.app()), STRANGER))).isEqualTo(RefusalCode.STEP_EXPIRED);
        OneTimeSecret old = halfway(owner.user(), STRANGER);
        Session now = accounts.changePassword(
                        owner.session(), password(RIGHT), password("another long password"), owner.browser())
                .orThrow();
        assertThat(code(accounts.signIn(old, code(owner.app()), STRANGER))).isEqualTo(RefusalCode.STEP_EXPIRED);
        assertThat(sessions.session(owner.session().secret())).isEmpty();
        assertThat(sessions.session(now.secret())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "000000", "' or 1=1 --", "AAAAA-AAAAA-AAAAA"})
    void wrongCodesCountAsWrongPasswordsDo(String wrong) {
        Owner owner = owner();
        OneTimeSecret step = halfway(owner.user(), STRANGER);
        for (int i = 0; i < 5; i++) {
            assertThat(code(accounts.signIn(step, wrong, STRANGER))).isEqualTo(RefusalCode.BAD_CODE);
            assertThat(newest()).isEqualTo("CodeFailed");
        }
        assertThat(code(accounts.signIn(step, code(owner.app()), STRANGER)))
                .as("too soon")
                .isEqualTo(RefusalCode.BAD_CODE);
        assertThat(code(accounts.signIn(owner.user(), password(RIGHT), STRANGER)))
                .as("for passwords too")
                .isEqualTo(RefusalCode.BAD_CREDENTIALS);
        OneTimeSecret own = halfway(owner.user(), owner.browser());
        assertThat(accounts.signIn(own, code(owner.app()), owner.browser()).isOk())
                .as("the owner's browser does not wait")
                .isTrue();
    }

    @Test
    void aRightPasswordDoesNotForgiveWrongCodes() {
        Owner owner = owner();
        for (int i = 0; i < 5; i++) {
            accounts.signIn(halfway(owner.user(), STRANGER), "000000", STRANGER);
        }
        assertThat(accounts.signIn(owner.user(), password(RIGHT), STRANGER).isOk())
                .isFalse();
    }

    @Test
    void aRecoveryCodeStandsInOnce() {
        Owner owner = owner();
        assertThat(owner.codes()).hasSize(10).doesNotHaveDuplicates();
        String typed = " " + owner.codes().get(3).text().toLowerCase().replace('-', ' ');
        assertThat(accounts.signIn(halfway(owner.user(), STRANGER), typed, STRANGER)
                        .isOk())
                .isTrue();
        assertThat(signet.audit().latest(2).get(1).details()).isEqualTo("user=" + owner.user() + "\ncodesLeft=9");
        assertThat(code(accounts.signIn(halfway(owner.user(), STRANGER), typed, STRANGER)))
                .isEqualTo(RefusalCode.BAD_CODE);
        Owner other = owner();
        assertThat(code(accounts.signIn(
                        halfway(other.user(), STRANGER), owner.codes().get(0).text(), STRANGER)))
                .as("another's")
                .isEqualTo(RefusalCode.BAD_CODE);
    }

    @Test
    void anOperatorsLinkTakesAwayWhatWasLostAndNobodyElsesDoes() {
        Owner owner = owner();
        OneTimeSecret colleagues = accounts.invite(
                        owner.user(), Role.OFFICER, Actor.account("root", ORIGIN, Role.ADMINISTRATOR))
                .orThrow();
        Outcome<Session> half = accounts.redeem(colleagues, password("chosen by a colleague"), STRANGER);
        assertThat(code(half)).as("no session without the app").isEqualTo(RefusalCode.NOT_SIGNED_IN);
        assertThat(accounts.signIn(owner.user(), password(RIGHT), STRANGER).isOk())
                .as("the password is the new one")
                .isFalse();
        OneTimeSecret operators =
                accounts.invite(owner.user(), Role.OFFICER, TestCa.OPERATOR).orThrow();
        assertThat(accounts.redeem(operators, password(RIGHT), STRANGER).isOk()).isTrue();
        assertThat(newest()).isEqualTo("FactorsCleared");
        assertThat(signIn(owner.user(), RIGHT).isOk())
                .as("by the password alone")
                .isTrue();
    }

    @Test
    void whoConfirmsShowsBothAndGetsAnotherSecret() {
        Owner owner = owner();
        Session own = owner.session();
        CLOCK.forward(Duration.ofMinutes(11));
        assertThat(own.isFresh(CLOCK.instant())).isFalse();
        assertThat(code(accounts.confirm(own, password("wrong password"), code(owner.app()), owner.browser())))
                .isEqualTo(RefusalCode.BAD_CREDENTIALS);
        assertThat(code(accounts.confirm(own, password(RIGHT), "000000", owner.browser())))
                .isEqualTo(RefusalCode.BAD_CODE);
        assertThat(sessions.session(own.secret()).orElseThrow().isFresh(CLOCK.instant()))
                .isFalse();
        CLOCK.forward(Duration.ofSeconds(30));
        Session renewed = accounts.confirm(own, password(RIGHT), code(owner.app()), owner.browser())
                .orThrow();
        assertThat(newest()).isEqualTo("SessionConfirmed");
        assertThat(renewed.isFresh(CLOCK.instant())).isTrue();
        assertThat(sessions.session(own.secret())).isEmpty();
        assertThat(sessions.session(renewed.secret())).contains(renewed);
        assertThat(renewed.csrfToken()).isNotEqualTo(own.csrfToken());
        assertThat(sessions.of(renewed))
                .filteredOn(each -> each.is(renewed))
                .singleElement()
                .satisfies(each -> assertThat(each.opened()).isBefore(each.confirmed()));
    }

    @Test
    void signingInAgainEndsTheBrowsersOlderSessionAndNoOther() {
        String user = somebody();
        Session first = signIn(user, RIGHT).orThrow();
        Session elsewhere = signIn(user, RIGHT).orThrow();
        Browser browser = new Browser(ORIGIN, Optional.of(first.browserSecret()));
        Session second = signIn(user, RIGHT, browser).orThrow();
        assertThat(sessions.session(first.secret())).isEmpty();
        assertThat(sessions.session(second.secret())).isPresent();
        assertThat(sessions.session(elsewhere.secret())).isPresent();
        Session colleague = signIn(somebody(), RIGHT, new Browser(ORIGIN, Optional.of(second.browserSecret())))
                .orThrow();
        assertThat(sessions.session(second.secret()))
                .as("two people at one browser")
                .isEmpty();
        assertThat(sessions.session(colleague.secret())).isPresent();
    }
}
