package org.signet.ca.access.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.ca.access.Browser;
import org.signet.ca.access.Session;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.keys.Passphrase;
import org.signet.model.Actor;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.Role;

class StaffTest extends SomeStaff {

    /** A change that concerns an administrator's account, and whether it has been made. */
    record Concerning(String name, Function<StaffTest, Outcome<Change>> change, Function<StaffTest, Boolean> made) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Concerning> concerning() {
        return Stream.of(
                new Concerning(
                        "a new administrator",
                        t -> t.staff.invite("carl@example.com", Role.ADMINISTRATOR, ADA, "en"),
                        t -> t.staff.all().stream().anyMatch(m -> m.user().equals("carl@example.com"))),
                new Concerning(
                        "an officer becomes one",
                        t -> t.staff.changeRole("olga@example.com", Role.ADMINISTRATOR, ADA),
                        t -> t.member("olga@example.com").role() == Role.ADMINISTRATOR),
                new Concerning(
                        "one becomes an officer",
                        t -> t.staff.changeRole("cleo@example.com", Role.OFFICER, ADA),
                        t -> t.member("cleo@example.com").role() == Role.OFFICER),
                new Concerning(
                        "one is suspended",
                        t -> t.staff.suspend("cleo@example.com", ADA),
                        t -> t.member("cleo@example.com").standing() == Standing.SUSPENDED),
                new Concerning(
                        "one is restored",
                        t -> t.staff.restore("suspended", ADA),
                        t -> t.member("suspended").standing() == Standing.ACTIVE),
                new Concerning(
                        "one ends",
                        t -> t.staff.end("cleo@example.com", ADA),
                        t -> t.member("cleo@example.com").standing() == Standing.ENDED),
                new Concerning(
                        "one gets a new password",
                        t -> t.staff.newLink("cleo@example.com", ADA, "en"),
                        t -> t.member("cleo@example.com").linkUntil().isPresent()));
    }

    private void further() {
        account("cleo@example.com", Role.ADMINISTRATOR);
        account("suspended", Role.ADMINISTRATOR);
        signet.transactions().durable(() -> {
            store().setStanding("suspended", Standing.SUSPENDED);
            return null;
        });
    }

