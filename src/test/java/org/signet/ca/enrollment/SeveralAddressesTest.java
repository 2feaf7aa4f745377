package org.signet.ca.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signet.app.Csr;
import org.signet.ca.enrollment.Enrollments.Begun;
import org.signet.ca.enrollment.Enrollments.Request;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.EmailAddress;
import org.signet.model.Mail;
import org.signet.model.Outcome;
import org.signet.model.Person;
import org.signet.model.PersonName;
import org.signet.model.RefusalCode;

/** One certificate for several mailboxes, each of them proven by whoever makes the key. */
class SeveralAddressesTest {
    private static final Pattern SECRET =
            Pattern.compile("/enroll/proof/([A-Za-z0-9_-]{43})\\b|\\b([A-Z2-9]{5}-[A-Z2-9]{5})\\b");
    private static Trial trial;

    @BeforeAll
    static void open(@TempDir Path parent) {
        trial = new Trial(parent);
    }

    @AfterAll
    static void close() {
        trial.close();
    }

    private static Outcome<Begun> request(Channel channel, EmailAddress... addresses) {
        return trial.enrollments.request(new Request(
                List.of(addresses), PersonName.ofDisplay("Ada Lovelace"), false, channel, "en", Trial.ORIGIN));
    }

    /** The secret in the newest mail to that address. */
    private static OneTimeSecret mailed(EmailAddress address) {
        Mail newest = trial.lastMails(20).stream()
                .map(queued -> queued.mail())
                .filter(mail -> mail.to().equals(address))
                .findFirst()
                .orElseThrow();
        Matcher secret = SECRET.matcher(newest.body());
        assertThat(secret.find()).as(newest.body()).isTrue();
        return new OneTimeSecret(secret.group(1) == null ? secret.group(2) : secret.group(1));
    }

    private static Outcome<Enrollment> prove(Begun begun, OneTimeSecret... further) {
        Enrollment enrollment = begun.enrollment();
        OneTimeSecret first = mailed(enrollment.address());
        if (enrollment.channel() == Channel.BROWSER) {
            return trial.enrollments.prove(first, List.of(further), Trial.ORIGIN);
        }
        List<OneTimeSecret> all =
                Stream.concat(Stream.of(first), Stream.of(further)).toList();
        return trial.enrollments.proveByCode(enrollment.id(), begun.claim(), all, Trial.ORIGIN);
    }

    private static RefusalCode code(Outcome<?> outcome) {
        return outcome.refusal().code();
    }

    @ParameterizedTest
    @EnumSource(Channel.class)
    void allAreProvenAndNamed(Channel channel) {
        EmailAddress first = trial.letThrough();
        EmailAddress second = trial.letThrough();
        EmailAddress third = trial.letThrough();
        Begun begun = request(channel, first, second, third).orThrow();
        assertThat(trial.events(3)).containsOnly("EnrollmentRequested");
        Enrollment proven = prove(begun, mailed(second), mailed(third)).orThrow();
        assertThat(proven.state()).isEqualTo(EnrollmentState.APPROVED);
        OneTimeSecret key = channel == Channel.BROWSER ? trial.mailedLink("key") : begun.claim();
        var leaf = trial.certification
                .certify(key, Csr.fresh(), Trial.ORIGIN)
                .orThrow()
                .get(0)
                .leaf();
        assertThat(leaf.content().addresses()).containsExactly(first, second, third);
        assertThat(leaf.content().shortName()).isEqualTo(first.toString());
        Person person = trial.signet.people().find(third).orElseThrow();
        assertThat(person.addresses())
                .extracting(Person.ProvenAddress::address)
                .containsExactlyInAnyOrder(first, second, third);
        assertThat(person.addresses()).allMatch(each -> each.proof().isPresent());
        assertThat(trial.signet
                        .addressBook()
                        .directory()
                        .find(second)
                        .orElseThrow()
                        .certificates())
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Channel.class)
    void oneWrongCodeProvesNothingAndFiveEndIt(Channel channel) {
        EmailAddress first = trial.somebody();
        EmailAddress second = trial.somebody();
        Begun begun = request(channel, first, second).orThrow();
        OneTimeSecret right = mailed(second);
        assertThat(code(prove(begun))).isEqualTo(RefusalCode.BAD_INPUT);
        for (int i = 0; i < 5; i++) {
            Outcome<Enrollment> wrong = prove(begun, OneTimeSecret.typed("WRONG-WRONG"));
            assertThat(code(wrong)).isEqualTo(RefusalCode.WRONG_CODE);
            assertThat(wrong.refusal().detail()).contains(second.toString());
            assertThat(trial.events(1)).containsExactly("CodeRejected");
        }
        assertThat(code(prove(begun, right))).isEqualTo(RefusalCode.TOO_MANY);
        assertThat(trial.signet.people().find(first)).isEmpty();
        assertThat(trial.now(begun.enrollment()).state()).isEqualTo(EnrollmentState.REQUESTED);
    }

    /** Whoever reads both mailboxes may have them in one certificate only if our records have no other person for one. */
    @Test
    void anothersMailboxIsRefusedAndNothingChanges() {
        EmailAddress others = trial.somebody();
        long holder = trial.proven(others).personId();
        EmailAddress first = trial.somebody();
        EmailAddress free = trial.somebody();
        Begun begun = request(Channel.BROWSER, first, free, others).orThrow();
        Outcome<Enrollment> refused = prove(begun, mailed(free), mailed(others));
        assertThat(code(refused)).isEqualTo(RefusalCode.NOT_ALLOWED);
        assertThat(refused.refusal().detail()).contains("one certificate for each");
        assertThat(trial.signet.people().find(first)).isEmpty();
        assertThat(trial.signet.people().find(free)).isEmpty();
        assertThat(trial.signet.people().find(others).orElseThrow().id()).isEqualTo(holder);
    }

    @Test
    void anOfficerDecidesWhereAnyDomainWantsIt() {
        EmailAddress first = trial.letThrough();
        EmailAddress second = trial.somebody();
        Begun begun = request(Channel.BROWSER, first, second).orThrow();
        assertThat(prove(begun, mailed(second)).orThrow().state()).isEqualTo(EnrollmentState.PROVEN);
    }

    @Test
    void howManyAndWhose() {
        EmailAddress first = trial.somebody();
        EmailAddress shouted = new EmailAddress(first.local().toUpperCase(), first.domain());
        assertThat(request(Channel.BROWSER, first, shouted)
                        .orThrow()
                        .enrollment()
                        .addresses())
                .containsExactly(first);
        assertThat(code(request(Channel.BROWSER, first, new EmailAddress("ada", "example.org"))))
                .isEqualTo(RefusalCode.FOREIGN_DOMAIN);
        List<EmailAddress> six = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            six.add(trial.somebody());
        }
        assertThat(code(request(Channel.BROWSER, six.toArray(EmailAddress[]::new))))
                .isEqualTo(RefusalCode.BAD_INPUT);
        for (int i = 0; i < 5; i++) {
            request(Channel.TERMINAL, six.get(i), six.get(5)).orThrow();
        }
        Outcome<Begun> often = request(Channel.TERMINAL, trial.somebody(), six.get(5));
        assertThat(code(often)).isEqualTo(RefusalCode.TOO_MANY);
        assertThat(often.refusal().detail()).startsWith(six.get(5).toString());
    }
}
