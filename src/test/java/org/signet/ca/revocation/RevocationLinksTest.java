package org.signet.ca.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.ca.revocation.HoldersTrial.address;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.TestCa;
import org.signet.ca.revocation.Revocation.Grounds;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.CertificateRecord;
import org.signet.model.Mail;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.RevocationReason;

class RevocationLinksTest {
    private static final Grounds LOST = Grounds.of(RevocationReason.KEY_COMPROMISE);
    private HoldersTrial trial;
    private RevocationLinks links;

    @BeforeEach
    void open(@TempDir Path parent) {
        trial = new HoldersTrial(parent);
        links = trial.signet.waysToRevoke().byLink();
    }

    @AfterEach
    void close() {
        trial.close();
    }

    private OneTimeSecret asked(String local) {
        links.ask(address(local), "de", "198.51.100.7");
        Mail mail = trial.mails().get(0);
        assertThat(mail.to()).isEqualTo(address(local));
        return new OneTimeSecret(mail.body().replaceAll("(?s).*/revoke/([A-Za-z0-9_-]+).*", "$1"));
    }

    private static RefusalCode code(Outcome<?> outcome) {
        return outcome.refusal().code();
    }

    @Test
    void theReaderOfOneMailboxRevokesWhatNamesItAndAllAreTold() {
        CertificateRecord both = trial.issued("ada", "lovelace");
        CertificateRecord other = trial.issued("ada");
        CertificateRecord foreign = trial.issued("grace");
        OneTimeSecret link = asked("lovelace");
        assertThat(trial.newest().type()).isEqualTo("RevocationLinkSent");
        assertThat(links.look(link).orThrow().certificates())
                .extracting(CertificateRecord::serial)
                .containsExactly(both.serial());
        for (CertificateRecord not : List.of(other, foreign)) {
            assertThat(code(links.revoke(link, List.of(both.serial(), not.serial()), LOST, "x")))
                    .isEqualTo(RefusalCode.BAD_INPUT);
        }
        assertThat(code(links.revoke(link, List.of(), LOST, "x"))).isEqualTo(RefusalCode.BAD_INPUT);
        assertThat(trial.reason(both.serial())).as("all or nothing").isEmpty();

        assertThat(links.revoke(link, List.of(both.serial()), LOST, "x").isOk()).isTrue();
        assertThat(trial.reason(both.serial())).contains(RevocationReason.KEY_COMPROMISE);
        assertThat(trial.newest().actor()).isEqualTo("person:lovelace@example.com");
        assertThat(trial.mails().subList(0, 2))
                .extracting(Mail::to)
                .containsExactlyInAnyOrder(address("ada"), address("lovelace"));
        assertThat(trial.mails().get(0).body()).contains(both.serial().hex(), "/enroll");
    }

    @Test
    void aLinkWorksOnceAndForAnHour() {
        CertificateRecord one = trial.issued("ada");
        CertificateRecord two = trial.issued("ada");
        OneTimeSecret link = asked("ada");
        assertThat(code(links.revoke(
                        link, List.of(one.serial()), Grounds.of(RevocationReason.PRIVILEGE_WITHDRAWN), "x")))
                .as("the company's reason")
                .isEqualTo(RefusalCode.BAD_INPUT);
        assertThat(links.look(link).isOk()).as("refused, so not spent").isTrue();
        links.revoke(link, List.of(one.serial()), LOST, "x").orThrow();
        assertThat(code(links.look(link))).isEqualTo(RefusalCode.LINK_USED);
        assertThat(code(links.revoke(link, List.of(two.serial()), LOST, "x"))).isEqualTo(RefusalCode.LINK_USED);
        assertThat(trial.reason(two.serial())).isEmpty();

        OneTimeSecret late = asked("ada");
        trial.clock.forward(Duration.ofMinutes(61));
        assertThat(code(links.revoke(late, List.of(two.serial()), LOST, "x"))).isEqualTo(RefusalCode.LINK_EXPIRED);
        assertThat(code(links.look(OneTimeSecret.token(TestCa.RANDOM)))).isEqualTo(RefusalCode.LINK_UNKNOWN);
        trial.clock.forward(Duration.ofDays(3));
        links.ask(address("nobody"), "en", "x");
        assertThat(code(links.look(late))).as("forgotten").isEqualTo(RefusalCode.LINK_UNKNOWN);
    }

    @Test
    void whoHasNothingToRevokeGetsNoMail() {
        CertificateRecord ada = trial.issued("ada");
        trial.signet.revocation().revoke(ada.serial(), LOST, TestCa.OPERATOR).orThrow();
        int mails = trial.mails().size();
        long entries = trial.newest().sequence();
        links.ask(address("ada"), "en", "x");
        links.ask(address("nobody"), "en", "x");
        assertThat(trial.mails()).hasSize(mails);
        assertThat(trial.newest().sequence()).as("nor does the log grow").isEqualTo(entries);
    }

    @Test
    void oneMailboxGetsAFewMailsAnHour() {
        trial.issued("ada");
        IntStream.range(0, 20).forEach(i -> links.ask(address("ada"), "en", "x"));
        assertThat(trial.mails()).hasSize(5);
        trial.clock.forward(Duration.ofMinutes(61));
        links.ask(address("ADA"), "en", "x");
        assertThat(trial.mails()).hasSize(6);
    }
}
