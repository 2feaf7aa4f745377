package org.signet.ca.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.app.TestCa;
import org.signet.ca.audit.AuditEntry;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.Actor;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.Role;

class AccountsTest extends SomeAccounts {
    private static RefusalCode code(Outcome<?> outcome) {
        return outcome.refusal().code();
    }

    @Test
    void anInvitationSetsAPasswordOnceAndSignsIn() {
        OneTimeSecret link = invited(" Ada ", Role.AUDITOR);
        assertThat(accounts.look(link).orThrow()).isEqualTo("ada");
        assertThat(accounts.look(link).isOk()).as("looking spends nothing").isTrue();
        assertThat(code(signIn("ada", RIGHT))).as("no password yet").isEqualTo(RefusalCode.BAD_CREDENTIALS);
        Session session = accounts.redeem(link, password(RIGHT), STRANGER).orThrow();
        assertThat(session.user()).isEqualTo("ada");
        assertThat(session.role()).isEqualTo(Role.AUDITOR);
        assertThat(sessions.session(session.secret())).contains(session);
        assertThat(newest()).isEqualTo("PasswordSet");
        assertThat(code(accounts.look(link))).isEqualTo(RefusalCode.LINK_USED);
        assertThat(code(accounts.redeem(link, password("another password"), STRANGER)))
                .isEqualTo(RefusalCode.LINK_USED);
        assertThat(signIn("ADA ", RIGHT).isOk()).isTrue();
    }

    @Test
    void aLinkHoldsThreeDays() {
        OneTimeSecret link = invited("late", Role.OFFICER);
        CLOCK.forward(Duration.ofHours(72).minusSeconds(1));
        assertThat(accounts.look(link).isOk()).isTrue();
        CLOCK.forward(Duration.ofSeconds(1));
        assertThat(code(accounts.look(link))).isEqualTo(RefusalCode.LINK_EXPIRED);
        assertThat(code(accounts.redeem(link, password(RIGHT), STRANGER))).isEqualTo(RefusalCode.LINK_EXPIRED);
    }

    @Test
    void aLinkIsRedeemedOnceHoweverManyTry() {
        OneTimeSecret link = invited("raced", Role.OFFICER);
        long redeemed = IntStream.range(0, 6)
                .parallel()
                .filter(i -> accounts.redeem(link, password("password number " + i), STRANGER)
                        .isOk())
                .count();
        assertThat(redeemed).isEqualTo(1);
    }

