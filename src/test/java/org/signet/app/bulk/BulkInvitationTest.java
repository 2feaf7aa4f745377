package org.signet.app.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.Csr;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.access.MailQueue.Queued;
import org.signet.ca.enrollment.Channel;
import org.signet.ca.enrollment.Enrollment;
import org.signet.ca.enrollment.EnrollmentState;
import org.signet.ca.enrollment.Enrollments;
import org.signet.ca.revocation.Revocation;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.EmailAddress;
import org.signet.model.PersonName;
import org.signet.model.RevocationReason;

/** Rows without a request: people who are mailed a link to make a key. */
class BulkInvitationTest {
    @TempDir
    Path parent;

    private BulkTrial trial;
    private Signet signet;

    @BeforeEach
    void open() {
        trial = new BulkTrial(parent);
        signet = trial.signet;
    }

    @AfterEach
    void close() {
        trial.close();
    }

    private BulkReport run(String text) throws IOException {
        return trial.run(text);
    }

    @Test
    void anInvitationsLinkMakesTheKeyAndProvesTheMailbox() throws IOException {
        EmailAddress ada = new EmailAddress("ada", "example.com");
        String row = "email,given_name,surname\nada@example.com,Ada,Lovelace\n";
        assertThat(run(row).invited()).isEqualTo(1);
        Queued mail = signet.mailQueue().latest(1).get(0);
        assertThat(mail.mail().to()).isEqualTo(ada);
        assertThat(mail.mail().subject()).contains("Ihr E-Mail-Zertifikat");
        assertThat(signet.people().find(ada).orElseThrow().name())
                .isEqualTo(PersonName.parse(null, "Ada", "Lovelace", null).orThrow());
        assertThat(proof(ada)).isEmpty();
        assertThat(run(row).invitedBefore()).isEqualTo(1);

        trial.clock.forward(Duration.ofDays(8));
        assertThat(run(row).invited()).as("it expired").isEqualTo(1);
        List<Enrollment> all = signet.enrollmentStore().latest(10);
        assertThat(all).hasSize(1);
        assertThat(all.get(0).state()).isEqualTo(EnrollmentState.APPROVED);

        OneTimeSecret link = trial.mailedLink("key");
        var enrollments = signet.enrollments(signet.letters());
        assertThat(enrollments.prove(link, "10.0.0.9").isOk()).isFalse();
        var issued = signet.keyCertification(enrollments)
                .certify(link, Csr.fresh(), "10.0.0.9")
                .orThrow()
                .get(0);
        assertThat(issued.certificate().addresses()).containsExactly(ada);
        assertThat(proof(ada)).isPresent();
        assertThat(run(row).invitedBefore()).isEqualTo(1);
        signet.revocation()
                .revoke(
                        issued.certificate().serial(),
                        Revocation.Grounds.of(RevocationReason.KEY_COMPROMISE),
                        TestCa.OPERATOR)
                .orThrow();
        assertThat(run(row).invited()).as("it was revoked").isEqualTo(1);
    }

    @Test
    void aLateInvitationLeavesTheMailboxVouchedFor() throws IOException {
        run("email\nbob@example.com\n");
        trial.clock.forward(Duration.ofDays(2));
        var enrollments = signet.enrollments(signet.letters());
        signet.keyCertification(enrollments)
                .certify(trial.mailedLink("key"), Csr.fresh(), "10.0.0.9")
                .orThrow();
        assertThat(proof(new EmailAddress("bob", "example.com"))).isEmpty();
    }

    private Optional<Instant> proof(EmailAddress address) {
        return signet.people().find(address).orElseThrow().addresses().get(0).proof();
    }

    @Test
    void whoAskedAlreadyIsNotInvitedBeside() throws IOException {
        EmailAddress ada = new EmailAddress("ada", "example.com");
        var enrollments = signet.enrollments(signet.letters());
        enrollments
                .request(new Enrollments.Request(ada, PersonName.ofDisplay("Ada"), Channel.BROWSER, "en", "10.0.0.9"))
                .orThrow();
        enrollments.prove(trial.mailedLink("proof"), "10.0.0.9").orThrow();
        assertThat(run("email\nada@example.com\n").refused().get(0).detail()).contains("waits for a decision");
    }
}
