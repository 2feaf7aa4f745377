package org.signet.ca.access.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.app.TestCa;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.Actor;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.Role;

/** Who says what to a proposal, in which order. */
class ProposalsTest extends SomeStaff {

    private Proposal proposed() {
        staff.changeRole("olga@example.com", Role.ADMINISTRATOR, ADA).orThrow();
        return waiting();
    }

    private <T> List<Outcome<T>> atOnce(int times, Supplier<Outcome<T>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<Outcome<T>>> all = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                all.add(threads.submit(() -> {
                    start.await();
                    return work.get();
                }));
            }
            start.countDown();
            List<Outcome<T>> answers = new ArrayList<>();
            for (Future<Outcome<T>> each : all) {
                answers.add(each.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void itIsDoneOnceHoweverManyAgreeAtOnce() throws Exception {
        account("cleo@example.com", Role.ADMINISTRATOR);
        Proposal proposal = proposed();
        List<Outcome<Change>> answers = atOnce(
                6,
                () -> agree(
                        proposal,
                        Thread.currentThread().getId() % 2 == 0 ? BOB : actor("cleo@example.com", Role.ADMINISTRATOR)));
        assertThat(answers).filteredOn(Outcome::isOk).hasSize(1);
        assertThat(signet.audit().latest(50))
                .filteredOn(entry -> entry.type().equals("RoleChanged"))
                .hasSize(1);
        assertThat(signet.audit().verify().broken()).isEmpty();
    }

    @Test
    void oneAccountsProposalsKeepTheServerAndTheOperatorFromNothing() {
        for (int i = 0; i < 50; i++) {
            staff.invite("carl" + i + "@example.com", Role.ADMINISTRATOR, ADA, "")
                    .orThrow();
        }
        assertThat(staff.invite("carl50@example.com", Role.ADMINISTRATOR, BOB, "")
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.TOO_MANY);
        assertThat(staff.invite("carl50@example.com", Role.ADMINISTRATOR, OPERATOR, "")
                        .orThrow()
                        .waits())
                .isPresent();
        Act rules = Act.of(Act.Kind.CHANGE_RULES, "after.profile x", "y");
        assertThat(signet.transactions()
                        .durable(() -> council.proposals().propose(rules, Actor.system()))
                        .state())
                .isEqualTo(Proposal.State.OPEN);
    }

    /** Otherwise one administrator would keep a link to an officer, and have two administrators' accounts when that one rises. */
    @Test
    void aLinkOfBeforeDoesNotOpenWhatAnotherRoleMay() {
        staff.newLink("olga@example.com", ADA, "en").orThrow();
        OneTimeSecret kept = mailed();
        staff.changeRole("olga@example.com", Role.ADMINISTRATOR, ADA).orThrow();
        agree(waiting(), BOB).orThrow();
        assertThat(signet.accounts().look(kept).refusal().code()).isEqualTo(RefusalCode.LINK_USED);
    }

    @Test
    void whatWasRefusedIsNotAgreedOn() {
        Proposal proposal = proposed();
        council.refuse(proposal.id(), "not her", BOB).orThrow();
        assertThat(agree(proposal, BOB).refusal().detail()).contains("refused already");
        assertThat(council.refuse(proposal.id(), "", BOB).refusal().code()).isEqualTo(RefusalCode.WRONG_STATE);
        assertThat(member("olga@example.com").role()).isEqualTo(Role.OFFICER);
        assertThat(council.proposals().past().get(0).voices().get(0).comment()).isEqualTo("not her");
        assertThat(proposed().id()).as("it can be proposed again").isNotEqualTo(proposal.id());
    }

    @Test
    void whoeverProposedItWithdrawsIt() {
        Proposal proposal = proposed();
        council.refuse(proposal.id(), "", ADA).orThrow();
        assertThat(agree(proposal, BOB).isOk()).isFalse();
    }

    @Test
    void itLapsesAfterAWeek() {
        Proposal proposal = proposed();
        clock.forward(Duration.ofDays(7).minusSeconds(1));
        assertThat(proposal.stateAt(clock.instant())).isEqualTo(Proposal.State.OPEN);
        clock.forward(Duration.ofSeconds(1));
        assertThat(agree(proposal, BOB).refusal().detail()).contains("in time");
        assertThat(council.proposals().waiting()).isEmpty();
        assertThat(council.proposals().past()).hasSize(1);
        assertThat(member("olga@example.com").role()).isEqualTo(Role.OFFICER);
    }

    @Test
    void aVoiceIsBoundToWhatThePageShowed() {
        Proposal proposal = proposed();
        Bytes other = Act.of(Act.Kind.CHANGE_ROLE, "user", "olga@example.com", "role", "AUDITOR")
                .digest();
        assertThat(council.agree(proposal.id(), other, "", BOB, "en").refusal().code())
                .isEqualTo(RefusalCode.WRONG_STATE);
        assertThat(council.agree("0000000000000000", proposal.digest(), "", BOB, "en")
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.NOT_FOUND);
        assertThat(waiting().voices()).isEmpty();
    }

    @Test
    void whoIsNoAdministratorAnyMoreSaysNothing() {
        account("cleo@example.com", Role.ADMINISTRATOR);
        Proposal proposal = proposed();
        withoutBob();
        assertThat(agree(proposal, BOB).refusal().code()).isEqualTo(RefusalCode.NOT_ALLOWED);
        assertThat(council.refuse(proposal.id(), "", BOB).refusal().code()).isEqualTo(RefusalCode.NOT_ALLOWED);
    }

    @Test
    void whatAFormerAdministratorProposedIsNotDone() {
        account("cleo@example.com", Role.ADMINISTRATOR);
        staff.changeRole("olga@example.com", Role.ADMINISTRATOR, BOB).orThrow();
        Proposal proposal = waiting();
        withoutBob();
        assertThat(agree(proposal, ADA).refusal().detail()).contains("no administrator any more");
        assertThat(member("olga@example.com").role()).isEqualTo(Role.OFFICER);
    }

    @Test
    void theVoiceOfAFormerAdministratorCountsNoMore() {
        account("cleo@example.com", Role.ADMINISTRATOR);
        Act act = Act.of(Act.Kind.CHANGE_ROLE, "user", "olga@example.com", "role", "ADMINISTRATOR");
        Proposal proposal =
                signet.transactions().durable(() -> council.proposals().propose(act, OPERATOR));
        agree(proposal, BOB).orThrow();
        withoutBob();
        agree(proposal, ADA).orThrow();
        assertThat(member("olga@example.com").role()).isEqualTo(Role.OFFICER);
        agree(proposal, actor("cleo@example.com", Role.ADMINISTRATOR)).orThrow();
        assertThat(member("olga@example.com").role()).isEqualTo(Role.ADMINISTRATOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u202eb", "a\nb", "a\u0000b", "\u200b"})
    void aCommentIsOneVisibleLine(String comment) {
        Proposal proposal = proposed();
        assertThat(council.agree(proposal.id(), proposal.digest(), comment, BOB, "en")
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.BAD_INPUT);
        assertThat(council.refuse(proposal.id(), "x".repeat(401), BOB).refusal().code())
                .isEqualTo(RefusalCode.BAD_INPUT);
        assertThat(waiting().voices()).isEmpty();
    }

    @Test
    void switchedOffOneIsEnough() {
        signet.close();
        TestCa.configure(folder, TestCa::withoutDualControl);
        reopen();
        assertThat(council.alone()).contains(Proposals.Alone.SWITCHED_OFF);
        assertThat(staff.changeRole("olga@example.com", Role.ADMINISTRATOR, ADA)
                        .orThrow()
                        .waits())
                .isEmpty();
        assertThat(signet.audit().latest(3))
                .anySatisfy(entry -> assertThat(entry.details()).contains("why=SWITCHED_OFF"));
        signet.oversight().begin();
        assertThat(newest()).isEqualTo("DualControlOff");
    }

    @Test
    void hostileTextStaysWhatItIs() {
        Act act = Act.of(
                Act.Kind.USE_ROOT,
                "verb",
                "renew",
                "ca",
                "a\nverb=rollover\\n\r<script>\u202e=\u0000",
                "big",
                "x".repeat(10_000));
        Proposal proposal = signet.transactions()
                .durable(() -> council.proposals()
                        .propose(
                                new Act(
                                        act.kind(),
                                        java.util.Map.of(
                                                "ca", act.parameter("ca").replace("\u0000", ""))),
                                OPERATOR));
        assertThat(waiting().act()).isEqualTo(proposal.act());
        assertThat(waiting().act().digest()).isEqualTo(proposal.digest());
        assertThat(Act.read(act.kind(), act.text())).isEqualTo(act);
        assertThat(act.text().lines()).hasSize(3);
        assertThat(act.told()).hasSizeLessThan(1_000);
    }

    @Test
    void thereIsAnEndToProposing() {
        for (int i = 0; i < 50; i++) {
            staff.invite("admin" + i + "@example.com", Role.ADMINISTRATOR, ADA, "en")
                    .orThrow();
        }
        assertThat(staff.invite("admin50@example.com", Role.ADMINISTRATOR, ADA, "en")
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.TOO_MANY);
    }

    /** Or one of them could open the account that the other agreed to, and have both voices. */
    @ParameterizedTest
    @CsvSource({
        "carl, ADMINISTRATOR",
        "carl, OFFICER",
        "carl@example.net, ADMINISTRATOR",
        "carl@example.net, OFFICER",
        "example.com@example.net, OFFICER",
        "carl@example.com.example.net, OFFICER"
    })
    void aLinkGoesToAMailboxOfTheCompanyAlone(String name, Role role) {
        assertThat(staff.invite(name, role, ADA, "en").refusal().code()).isEqualTo(RefusalCode.NEEDS_MAILBOX);
        assertThat(council.proposals().waiting()).isEmpty();
        assertThat(staff.newLink("bob", ADA, "en").refusal().code()).isEqualTo(RefusalCode.NEEDS_MAILBOX);
        assertThat(staff.newLink("bob", OPERATOR, "").refusal().code()).isEqualTo(RefusalCode.NEEDS_MAILBOX);
        withoutBob();
        assertThat(staff.invite(name, role, ADA, "en").isOk()).as("alone").isTrue();
    }
}
