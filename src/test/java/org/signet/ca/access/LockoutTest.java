package org.signet.ca.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.signet.model.Role;

/** Wrong passwords make those wait who typed them, and nobody else. */
class LockoutTest extends SomeAccounts {
    @Test
    void afterFiveWrongPasswordsOnesWaitAndTheWaitGrows() {
        String user = somebody();
        for (int i = 0; i < 5; i++) {
            signIn(user, "wrong password");
            assertThat(newest()).isEqualTo("SignInFailed");
        }
        assertThat(signIn(user, RIGHT).isOk()).isFalse();
        CLOCK.forward(Duration.ofSeconds(2));
        signIn(user, "wrong password");
        CLOCK.forward(Duration.ofSeconds(3));
        assertThat(signIn(user, RIGHT).isOk()).as("four seconds now").isFalse();
        CLOCK.forward(Duration.ofSeconds(1));
        assertThat(signIn(user, RIGHT).isOk()).isTrue();
        assertThat(newest()).isEqualTo("SignedIn");
        signIn(user, "wrong password");
        assertThat(signIn(user, RIGHT).isOk()).as("a success forgets").isTrue();
    }

    @Test
    void theWaitIsAQuarterOfAnHourAtMost() {
        Failures hopeless = new Failures(Integer.MAX_VALUE, CLOCK.instant());
        assertThat(hopeless.waitUntil()).isEqualTo(CLOCK.instant().plus(Duration.ofMinutes(15)));
    }

    @Test
    void guessesThatComeAllAtOnceCountBeforeTheRightOne() {
        String user = somebody();
        List<String> guesses =
                IntStream.range(0, 8).mapToObj(i -> "guess number " + i).toList();
        guesses.parallelStream().forEach(guess -> signIn(user, guess));
        assertThat(accounts.all())
                .filteredOn(account -> account.user().equals(user))
                .singleElement()
                .satisfies(account -> assertThat(account.strangers().count()).isBetween(5, 8));
        assertThat(signIn(user, RIGHT).isOk()).isFalse();
    }

    private static Browser with(Session session) {
        return new Browser(ORIGIN, Optional.of(session.browserSecret()));
    }

    @Test
    void strangersDelayStrangersOnly() {
        String owner = somebody();
        Session known = signIn(owner, RIGHT).orThrow();
        for (int i = 0; i < 20; i++) {
            signIn(owner, "guess number " + i);
            CLOCK.forward(Duration.ofMinutes(15));
        }
        signIn(owner, "one more guess");
        assertThat(signIn(owner, RIGHT).isOk()).as("a stranger waits").isFalse();
        Session later = signIn(owner, RIGHT, with(known)).orThrow();
        assertThat(signIn(owner, RIGHT).isOk())
                .as("the owner's success gives the strangers no new guesses")
                .isFalse();
        assertThat(signIn(owner, RIGHT, with(later)).isOk()).isTrue();
    }

    @Test
    void aKnownBrowserWaitsForItsOwnWrongPasswords() {
        String owner = somebody();
        Session first = signIn(owner, RIGHT).orThrow();
        Session second = signIn(owner, RIGHT).orThrow();
        for (int i = 0; i < 5; i++) {
            signIn(owner, "wrong password", with(first));
        }
        assertThat(signIn(owner, RIGHT, with(first)).isOk()).isFalse();
        assertThat(signIn(owner, RIGHT, with(second)).isOk())
                .as("another browser")
                .isTrue();
        assertThat(signIn(owner, RIGHT).isOk()).as("strangers").isTrue();
        CLOCK.forward(Duration.ofSeconds(2));
        assertThat(signIn(owner, RIGHT, with(first)).isOk()).isTrue();
    }

    @Test
    void aBrowserIsKnownToItsAccountsAloneByItsLastSecretForHalfAYear() {
        String ada = somebody();
        String bob = somebody();
        Session first = signIn(ada, RIGHT).orThrow();
        assertThat(attempts.knows(" " + ada.toUpperCase(Locale.ROOT), with(first)))
                .isTrue();
        assertThat(attempts.knows(bob, with(first))).isFalse();
        Session both = signIn(bob, RIGHT, with(first)).orThrow();
        assertThat(attempts.knows(ada, with(both)))
                .as("one browser, two people")
                .isTrue();
        assertThat(attempts.knows(bob, with(both))).isTrue();
        assertThat(attempts.knows(ada, with(first))).as("a secret of before").isFalse();
        assertThat(attempts.knows(bob, with(first)))
                .as("a secret planted before")
                .isFalse();
        sessions.signOut(both, ORIGIN);
        CLOCK.forward(Duration.ofDays(180).minusMillis(1));
        assertThat(attempts.knows(bob, with(both))).isTrue();
        CLOCK.forward(Duration.ofMillis(1));
        assertThat(attempts.knows(bob, with(both))).isFalse();
    }

    @Test
    void aNewPasswordMakesStrangersOfAllOtherBrowsersAndLetsTheOwnerInAtOnce() {
        String owner = somebody();
        Session stolen = signIn(owner, RIGHT).orThrow();
        for (int i = 0; i < 5; i++) {
            signIn(owner, "wrong password");
        }
        Session fresh = accounts.redeem(invited(owner, Role.OFFICER), password(RIGHT), STRANGER)
                .orThrow();
        assertThat(attempts.knows(owner, with(stolen))).isFalse();
        assertThat(attempts.knows(owner, with(fresh))).isTrue();
    }
}
