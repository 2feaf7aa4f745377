package org.signet.ca.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.app.TestCa;
import org.signet.ca.access.factor.Factors;
import org.signet.model.Actor;
import org.signet.model.EmailAddress;
import org.signet.model.PersonName;
import org.signet.model.RefusalCode;
import org.signet.model.Role;

class FourEyesTest {
    private static Trial trial;

    @BeforeAll
    static void open(@TempDir Path parent) {
        trial = new Trial(parent);
    }

    @AfterAll
    static void close() {
        trial.close();
    }

    private static Actor officer(String user) {
        return Actor.account(user, "10.0.0.1", Role.ADMINISTRATOR);
    }

    @ParameterizedTest
    @CsvSource({
        "ada@example.com, ada@example.com, true",
        "ada@example.com, ADA@example.com, true",
        "ada@example.com, ada+x@example.com, true",
        "ada+x@example.com, ada@example.com, true",
        "ada, Ada@example.com, true",
        "ada, ada@auto.example, true",
        "ada@example.com, ada@auto.example, true",
        "ada, adam@example.com, false",
        "ada, grace@example.com, false",
        "olga, bound@example.com, true",
        "olga, bound+1@example.com, true",
        "olga, bound@auto.example, false"
    })
    void nobodyLetsTheirOwnMailboxThrough(String user, String address, boolean own) {
        FourEyes rule = new FourEyes(
                trial.signet.people(),
                name -> name.equals("olga") ? List.of(new EmailAddress("bound", "example.com")) : List.of(),
                token -> Optional.of(token.equals("machine") ? "operator:root" : "account:" + user));
        List<EmailAddress> asked =
                List.of(trial.somebody(), EmailAddress.parse(address).orThrow());
        assertThat(rule.objection(officer(user), asked).isPresent()).isEqualTo(own);
        assertThat(rule.objection(Actor.operator(user), asked))
                .as("whoever runs commands can read the keys")
                .isEmpty();
        assertThat(rule.objection(Actor.token("erp", "10.0.0.1", Set.of()), asked)
                        .isPresent())
                .as("a program is who made its token")
                .isEqualTo(own);
        assertThat(rule.objection(Actor.token("machine", "10.0.0.1", Set.of()), asked))
                .isEmpty();
    }

    /** Whoever lets go of a mailbox, or takes another in its place, reads its mail all the same. */
    @Test
    void aMailboxThatWasReleasedAMomentAgoIsStillTheirs() {
        Actor otto = officer("otto");
        FourEyes rule = trial.signet.waysToEnroll(trial.letters()).fourEyes();
        List<EmailAddress> bound = List.of(
                new EmailAddress("first", "example.com"),
                new EmailAddress("second", "example.com"),
                new EmailAddress("third", "example.com"));
        Factors factors = new Factors(
                trial.signet.waysToEnroll(trial.letters()).stores().factors(),
                trial.signet.audit(),
                trial.clock,
                TestCa.RANDOM);
        trial.signet.accounts().invite("otto", Role.OFFICER, TestCa.OPERATOR).orThrow();
        for (EmailAddress mailbox : bound) {
            assertThat(rule.objection(otto, List.of(mailbox))).as("before").isEmpty();
            trial.signet.transactions().durable(() -> factors.bindMailbox("otto", mailbox, otto));
            assertThat(rule.objection(otto, List.of(mailbox))).as("bound").isPresent();
            trial.clock.forward(Duration.ofDays(1));
        }
        trial.signet.transactions().durable(() -> {
            factors.releaseMailbox("otto", otto);
            return null;
        });
        FourEyes elsewhere = trial.signet.waysToEnroll(trial.letters()).fourEyes();
        for (FourEyes node : List.of(rule, elsewhere)) {
            assertThat(bound)
                    .allMatch(each -> node.objection(otto, List.of(each)).isPresent());
            assertThat(node.objection(officer("other"), bound)).isEmpty();
        }
        trial.clock.forward(Factors.REMEMBERED.minusHours(1));
        assertThat(bound)
                .filteredOn(each -> rule.objection(otto, List.of(each)).isPresent())
                .containsExactly(bound.get(2));
    }

    @Test
    void anotherMailboxOfTheSamePersonIsTheirsToo() {
        EmailAddress alias = new EmailAddress("lovelace", "example.com");
        trial.signet
                .transactions()
                .durable(() -> trial.signet
                        .people()
                        .vouchedFor(
                                List.of(new EmailAddress("augusta", "example.com"), alias),
                                Optional.of(PersonName.ofDisplay("Ada")),
                                Trial.OFFICER)
                        .orThrow());
        Enrollment waiting = trial.proven(alias);
        assertThat(trial.enrollments
                        .approve(waiting.id(), "", officer("augusta"))
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.OWN_REQUEST);
        assertThat(trial.now(waiting)).isEqualTo(waiting);
        assertThat(trial.enrollments.approve(waiting.id(), "", officer("other")).isOk())
                .isTrue();
    }
}
