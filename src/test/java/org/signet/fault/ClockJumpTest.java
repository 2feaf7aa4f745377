package org.signet.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.app.Checkup;
import org.signet.app.Csr;
import org.signet.app.MovingClock;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.app.selfcheck.MachineClock;
import org.signet.app.selfcheck.Rounds;
import org.signet.ca.access.Browser;
import org.signet.ca.access.Entry;
import org.signet.ca.access.MailQueue;
import org.signet.ca.access.Session;
import org.signet.ca.authority.Issued;
import org.signet.ca.authority.Issuer;
import org.signet.ca.enrollment.Channel;
import org.signet.ca.enrollment.Enrollments;
import org.signet.ca.revocation.CrlStore.PublishedCrl;
import org.signet.ca.revocation.Revocation;
import org.signet.ca.watch.Level;
import org.signet.ca.watch.Observation;
import org.signet.ca.watch.Round;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.policy.KeyType;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.PersonName;
import org.signet.model.RefusalCode;
import org.signet.model.RevocationReason;
import org.signet.model.Role;
import org.signet.model.Validity;

/** The machine's clock is set a year on, or a day back, and set right again: while a CA serves, and between two starts. */
class ClockJumpTest {
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration DAY = Duration.ofDays(1);
    private static final String PASSWORD = "correct horse battery";
    private static final Browser BROWSER = Browser.unknown("10.0.0.1");

    private final MovingClock clock = MovingClock.started();
    private Path folder;
    private Signet signet;
    private Rounds rounds;

    @BeforeEach
    void open(@TempDir Path parent) {
        folder = TestCa.copy(parent);
        start();
    }

    private void start() {
        signet = TestCa.open(folder, clock);
        rounds = Checkup.ofCommand(signet, false);
    }

    @AfterEach
    void close() {
        rounds.close();
        signet.close();
    }

    /** @param serving whether the CA goes on meanwhile */
    private void jump(Duration by, boolean serving) {
        if (!serving) {
            close();
        }
        clock.forward(by);
        if (!serving) {
            start();
        }
    }

    private Outcome<Issued> issue(String name) {
        return signet.operatorIssuance()
                .issue(
                        List.of(new EmailAddress(name, "example.com")),
                        Optional.empty(),
                        signet.profiles().find("mailbox-strict").orThrow(),
                        KeyUse.BOTH,
                        Csr.parsed(Csr.key(KeyType.EC_P256)),
                        TestCa.OPERATOR);
    }

    private List<PublishedCrl> publishDue() {
        return signet.crls().publishDue(refused -> {});
    }

    private PublishedCrl newest() {
        return signet.crls().latest("issuing-1").orElseThrow();
    }

