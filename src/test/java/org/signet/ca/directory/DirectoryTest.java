package org.signet.ca.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.Csr;
import org.signet.app.MovingClock;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.revocation.Revocation;
import org.signet.model.CertificateRecord;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.PersonName;
import org.signet.model.RevocationReason;

class DirectoryTest {
    private static final MovingClock CLOCK = MovingClock.started();
    private static Signet signet;

    @BeforeAll
    static void open(@TempDir Path parent) {
        signet = TestCa.open(TestCa.copy(parent), CLOCK);
    }

    @AfterAll
    static void close() {
        signet.close();
    }

    private static CertificateRecord issued(EmailAddress address, KeyUse use) {
        CLOCK.forward(Duration.ofMillis(5));
        return signet.operatorIssuance()
                .issue(
                        List.of(address),
                        Optional.of(PersonName.ofDisplay("Ada")),
                        signet.profiles().find("mailbox-strict").orThrow(),
                        use,
                        Csr.parsedFresh(),
                        TestCa.OPERATOR)
                .orThrow()
                .certificate();
    }

    private static List<CertificateRecord> find(EmailAddress address) {
        return signet.directory().find(address);
    }

    private static void setListed(long person, boolean listed) {
        signet.people().setListed(signet.people().find(person).orElseThrow(), listed, TestCa.OPERATOR);
    }

    @Test
    void onlyWhatCanBeEncryptedToIsFoundNewestFirst() {
        EmailAddress address = new EmailAddress("Ada", "example.com");
        CertificateRecord older = issued(address, KeyUse.BOTH);
        CertificateRecord newer = issued(address, KeyUse.ENCRYPT);
        issued(address, KeyUse.SIGN);
        assertThat(find(address)).containsExactly(newer, older);
        assertThat(find(new EmailAddress("ADA", "example.com"))).containsExactly(newer, older);
        for (EmailAddress other : List.of(
                new EmailAddress("ad", "example.com"),
                new EmailAddress("%", "example.com"),
                new EmailAddress("ada", "auto.example"))) {
            assertThat(find(other)).isEmpty();
        }
    }

    @Test
    void revokedAndExpiredOnesAreNot() {
        EmailAddress address = new EmailAddress("bob", "example.com");
        CertificateRecord first = issued(address, KeyUse.BOTH);
        CertificateRecord second = issued(address, KeyUse.BOTH);
        signet.revocation()
                .revoke(first.serial(), Revocation.Grounds.of(RevocationReason.KEY_COMPROMISE), TestCa.OPERATOR)
                .orThrow();
        assertThat(find(address)).containsExactly(second);
        CLOCK.forward(Duration.between(CLOCK.instant(), second.validity().notAfter()));
        assertThat(find(address)).containsExactly(second);
        CLOCK.forward(Duration.ofSeconds(1));
        assertThat(find(address)).isEmpty();
    }

    @Test
    void unlistedPeopleAreNotAndComeBackWhenListed() {
        EmailAddress address = new EmailAddress("eve", "example.com");
        CertificateRecord certificate = issued(address, KeyUse.BOTH);
        setListed(certificate.personId(), false);
        assertThat(find(address)).isEmpty();
        setListed(certificate.personId(), true);
        assertThat(find(address)).containsExactly(certificate);
    }
}