    @ParameterizedTest
    @MethodSource("concerning")
    void whatConcernsAdministratorsIsDoneByTwo(Concerning act) {
        further();
        Change proposed = act.change().apply(this).orThrow();
        assertThat(proposed.waits()).isPresent();
        assertThat(act.made().apply(this)).isFalse();
        assertThat(act.change().apply(this).orThrow().waits().get().id())
                .as("asked again it is the same")
                .isEqualTo(waiting().id());
        assertThat(agree(waiting(), ADA).refusal().code()).as("the same person").isEqualTo(RefusalCode.NOT_ALLOWED);
        assertThat(agree(waiting(), actor("olga@example.com", Role.ADMINISTRATOR))
                        .refusal()
                        .code())
                .as("an officer, whatever the session says")
                .isEqualTo(RefusalCode.NOT_ALLOWED);
        assertThat(agree(waiting(), OPERATOR).refusal().code())
                .as("a command is nobody who signed in")
                .isEqualTo(RefusalCode.NOT_ALLOWED);
        assertThat(act.made().apply(this)).isFalse();
        Proposal proposal = waiting();
        assertThat(agree(proposal, BOB).isOk()).isTrue();
        assertThat(act.made().apply(this)).isTrue();
        assertThat(newest()).isEqualTo("ActDone");
        assertThat(agree(proposal, BOB).refusal().code()).as("used once").isEqualTo(RefusalCode.WRONG_STATE);
        assertThat(council.proposals().waiting()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("concerning")
    void whereThereIsOneAdministratorItIsDoneByOneAndTold(Concerning act) {
        further();
        signet.transactions().durable(() -> {
            store().forgetWaysIn("cleo@example.com");
            return null;
        });
        withoutBob();
        assertThat(act.change().apply(this).orThrow().waits()).isEmpty();
        assertThat(act.made().apply(this)).isTrue();
        assertThat(signet.audit().latest(5)).anySatisfy(entry -> {
            assertThat(entry.type()).isEqualTo("ActedAlone");
            assertThat(entry.details()).contains("why=ONE_ADMINISTRATOR", "user=");
        });
    }

    @ParameterizedTest
    @MethodSource("concerning")
    void byACommandItNeedsTwoAdministrators(Concerning act) {
        further();
        Act same = act.change().apply(this).orThrow().waits().get().act();
        council.refuse(waiting().id(), "", ADA).orThrow();
        Proposal proposal =
                signet.transactions().durable(() -> council.proposals().propose(same, OPERATOR));
        assertThat(proposal.needed()).isEqualTo(2);
        assertThat(agree(proposal, ADA).orThrow().waits()).isPresent();
        assertThat(act.made().apply(this)).isFalse();
        assertThat(agree(waiting(), ADA).refusal().code())
                .as("the same person twice")
                .isEqualTo(RefusalCode.WRONG_STATE);
        assertThat(agree(waiting(), BOB).isOk()).isTrue();
        assertThat(act.made().apply(this)).isTrue();
    }

    @Test
    void officersAndAuditorsAreLookedAfterByOne() {
        Session olga = signIn("olga@example.com").orThrow();
        assertThat(staff.invite("axel@example.com", Role.AUDITOR, ADA, "en")
                        .orThrow()
                        .mailed())
                .isTrue();
        assertThat(staff.changeRole("olga@example.com", Role.AUDITOR, ADA)
                        .orThrow()
                        .waits())
                .isEmpty();
        assertThat(signet.waysIn().sessions().session(olga.secret()))
                .as("other rights, another sign-in")
                .isEmpty();
        assertThat(signIn("olga@example.com").orThrow().role()).isEqualTo(Role.AUDITOR);
        assertThat(council.proposals().waiting()).isEmpty();
    }

    @Test
    void aSuspendedAccountIsNobodys() {
        Session open = signIn("olga@example.com").orThrow();
        staff.newLink("olga@example.com", ADA, "en").orThrow();
        OneTimeSecret link = mailed();
        staff.suspend("olga@example.com", ADA).orThrow();
        assertThat(signet.waysIn().sessions().session(open.secret())).isEmpty();
        assertThat(signet.accounts().look(link).isOk()).isFalse();
        assertThat(signIn("olga@example.com").refusal())
                .isEqualTo(signIn("nobody").refusal());
        assertThat(staff.newLink("olga@example.com", ADA, "en").refusal().detail())
                .contains("restore it");
        assertThat(member("olga@example.com").strangers().count())
                .as("not even counted")
                .isZero();
        staff.restore("olga@example.com", ADA).orThrow();
        assertThat(signIn("olga@example.com").isOk()).isTrue();
    }

    @Test
    void anEndedAccountNeverComesBack() {
        staff.end("olga@example.com", ADA).orThrow();
        assertThat(signIn("olga@example.com").isOk()).isFalse();
        for (Outcome<Change> change : List.of(
                staff.restore("olga@example.com", ADA),
                staff.invite("olga@example.com", Role.OFFICER, ADA, "en"),
                staff.changeRole("olga@example.com", Role.AUDITOR, ADA),
                staff.end("olga@example.com", ADA),
                staff.suspend("olga@example.com", ADA))) {
            assertThat(change.refusal().code()).isEqualTo(RefusalCode.WRONG_STATE);
        }
    }

    @Test
    void nobodyChangesTheirOwnAccount() {
        for (Outcome<Change> change : List.of(
                staff.changeRole("ada", Role.OFFICER, ADA),
                staff.suspend("ada", ADA),
                staff.end("ada", ADA),
                staff.newLink("ADA", ADA, "en"))) {
            assertThat(change.refusal().code()).isEqualTo(RefusalCode.NOT_ALLOWED);
        }
    }

    @Test
    void theLastAdministratorStays() {
        withoutBob();
        for (Outcome<Change> change : List.of(
                staff.changeRole("ada", Role.OFFICER, OPERATOR),
                staff.suspend("ada", OPERATOR),
                staff.end("ada", OPERATOR))) {
            assertThat(change.refusal().detail()).contains("last administrator");
        }
    }

    @Test
    void norDoesTheFirstOneEndBeforeItIsIn() {
        for (String name : List.of("ada", "bob")) {
            signet.transactions().durable(() -> {
                store().setStanding(name, Standing.ENDED);
                store().forgetWaysIn(name);
                return null;
            });
        }
        assertThat(member("admin").password()).as("as it was founded").isFalse();
        assertThat(staff.end("admin", OPERATOR).refusal().detail()).contains("last administrator");
    }

    @Test
    void whatWasAgreedOnIsJudgedAgainWhenItIsDone() {
        staff.suspend("bob", ADA).orThrow();
        Proposal bobGoes = waiting();
        staff.suspend("ada", BOB).orThrow();
        Proposal adaGoes = council.proposals().waiting().stream()
                .filter(each -> !each.id().equals(bobGoes.id()))
                .findFirst()
                .orElseThrow();
        assertThat(agree(bobGoes, BOB).isOk()).isTrue();
        assertThat(agree(adaGoes, ADA).refusal().code()).isEqualTo(RefusalCode.WRONG_STATE);
        assertThat(member("ada").standing()).isEqualTo(Standing.ACTIVE);
    }

    @Test
    void aSessionOfYesterdaysRightsChangesNothing() {
        withoutBob();
        assertThat(staff.changeRole("olga@example.com", Role.AUDITOR, BOB)
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.NOT_ALLOWED);
        assertThat(staff.endSessions("olga@example.com", BOB).refusal().code()).isEqualTo(RefusalCode.NOT_ALLOWED);
        assertThat(staff.changeRole("olga@example.com", Role.AUDITOR, actor("olga@example.com", Role.ADMINISTRATOR))
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.NOT_ALLOWED);
        assertThat(staff.suspend("olga@example.com", actor("olga@example.com", Role.OFFICER))
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.NOT_ALLOWED);
    }

    @Test
    void sessionsAreEndedByOneAdministrator() {
        Session open = signIn("bob").orThrow();
        assertThat(staff.endSessions("bob", ADA).orThrow()).isEqualTo(2);
        assertThat(signet.waysIn().sessions().session(open.secret())).isEmpty();
        assertThat(newest()).isEqualTo("SessionsEnded");
        assertThat(staff.endSessions("bob", ADA).orThrow()).isZero();
    }

    @Test
    void anAddressGetsItsLinkByMailAndNobodySeesIt() {
        Change invited =
                staff.invite("Grace@example.com", Role.OFFICER, ADA, "de").orThrow();
        assertThat(invited.link()).isEmpty();
        assertThat(invited.mailed()).isTrue();
        assertThat(signet.mailQueue().latest(1).get(0).mail().to().toString()).isEqualTo("grace@example.com");
        assertThat(signet.accounts()
                        .redeem(mailed(), Passphrase.of(PASSWORD.toCharArray()), Browser.unknown("10.0.0.1"))
                        .orThrow()
                        .user())
                .isEqualTo("grace@example.com");
        assertThat(staff.invite("terminal@example.com", Role.OFFICER, OPERATOR, "")
                        .orThrow()
                        .link())
                .as("a command prints it")
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "<script>", "a b", "ada\u202eevil", "a\u0000b", "-x", "account:ada", "../x"})
    void namesAreOfNames(String name) {
        for (Outcome<Change> change : List.of(
                staff.invite(name, Role.ADMINISTRATOR, ADA, "en"),
                staff.suspend(name, ADA),
                staff.end(name, OPERATOR))) {
            assertThat(change.isOk()).isFalse();
        }
        assertThat(council.proposals().waiting()).isEmpty();
    }

    @Test
    void anAccountOfNobodyIsNotFound() {
        assertThat(staff.suspend("nobody", ADA).refusal().code()).isEqualTo(RefusalCode.NOT_FOUND);
        assertThat(staff.endSessions("nobody", Actor.operator("x")).refusal().code())
                .isEqualTo(RefusalCode.NOT_FOUND);
    }
}