    private Optional<Level> trouble(String code) {
        return rounds.run(Round.Reach.HERE, name -> {}, doing -> {}).troubles().stream()
                .filter(seen -> seen.code().equals(code))
                .map(Observation::level)
                .findFirst();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void afterAYearTooMuchAllGoesOnOnceTheClockIsRight(boolean serving) {
        publishDue();
        PublishedCrl before = newest();
        jump(YEAR, serving);
        Issued ahead = issue("ada").orThrow();
        assertInside(ahead);
        assertThat(publishDue()).hasSize(1);
        PublishedCrl wrong = newest();
        assertThat(wrong.number()).isGreaterThan(before.number());
        if (serving) {
            assertThat(trouble("clock.jumped")).contains(Level.SOON);
        }

        jump(YEAR.negated(), serving);
        assertThat(trouble("clock.back")).contains(Level.BROKEN);
        assertInside(issue("bob").orThrow());
        signet.revocation()
                .revoke(
                        ahead.certificate().serial(),
                        Revocation.Grounds.of(RevocationReason.SUPERSEDED),
                        TestCa.OPERATOR)
                .orThrow();
        assertThat(publishDue()).as("it would be older than the one before").isEmpty();
        assertThat(newest()).isEqualTo(wrong);
        signet.crls().clockIsRight(TestCa.OPERATOR).orThrow();
        clock.forward(Duration.ofHours(1));
        assertThat(publishDue()).hasSize(1);
        PublishedCrl right = newest();
        assertThat(right.number()).isGreaterThan(wrong.number());
        assertThat(right.thisUpdate()).isEqualTo(clock.instant());
        assertThat(signet.audit().verify().broken()).isEmpty();
    }

    /** No certificate begins long before now, or outlives its issuer. */
    private void assertInside(Issued issued) {
        Validity validity = issued.leaf().content().validity();
        Issuer issuer = signet.hierarchy().find("issuing-1").orThrow();
        Validity above = issuer.certificate().content().validity();
        assertThat(validity.notBefore()).isBetween(clock.instant().minus(Duration.ofMinutes(6)), clock.instant());
        assertThat(validity.notAfter()).isBeforeOrEqualTo(above.notAfter());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDayBackNothingFallsBack(boolean serving) {
        jump(DAY.multipliedBy(2), serving);
        publishDue();
        PublishedCrl before = newest();
        issue("ada").orThrow();
        jump(DAY.negated(), serving);
        assertThat(trouble("clock.back")).contains(Level.BROKEN);
        assertInside(issue("bob").orThrow());
        assertThat(publishDue()).isEmpty();
        assertThat(newest()).isEqualTo(before);
        jump(DAY, serving);
        assertThat(trouble("clock.back")).isEmpty();
        clock.forward(DAY);
        assertThat(publishDue()).hasSize(1);
        assertThat(newest().number()).isGreaterThan(before.number());
    }

    @Test
    void whereNobodyCanBeCertifiedAnyMoreItIsRefused() {
        clock.forward(YEAR.multipliedBy(30));
        assertThat(issue("ada").isOk()).isFalse();
        clock.forward(YEAR.multipliedBy(-60));
        assertThat(issue("ada").isOk()).isFalse();
        clock.forward(YEAR.multipliedBy(30));
        assertThat(issue("ada").isOk()).isTrue();
    }

    private Outcome<Session> signIn(String password) {
        return signet.accounts()
                .signIn("ada", Passphrase.of(password.toCharArray()), BROWSER)
                .map(entry -> ((Entry.In) entry).session());
    }

    private void account() {
        var link =
                signet.accounts().invite("ada", Role.OFFICER, TestCa.OPERATOR).orThrow();
        signet.accounts()
                .redeem(link, Passphrase.of(PASSWORD.toCharArray()), BROWSER)
                .orThrow();
    }

    @Test
    void nobodyIsLockedOutOrStaysSignedInForAYear() {
        account();
        clock.forward(YEAR);
        for (int i = 0; i < 6; i++) {
            assertThat(signIn("wrong wrong wrong").isOk()).isFalse();
        }
        assertThat(signIn(PASSWORD).isOk()).as("who failed often waits").isFalse();
        clock.forward(Duration.ofMinutes(16));
        Session session = signIn(PASSWORD).orThrow();
        assertThat(signet.waysIn().sessions().session(session.secret())).isPresent();
        for (int i = 0; i < 6; i++) {
            signIn("wrong wrong wrong");
        }
        clock.forward(YEAR.negated());
        assertThat(signet.waysIn().sessions().session(session.secret())).isEmpty();
        assertThat(signIn(PASSWORD).isOk()).isTrue();
    }

    @Test
    void aLinkOfAWrongClockDoesNotHoldForAYear() {
        var link =
                signet.accounts().invite("bob", Role.OFFICER, TestCa.OPERATOR).orThrow();
        assertThat(signet.accounts().look(link).isOk()).isTrue();
        clock.forward(YEAR);
        assertThat(signet.accounts().look(link).isOk()).isFalse();
        var late =
                signet.accounts().invite("bob", Role.OFFICER, TestCa.OPERATOR).orThrow();
        assertThat(signet.accounts().look(late).isOk()).isTrue();
        clock.forward(YEAR.negated());
        assertThat(signet.accounts().look(late).refusal().code()).isEqualTo(RefusalCode.LINK_EXPIRED);
    }

    private Outcome<Enrollments.Begun> ask() {
        return signet.enrollments(signet.letters())
                .request(new Enrollments.Request(
                        new EmailAddress("ada", "example.com"),
                        PersonName.ofDisplay("Ada Lovelace"),
                        Channel.BROWSER,
                        "en",
                        "10.0.0.9"));
    }

    @Test
    void whoAskedOfAWrongClockMayAskAgainAndTheMailLeaves() {
        clock.forward(YEAR);
        Enrollments.Begun wrong = ask().orThrow();
        while (ask().isOk()) {
            assertThat(signet.mailQueue().latest(20)).hasSizeLessThan(10);
        }
        MailQueue queue = signet.mailQueue();
        int waiting = queue.due(clock.instant(), 100).size();
        Instant ahead = clock.instant();
        queue.failed(queue.latest(1).get(0).id(), "450 later", ahead.plusSeconds(60));

        clock.forward(YEAR.negated());
        assertThat(queue.due(clock.instant(), 100)).as("mail of then").hasSize(waiting);
        assertThat(queue.claim(
                        queue.latest(1).get(0).id(),
                        clock.instant(),
                        clock.instant().plusSeconds(60)))
                .isTrue();
        assertThat(queue.due(clock.instant(), 100)).hasSize(waiting - 1);
        assertThat(signet.enrollments(signet.letters())
                        .find(wrong.enrollment().id())
                        .orElseThrow()
                        .state()
                        .name())
                .isEqualTo("EXPIRED");
        assertThat(ask().isOk()).isTrue();
    }

    @Test
    void aJumpIsToldForADayAndSlownessIsNone() {
        Duration[] passed = {Duration.ZERO};
        MachineClock check = new MachineClock(signet.audit(), clock, () -> passed[0]);
        passed[0] = Duration.ofHours(1);
        clock.forward(Duration.ofHours(1).plusSeconds(200));
        assertThat(codes(check)).containsExactly("clock.good");
        clock.forward(YEAR);
        assertThat(codes(check)).containsExactly("clock.jumped");
        passed[0] = passed[0].plus(DAY);
        clock.forward(DAY);
        assertThat(codes(check)).containsExactly("clock.jumped");
        passed[0] = passed[0].plus(DAY);
        clock.forward(DAY);
        assertThat(codes(check)).containsExactly("clock.good");
    }

    private static List<String> codes(MachineClock check) {
        return check.look(doing -> {}).stream().map(Observation::code).toList();
    }
}
