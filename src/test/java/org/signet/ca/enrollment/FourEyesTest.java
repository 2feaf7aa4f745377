package org.signet.ca.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                name -> name.equals("olga")
                        ? EmailAddress.parse("bound@example.com").fold(Optional::of, no -> Optional.empty())
                        : Optional.empty());
        List<EmailAddress> asked =
                List.of(trial.somebody(), EmailAddress.parse(address).orThrow());
        assertThat(rule.objection(officer(user), asked).isPresent()).isEqualTo(own);
        assertThat(rule.objection(Actor.operator(user), asked))
                .as("whoever runs commands can read the keys")
                .isEmpty();
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
