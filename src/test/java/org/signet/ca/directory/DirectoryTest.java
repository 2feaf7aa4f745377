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
import org.signet.app.MovingClock;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.app.Wanted;
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
        return Wanted.of(address.toString()).named("Ada").to(use).from(signet).certificate();
    }

    private static List<CertificateRecord> find(EmailAddress address) {
        return signet.addressBook().directory().find(address).map(Entry::parsed).orElse(List.of()).stream()
                .map(found ->
                        signet.certificates().find(found.content().serial()).orElseThrow())
                .toList();
    }

    private static Why why(EmailAddress address) {
        return signet.addressBook().directory().why(address);
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

    @Test
    void whoMayKnowIsToldWhyThereIsNone() {
        EmailAddress address = new EmailAddress("dora", "example.com");
        assertThat(why(address)).isEqualTo(Why.UNKNOWN);
        CertificateRecord signing = issued(address, KeyUse.SIGN);
        assertThat(why(address)).isEqualTo(Why.SIGNING_ONLY);
        CertificateRecord revoked = issued(address, KeyUse.BOTH);
        signet.revocation()
                .revoke(revoked.serial(), Revocation.Grounds.of(RevocationReason.SUPERSEDED), TestCa.OPERATOR)
                .orThrow();
        assertThat(why(address)).isEqualTo(Why.REVOKED);
        setListed(signing.personId(), false);
        assertThat(why(address)).isEqualTo(Why.UNLISTED);
    }

    /** A mailbox that was added later: the certificate does not name it, but its holder is found. */
    @Test
    void everyAddressFindsItsHolder() {
        EmailAddress first = new EmailAddress("fay", "example.com");
        EmailAddress second = new EmailAddress("fay.long", "example.com");
        CertificateRecord older = issued(first, KeyUse.BOTH);
        CLOCK.forward(Duration.ofMillis(5));
        CertificateRecord newer =
                Wanted.of(first.toString(), second.toString()).from(signet).certificate();
        CLOCK.forward(Duration.ofMillis(5));
        CertificateRecord newest = issued(first, KeyUse.BOTH);
        assertThat(find(first)).containsExactly(newest, newer, older);
        assertThat(find(second)).containsExactly(newer, newest, older);
        Entry entry = signet.addressBook().directory().find(second).orElseThrow();
        assertThat(entry.addresses()).containsExactlyInAnyOrder(first, second);
        assertThat(signet.addressBook().directory().chain(entry.certificates().get(0)))
                .hasSize(3);
    }

    @Test
    void peopleAreFoundByTheBeginningsOfWords() {
        EmailAddress address = new EmailAddress("gru-mueller", "example.com");
        Wanted.of(address.toString()).named("Grüne Müller").from(signet);
        for (String typed : List.of("gru", "MÜLL", "mull grun", "mueller", "gru-mueller@ex", "grune muller")) {
            assertThat(signet.addressBook().directory().search(typed, 10))
                    .as(typed)
                    .hasSize(1);
        }
        for (String typed : List.of("uller", "gru x", "%", "*", "", "@example.com", "grune@")) {
            assertThat(signet.addressBook().directory().search(typed, 10))
                    .as(typed)
                    .isEmpty();
        }
        signet.transactions()
                .durable(() -> signet.people()
                        .vouchedFor(
                                List.of(address), Optional.of(PersonName.ofDisplay("Hanna Schmidt")), TestCa.OPERATOR)
                        .orThrow());
        assertThat(signet.addressBook().directory().search("grune", 10)).isEmpty();
        assertThat(signet.addressBook().directory().search("schm", 10)).hasSize(1);
    }
}
