package org.signet.ca.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.Person;
import org.signet.model.RefusalCode;

/** From the asking to the proof. */
class EnrollmentsTest {
    private static Trial trial;

    @BeforeAll
    static void open(@TempDir Path parent) {
        trial = new Trial(parent);
    }

    @AfterAll
    static void close() {
        trial.close();
    }

    private static RefusalCode code(Outcome<?> outcome) {
        return outcome.refusal().code();
    }

    @Test
    void aRequestMailsALinkAndKeepsItsDigestOnly() {
        EmailAddress address = trial.somebody();
        Enrollment enrollment = trial.begun(address, Channel.BROWSER).enrollment();
        assertThat(trial.lastMail().to()).isEqualTo(address);
        OneTimeSecret link = trial.mailedLink("proof");
        assertThat(enrollment.proof().digest()).isEqualTo(link.digest());
        assertThat(enrollment.state()).isEqualTo(EnrollmentState.REQUESTED);
        assertThat(enrollment.key()).isNull();
        assertThat(trial.events(1)).containsExactly("EnrollmentRequested");
        assertThat(trial.signet.people().find(address))
                .as("nobody before the proof")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Channel.class)
    void aForeignDomainIsRefusedWithoutATrace(Channel channel) {
        long before = trial.auditLength();
        for (String domain : List.of("example.org", "sub.example.com", "example.com.evil.org", "xample.com")) {
            Outcome<?> refused = trial.request(new EmailAddress("ada", domain), channel);
            assertThat(code(refused)).isEqualTo(RefusalCode.FOREIGN_DOMAIN);
            assertThat(refused.refusal().detail())
                    .contains("auto.example, example.com")
                    .contains(domain);
        }
        assertThat(trial.auditLength()).isEqualTo(before);
    }

    @Test
    void anAddressGetsFiveMailsAnHour() {
        EmailAddress address = trial.somebody();
        EmailAddress shouted = new EmailAddress(address.local().toUpperCase(), address.domain());
        for (int i = 0; i < 5; i++) {
            assertThat(trial.request(i % 2 == 0 ? address : shouted, Channel.values()[i % 2])
                            .isOk())
                    .isTrue();
        }
        long before = trial.lastMails(1).get(0).id();
        assertThat(code(trial.request(address, Channel.BROWSER))).isEqualTo(RefusalCode.TOO_MANY);
        assertThat(code(trial.request(shouted, Channel.TERMINAL))).isEqualTo(RefusalCode.TOO_MANY);
        assertThat(trial.lastMails(1).get(0).id()).isEqualTo(before);
        assertThat(trial.request(trial.somebody(), Channel.BROWSER).isOk()).isTrue();
        trial.clock.forward(Duration.ofMinutes(61));
        assertThat(trial.request(address, Channel.BROWSER).isOk()).isTrue();
    }

    @Test
    void lookingChangesNothing() {
        Enrollment enrollment = trial.begun(trial.somebody(), Channel.BROWSER).enrollment();
        OneTimeSecret link = trial.mailedLink("proof");
        long before = trial.auditLength();
        for (int i = 0; i < 3; i++) {
            assertThat(trial.enrollments.lookAtProof(link).orThrow()).isEqualTo(enrollment);
        }
        assertThat(trial.auditLength()).isEqualTo(before);
        assertThat(trial.now(enrollment)).isEqualTo(enrollment);
    }

    @Test
    void theButtonProvesOnceAndAnOfficerHasToDecide() {
        EmailAddress address = trial.somebody();
        trial.begun(address, Channel.BROWSER);
        OneTimeSecret link = trial.mailedLink("proof");
        Enrollment proven = trial.enrollments.prove(link, Trial.ORIGIN).orThrow();
        assertThat(proven.state()).isEqualTo(EnrollmentState.PROVEN);
        assertThat(trial.enrollments.waiting(100)).contains(proven);
        assertThat(trial.events(2)).containsExactly("PersonCreated", "MailboxProven");
        Person person = trial.signet.people().find(address).orElseThrow();
        assertThat(person.id()).isEqualTo(proven.personId());
        assertThat(person.addresses().get(0).proof()).contains(trial.clock.instant());
        assertThat(code(trial.enrollments.prove(link, Trial.ORIGIN))).isEqualTo(RefusalCode.LINK_USED);
        assertThat(code(trial.enrollments.lookAtProof(link))).isEqualTo(RefusalCode.LINK_USED);
        assertThat(trial.now(proven)).isEqualTo(proven);
    }

    @Test
    void anAutomaticDomainMailsTheKeyLinkAtOnce() {
        Enrollment proven = trial.proven(trial.letThrough());
        assertThat(proven.state()).isEqualTo(EnrollmentState.APPROVED);
        assertThat(proven.decision().by()).isEqualTo("system");
        assertThat(proven.key().digest()).isEqualTo(trial.mailedLink("key").digest());
        assertThat(trial.events(4))
                .containsExactly("PersonCreated", "MailboxProven", "EnrollmentApproved", "KeyLinkSent");
    }

    @Test
    void aSecondEnrolmentIsTheSamePersons() {
        EmailAddress address = trial.somebody();
        long first = trial.proven(address).personId();
        trial.clock.forward(Duration.ofDays(1));
        EmailAddress shouted = new EmailAddress(address.local().toUpperCase(), address.domain());
        assertThat(trial.proven(shouted).personId()).isEqualTo(first);
        assertThat(trial.signet
                        .people()
                        .find(first)
                        .orElseThrow()
                        .addresses()
                        .get(0)
                        .proof())
                .contains(trial.clock.instant());
    }

    @Test
    void aProofLinkHoldsADay() {
        Enrollment enrollment = trial.begun(trial.somebody(), Channel.BROWSER).enrollment();
        OneTimeSecret link = trial.mailedLink("proof");
        trial.clock.forward(Duration.ofHours(24));
        assertThat(trial.enrollments.lookAtProof(link).isOk()).isTrue();
        trial.clock.forward(Duration.ofSeconds(1));
        assertThat(code(trial.enrollments.lookAtProof(link))).isEqualTo(RefusalCode.LINK_EXPIRED);
        assertThat(code(trial.enrollments.prove(link, Trial.ORIGIN))).isEqualTo(RefusalCode.LINK_EXPIRED);
        assertThat(trial.now(enrollment).state()).isEqualTo(EnrollmentState.EXPIRED);
        assertThat(trial.now(enrollment).personId()).isZero();
    }

    @Test
    void secretsOfOneKindAreNoneOfTheOther() {
        trial.begun(trial.somebody(), Channel.BROWSER);
        OneTimeSecret proof = trial.mailedLink("proof");
        assertThat(code(trial.enrollments.forKey(proof))).isEqualTo(RefusalCode.LINK_UNKNOWN);
        OneTimeSecret key = trial.approved(trial.somebody());
        assertThat(code(trial.enrollments.lookAtProof(key))).isEqualTo(RefusalCode.LINK_UNKNOWN);
        OneTimeSecret cut = new OneTimeSecret(key.text().substring(1));
        assertThat(code(trial.enrollments.forKey(cut))).isEqualTo(RefusalCode.LINK_UNKNOWN);
        OneTimeSecret typed = OneTimeSecret.typed(key.text());
        assertThat(code(trial.enrollments.forKey(typed))).isEqualTo(RefusalCode.LINK_UNKNOWN);
    }
}
