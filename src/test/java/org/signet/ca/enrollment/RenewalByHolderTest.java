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
import org.signet.app.TestCa;
import org.signet.ca.revocation.Revocation;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.CertificateRecord;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.RevocationReason;

/** A new certificate, asked for by who has just proved to read the mailbox. */
class RenewalByHolderTest {
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

    private CertificateRecord issued(EmailAddress... addresses) {
        return trial.signet
                .operatorIssuance()
                .issue(
                        List.of(addresses),
                        Optional.empty(),
                        trial.signet.profiles().find("mailbox-strict").orThrow(),
                        KeyUse.BOTH,
                        Csr.parsedFresh(),
                        TestCa.OPERATOR)
                .orThrow()
                .certificate();
    }

    private void daysBefore(CertificateRecord certificate, int days) {
        trial.clock.forward(Duration.between(
                trial.clock.instant(), certificate.validity().notAfter().minus(Duration.ofDays(days))));
    }

    private Outcome<Optional<OneTimeSecret>> renew(CertificateRecord certificate, EmailAddress reader) {
        return trial.signet.reminders().renew(certificate.serial(), reader, Trial.ORIGIN);
    }

    @Test
    void itsLinkComesAtOnceWhereTheCertificateNamesThatMailboxAlone() {
        EmailAddress reader = trial.somebody();
        CertificateRecord certificate = issued(reader);
        assertThat(renew(certificate, reader).refusal().code()).as("too early").isEqualTo(RefusalCode.WRONG_STATE);
        daysBefore(certificate, 60);
        assertThat(trial.signet.reminders().mayRenew(certificate, reader)).isTrue();
        OneTimeSecret first = renew(certificate, reader).orThrow().orElseThrow();
        OneTimeSecret second = renew(certificate, reader).orThrow().orElseThrow();
        assertThat(trial.enrollments.forKey(first).refusal().code())
                .as("the newer link takes its place")
                .isEqualTo(RefusalCode.LINK_UNKNOWN);
        assertThat(trial.certification
                        .certify(second, Csr.fresh(), Trial.ORIGIN)
                        .isOk())
                .isTrue();
        assertThat(renew(certificate, reader).refusal().code()).as("renewed").isEqualTo(RefusalCode.WRONG_STATE);
        assertThat(trial.signet.reminders().run(100)).isZero();
    }

    @Test
    void itGoesToTheFirstMailboxWhereThereAreSeveral() {
        EmailAddress first = trial.somebody();
        EmailAddress second = trial.somebody();
        CertificateRecord certificate = issued(first, second);
        daysBefore(certificate, 20);
        assertThat(renew(certificate, second).orThrow()).isEmpty();
        assertThat(trial.lastMail().to()).isEqualTo(first);
        assertThat(trial.lastMail().body()).contains("/enroll/key/");
        assertThat(renew(certificate, trial.somebody()).refusal().code()).isEqualTo(RefusalCode.WRONG_STATE);
    }

    @Test
    void remindersOfLaterDaysStillCome() {
        EmailAddress reader = trial.somebody();
        CertificateRecord certificate = issued(reader);
        daysBefore(certificate, 40);
        renew(certificate, reader).orThrow();
        daysBefore(certificate, 30);
        assertThat(trial.signet.reminders().run(100)).isEqualTo(1);
        assertThat(renew(certificate, reader).isOk())
                .as("on the day of a mail too")
                .isTrue();
    }

    @Test
    void whatWasRevokedMeanwhileIsNotRenewed() {
        EmailAddress reader = trial.somebody();
        CertificateRecord certificate = issued(reader);
        daysBefore(certificate, 40);
        OneTimeSecret link = renew(certificate, reader).orThrow().orElseThrow();
        trial.signet
                .revocation()
                .revoke(certificate.serial(), Revocation.Grounds.of(RevocationReason.KEY_COMPROMISE), TestCa.OPERATOR)
                .orThrow();
        assertThat(trial.certification
                        .certify(link, Csr.fresh(), Trial.ORIGIN)
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.WRONG_STATE);
        assertThat(renew(certificate, reader).refusal().code()).isEqualTo(RefusalCode.WRONG_STATE);
    }
}
