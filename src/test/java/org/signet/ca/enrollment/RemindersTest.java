package org.signet.ca.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.Csr;
import org.signet.ca.authority.Issued;
import org.signet.ca.revocation.Revocation;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.x509.Pem;
import org.signet.model.Bytes;
import org.signet.model.CertificateRecord;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Mail;
import org.signet.model.PersonName;
import org.signet.model.RefusalCode;
import org.signet.model.RevocationReason;

class RemindersTest {
    @TempDir
    private Path folder;

    private Trial trial;

    @BeforeEach
    void open() {
        trial = new Trial(folder);
    }

    @AfterEach
    void close() {
        trial.close();
    }

    private int run() {
        return trial.signet.reminders().run(100);
    }

    private CertificateRecord certified(OneTimeSecret secret) {
        List<Issued> issued =
                trial.certification.certify(secret, Csr.fresh(), Trial.ORIGIN).orThrow();
        return issued.get(0).certificate();
    }

    private CertificateRecord certificate() {
        return certified(trial.approved(trial.letThrough()));
    }

    private static byte[] twoRequests() {
        return (Pem.encode(Pem.REQUEST, Bytes.of(Csr.of(Csr.key(KeyType.EC_P256))))
                        + Pem.encode(Pem.REQUEST, Bytes.of(Csr.of(Csr.key(KeyType.EC_P256)))))
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    /** So many days before that certificate ends, and an hour. */
    private void daysBefore(CertificateRecord certificate, int days) {
        trial.clock.forward(Duration.between(
                trial.clock.instant(),
                certificate.validity().notAfter().minus(Duration.ofDays(days)).plus(Duration.ofHours(1))));
    }

    @Test
    void each_reminder_is_sent_once_at_its_time() {
        CertificateRecord certificate = certificate();
        daysBefore(certificate, 31);
        assertThat(run()).isZero();
        for (int days : new int[] {30, 14, 3}) {
            daysBefore(certificate, days);
            assertThat(run()).isEqualTo(1);
            assertThat(run()).isZero();
            assertThat(trial.events(1)).containsExactly("RenewalReminded");
        }
        daysBefore(certificate, 0);
        assertThat(run()).isZero();
    }

    @Test
    void what_was_missed_comes_to_one_mail() {
        CertificateRecord certificate = certificate();
        daysBefore(certificate, 2);
        assertThat(run()).isEqualTo(1);
        assertThat(run()).isZero();
    }

    @Test
    void the_link_makes_a_new_key_and_then_no_reminder_follows() {
        CertificateRecord certificate = certificate();
        daysBefore(certificate, 30);
        run();
        Mail mail = trial.lastMail();
        assertThat(mail.to()).isEqualTo(certificate.addresses().get(0));
        assertThat(mail.body()).contains("Keep your old file too");
        OneTimeSecret link = trial.mailedLink("key");
        assertThat(trial.enrollments.forKey(link).orThrow().renews()).isTrue();
        CertificateRecord renewed = certified(link);
        assertThat(renewed.personId()).isEqualTo(certificate.personId());
        assertThat(renewed.addresses()).isEqualTo(certificate.addresses());
        daysBefore(certificate, 14);
        assertThat(run()).isZero();
    }

    @Test
    void the_link_lives_as_long_as_others_and_the_next_reminder_replaces_it() {
        CertificateRecord certificate = certificate();
        daysBefore(certificate, 30);
        run();
        OneTimeSecret first = trial.mailedLink("key");
        trial.clock.forward(Duration.ofDays(8));
        assertThat(trial.enrollments.forKey(first).refusal().code()).isEqualTo(RefusalCode.LINK_EXPIRED);
        daysBefore(certificate, 14);
        run();
        OneTimeSecret second = trial.mailedLink("key");
        assertThat(trial.enrollments.forKey(first).refusal().code()).isEqualTo(RefusalCode.LINK_UNKNOWN);
        assertThat(certified(second).personId()).isEqualTo(certificate.personId());
    }

    @Test
    void a_revoked_certificate_gets_no_reminder_and_ends_the_link_of_an_earlier_one() {
        CertificateRecord certificate = certificate();
        daysBefore(certificate, 30);
        run();
        OneTimeSecret link = trial.mailedLink("key");
        trial.signet
                .revocation()
                .revoke(
                        certificate.serial(),
                        Revocation.Grounds.of(RevocationReason.AFFILIATION_CHANGED),
                        org.signet.app.TestCa.OPERATOR)
                .orThrow();
        assertThat(trial.certification
                        .certify(link, Csr.fresh(), Trial.ORIGIN)
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.WRONG_STATE);
        daysBefore(certificate, 14);
        assertThat(run()).isZero();
    }

    @Test
    void a_pair_gets_one_mail_and_a_pair_again() {
        EmailAddress address = trial.letThrough();
        List<Issued> pair = trial.certification
                .certify(trial.approvedPair(address), twoRequests(), Trial.ORIGIN)
                .orThrow();
        daysBefore(pair.get(0).certificate(), 30);
        assertThat(run()).isEqualTo(1);
        assertThat(run()).isZero();
        OneTimeSecret link = trial.mailedLink("key");
        List<Issued> renewed =
                trial.certification.certify(link, twoRequests(), Trial.ORIGIN).orThrow();
        assertThat(renewed).extracting(each -> each.certificate().use()).containsExactly(KeyUse.SIGN, KeyUse.ENCRYPT);
        daysBefore(pair.get(0).certificate(), 14);
        assertThat(run()).isZero();
    }

    @Test
    void it_speaks_the_language_of_the_last_enrolment_and_knows_who_never_had_one() {
        EmailAddress address = trial.letThrough();
        trial.enrollments
                .request(new Enrollments.Request(
                        address, PersonName.ofDisplay("Ada Lovelace"), Channel.BROWSER, "de", Trial.ORIGIN))
                .orThrow();
        trial.enrollments.prove(trial.mailedLink("proof"), Trial.ORIGIN).orThrow();
        CertificateRecord german = certified(trial.mailedLink("key"));
        var vouched = trial.signet
                .operatorIssuance()
                .issue(
                        List.of(trial.somebody()),
                        Optional.empty(),
                        trial.signet.profiles().find("mailbox-strict").orThrow(),
                        KeyUse.BOTH,
                        Csr.parsedFresh(),
                        org.signet.app.TestCa.OPERATOR)
                .orThrow();
        daysBefore(german, 30);
        assertThat(run()).isEqualTo(2);
        assertThat(trial.lastMails(2).stream().map(queued -> queued.mail()).toList())
                .anyMatch(
                        mail -> mail.to().equals(address) && mail.body().contains("Behalten Sie auch Ihre alte Datei"))
                .anyMatch(mail ->
                        mail.to().equals(vouched.certificate().addresses().get(0))
                                && mail.body().contains("Hello"));
    }

    @Test
    void a_run_has_an_end_and_the_next_goes_on() {
        certificate();
        certificate();
        CertificateRecord last = certificate();
        daysBefore(last, 30);
        Reminders reminders = trial.signet.reminders();
        assertThat(reminders.run(2)).isEqualTo(2);
        assertThat(reminders.run(2)).isEqualTo(1);
        assertThat(reminders.run(2)).isZero();
    }
}