    @Test
    void aNewPasswordEndsOlderSessionsAndLinks() {
        String user = somebody();
        Session before = signIn(user, RIGHT).orThrow();
        OneTimeSecret first = invited(user, Role.OFFICER);
        OneTimeSecret second = invited(user, Role.OFFICER);
        Session after = accounts.redeem(second, password("a brand new password"), STRANGER)
                .orThrow();
        assertThat(sessions.session(before.secret())).isEmpty();
        assertThat(sessions.session(after.secret())).isPresent();
        assertThat(code(accounts.look(first))).isEqualTo(RefusalCode.LINK_USED);
        assertThat(code(signIn(user, RIGHT))).isEqualTo(RefusalCode.BAD_CREDENTIALS);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 11, 257, 10_000})
    void aPasswordHas12To256Characters(int length) {
        OneTimeSecret link = invited("short", Role.OFFICER);
        assertThat(code(accounts.redeem(link, password("x".repeat(length)), STRANGER)))
                .isEqualTo(RefusalCode.WEAK_PASSWORD);
        assertThat(accounts.look(link).isOk()).as("the link is still good").isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".ada", "a b", "ad\u00e4", "a\nb", "a/../b", "<script>"})
    void aNameIsPlain(String name) {
        assertThat(code(accounts.invite(name, Role.OFFICER, TestCa.OPERATOR))).isEqualTo(RefusalCode.BAD_NAME);
        assertThat(accounts.invite("x".repeat(64), Role.OFFICER, TestCa.OPERATOR)
                        .isOk())
                .isTrue();
        assertThat(code(accounts.invite("x".repeat(65), Role.OFFICER, TestCa.OPERATOR)))
                .isEqualTo(RefusalCode.BAD_NAME);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void onlyAdministratorsInvite(Role role) {
        Outcome<OneTimeSecret> answer =
                accounts.invite("newcomer", Role.OFFICER, Actor.account("someone", ORIGIN, role));
        assertThat(answer.isOk()).isEqualTo(role == Role.ADMINISTRATOR);
    }

    @Test
    void anInvitationOfAKnownAccountKeepsItsRoleAndTheLogSaysSo() {
        invited("keeper", Role.AUDITOR);
        invited("keeper", Role.ADMINISTRATOR);
        assertThat(accounts.all())
                .filteredOn(account -> account.user().equals("keeper"))
                .singleElement()
                .satisfies(account -> assertThat(account.role()).isEqualTo(Role.AUDITOR));
        assertThat(signet.audit().latest(1).get(0).details()).isEqualTo("user=keeper\nrole=AUDITOR");
    }

    @Test
    void wrongNamesAndWrongPasswordsAreAnsweredAlike() {
        String user = somebody();
        Outcome<Session> wrong = signIn(user, "wrong password");
        Outcome<Session> nobody = signIn("nobody", "wrong password");
        Outcome<Session> odd = signIn("\u0000' or 1=1 --" + "x".repeat(10_000), RIGHT);
        assertThat(nobody).isEqualTo(wrong);
        assertThat(odd).isEqualTo(wrong);
        assertThat(code(wrong)).isEqualTo(RefusalCode.BAD_CREDENTIALS);
        for (int i = 0; i < 5; i++) {
            assertThat(signIn(user, "wrong password")).isEqualTo(nobody);
        }
        assertThat(signIn(user, RIGHT))
                .as("too soon; still no sign that the name exists")
                .isEqualTo(nobody);
    }

    @Test
    void aSessionEndsAfterEightHoursOrBySigningOut() {
        String user = somebody();
        Session first = signIn(user, RIGHT).orThrow();
        Session second = signIn(user, RIGHT).orThrow();
        sessions.signOut(first, "127.0.0.1");
        assertThat(signet.audit().latest(1)).extracting(AuditEntry::type).containsExactly("SignedOut");
        assertThat(sessions.session(first.secret())).isEmpty();
        assertThat(sessions.session(second.secret())).contains(second);
        CLOCK.forward(Duration.ofHours(8).minusSeconds(1));
        assertThat(sessions.session(second.secret())).isPresent();
        CLOCK.forward(Duration.ofSeconds(1));
        assertThat(sessions.session(second.secret())).isEmpty();
        assertThat(sessions.session(new OneTimeSecret("made up"))).isEmpty();
    }

    @Test
    void peopleSeeTheirSessionsAndEndThemButNobodyElses() {
        String user = somebody();
        Session first = signIn(user, RIGHT).orThrow();
        CLOCK.forward(Duration.ofMinutes(1));
        Session second = signIn(user, RIGHT).orThrow();
        Session other = signIn(somebody(), RIGHT).orThrow();
        assertThat(sessions.of(first)).hasSize(3).allSatisfy(each -> {
            assertThat(each.user()).isEqualTo(user);
            assertThat(each.origin()).isEqualTo(ORIGIN);
        });
        assertThat(sessions.of(first).get(0).is(second)).isTrue();
        CLOCK.forward(Duration.ofMinutes(1));
        sessions.session(first.secret());
        // Durable, so that what was noted before is stored too.
        assertThat(sessions.endOthers(first, each -> each.is(other), ORIGIN)).isZero();
        assertThat(sessions.of(second).get(0)).satisfies(each -> {
            assertThat(each.is(first)).isTrue();
            assertThat(each.seen()).isEqualTo(each.opened().plus(Duration.ofMinutes(2)));
        });
        assertThat(sessions.endOthers(first, each -> each.is(first), ORIGIN)).isZero();
        assertThat(sessions.endOthers(first, each -> each.is(second), ORIGIN)).isEqualTo(1);
        assertThat(sessions.session(second.secret())).isEmpty();
        assertThat(sessions.endOthers(first, each -> true, ORIGIN)).isEqualTo(1);
        assertThat(newest()).isEqualTo("SessionsEnded");
        assertThat(sessions.session(first.secret())).isPresent();
        assertThat(sessions.session(other.secret())).isPresent();
    }

    @Test
    void theTokenOfFormsBelongsToTheSessionAndDoesNotTellItsSecret() {
        String user = somebody();
        Session first = signIn(user, RIGHT).orThrow();
        Session second = signIn(user, RIGHT).orThrow();
        assertThat(first.csrfToken())
                .isEqualTo(sessions.session(first.secret()).orElseThrow().csrfToken())
                .isNotEqualTo(second.csrfToken())
                .isNotEqualTo(first.secret().digest().hex())
                .doesNotContain(first.secret().text());
        assertThat(first.toString()).doesNotContain(first.secret().text());
        assertThat(first.browserSecret().text())
                .isNotEqualTo(first.csrfToken())
                .doesNotContain(first.secret().text());
    }
}
