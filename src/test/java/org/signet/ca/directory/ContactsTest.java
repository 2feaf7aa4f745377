package org.signet.ca.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.MovingClock;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.directory.Contact.State;
import org.signet.crypto.smime.People;
import org.signet.crypto.smime.reading.TrustBase;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateTemplate.KeyUsageBit;
import org.signet.crypto.x509.revocation.RevocationSource;
import org.signet.crypto.x509.revocation.RevocationStatus;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.RevocationReason;
import org.signet.model.Validity;

/** What a partner's people are to the directory, from the first certificate to the last. */
class ContactsTest {
    private static final EmailAddress BOB = address("bob@partner.example");
    private static final Certificate ROOT = People.OTHER_ROOT.certificate();

    private final MovingClock clock = MovingClock.started();
    private Signet signet;

    @BeforeEach
    void open(@TempDir Path parent) {
        signet = TestCa.open(TestCa.copy(parent), clock);
    }

    @AfterEach
    void close() {
        signet.close();
    }

    private static EmailAddress address(String text) {
        return EmailAddress.parse(text).orThrow();
    }

    private static Certificate certificate(String... addresses) {
        return People.OTHER_ROOT.certify(People.BOB.pair().getPublic(), draft -> draft.of(addresses));
    }

    private Outcome<Contact> take(Certificate certificate) {
        return signet.addressBook()
                .contacts()
                .take(ContactFile.of(List.of(certificate)), "a file", TestCa.OPERATOR)
                .get(0);
    }

    private Outcome<Partner> accept(String... domains) {
        return signet.addressBook().partners().accept("Partner", Set.of(domains), List.of(ROOT), TestCa.OPERATOR);
    }

    private List<Certificate> found(EmailAddress address) {
        return signet.addressBook().directory().find(address).map(Entry::parsed).orElse(List.of());
    }

    private Why why(EmailAddress address) {
        return signet.addressBook().directory().why(address);
    }

    private static RevocationSource saying(RevocationStatus status) {
        return (path, place, at) -> status;
    }

    @Test
    void whatItIsGoodForChangesWithTimeAndPartners() {
        Certificate bob = certificate("bob@partner.example");
        Validity life = bob.content().validity();
        assertThat(take(bob).orThrow().stateAt(clock.instant())).isEqualTo(State.WAITING);
        accept("partner.example").orThrow();
        Contact known = take(bob).orThrow();
        assertThat(known.stateAt(clock.instant())).isEqualTo(State.ACTIVE);
        assertThat(known.stateAt(life.notBefore().minusSeconds(1))).isEqualTo(State.EARLY);
        assertThat(known.stateAt(life.notAfter().plusSeconds(1))).isEqualTo(State.EXPIRED);
    }

    @Test
    void isToldOnceItsCaIsAccepted() {
        Certificate bob = certificate("bob@partner.example");
        assertThat(why(BOB)).isEqualTo(Why.UNKNOWN);
        take(bob).orThrow();
        assertThat(found(BOB)).isEmpty();
        assertThat(why(BOB)).isEqualTo(Why.NOT_ACCEPTED);
        assertThat(signet.addressBook().contacts().find(BOB)).hasSize(1);
        Partner partner = accept("partner.example").orThrow();
        assertThat(found(BOB)).containsExactly(bob);
        assertThat(found(address("BOB@PARTNER.example"))).containsExactly(bob);
        assertThat(signet.addressBook().directory().find(BOB).orElseThrow().partner())
                .contains("Partner");
        signet.addressBook().partners().remove(partner, TestCa.OPERATOR);
        assertThat(found(BOB)).isEmpty();
        assertThat(signet.addressBook().contacts().find(BOB)).hasSize(1);
    }

    /** A signed mail often comes without the CA that an earlier file brought. */
    @Test
    void whatCameWithItBeforeStaysKnown() {
        accept("partner.example").orThrow();
        People.Ca issuing = People.OTHER_ROOT.below("Other Issuing");
        Certificate bob = issuing.certify(People.BOB.pair().getPublic(), draft -> draft.of("bob@partner.example"));
        signet.addressBook()
                .contacts()
                .take(new ContactFile(List.of(bob), List.of(issuing.certificate())), "a chain", TestCa.OPERATOR);
        assertThat(found(BOB)).containsExactly(bob);
        take(bob).orThrow();
        assertThat(found(BOB)).containsExactly(bob);
    }

    @Test
    void noPartnerSpeaksForOurPeopleOrAnotherDomain() {
        assertThat(accept("example.com").refusal().detail()).contains("is ours");
        accept("partner.example").orThrow();
        take(certificate("bob@partner.example", "ceo@example.com", "eve@elsewhere.example"))
                .orThrow();
        assertThat(found(BOB)).hasSize(1);
        assertThat(signet.addressBook().directory().find(BOB).orElseThrow().addresses())
                .containsExactly(BOB);
        assertThat(found(address("ceo@example.com"))).isEmpty();
        assertThat(found(address("eve@elsewhere.example"))).isEmpty();
        assertThat(signet.addressBook()
                        .directory()
                        .search("eve@elsewhere", 10)
                        .get(0)
                        .addresses())
                .containsExactly(BOB);
        assertThat(signet.addressBook().directory().search("ceo", 10).get(0).addresses())
                .containsExactly(BOB);
    }

    @Test
    void whatCannotBeWrittenToIsRefused() {
        Certificate signsOnly = People.OTHER_ROOT.certify(
                People.BOB.pair().getPublic(),
                draft -> draft.usage(Set.of(KeyUsageBit.DIGITAL_SIGNATURE)).of("bob@partner.example"));
        Certificate expired = People.OTHER_ROOT.certify(
                People.BOB.pair().getPublic(),
                draft -> draft.until(Instant.parse("2025-01-01T00:00:00Z")).of("bob@partner.example"));
        assertThat(take(signsOnly).refusal().detail()).contains("not for encryption");
        assertThat(take(expired).refusal().detail()).contains("has expired");
        assertThat(take(certificate()).refusal().detail()).contains("names no e-mail address");
        assertThat(take(ROOT).refusal().detail()).contains("signet partner accept");
        assertThat(signet.addressBook()
                        .partners()
                        .accept("P", Set.of("partner.example"), List.of(People.BOB.certificate()), TestCa.OPERATOR)
                        .isOk())
                .isFalse();
    }

    @Test
    void revocationIsWatched() {
        accept("partner.example").orThrow();
        take(certificate("bob@partner.example")).orThrow();
        assertThat(signet.addressBook().contacts().watch(TrustBase.offline())).isZero();
        assertThat(found(BOB)).hasSize(1);
        RevocationSource held = saying(new RevocationStatus.Revoked(
                clock.instant(), RevocationReason.CERTIFICATE_HOLD, Optional.empty(), List.of()));
        assertThat(signet.addressBook().contacts().watch(held)).isOne();
        assertThat(signet.addressBook().contacts().watch(held)).isZero();
        assertThat(found(BOB)).isEmpty();
        assertThat(why(BOB)).isEqualTo(Why.REVOKED);
        // Who does not answer changes nothing; who says that it is good again does.
        signet.addressBook().contacts().watch(TrustBase.offline());
        assertThat(found(BOB)).isEmpty();
        signet.addressBook().contacts().watch(saying(new RevocationStatus.Good(List.of())));
        assertThat(found(BOB)).hasSize(1);
        // It comes again by another mail: what is known of it stays known.
        signet.addressBook().contacts().watch(held);
        take(certificate("carol@partner.example")).orThrow();
        take(signet.addressBook().contacts().find(BOB).get(0).certificate()).orThrow();
        assertThat(found(BOB)).isEmpty();
        assertThat(found(address("carol@partner.example"))).hasSize(1);
    }

    @Test
    void aPartnerThatIsRemovedWhileItsCaIsAskedStaysRemoved() {
        take(certificate("bob@partner.example")).orThrow();
        Partner partner = accept("partner.example").orThrow();
        signet.addressBook().contacts().watch((path, place, at) -> {
            signet.addressBook().partners().remove(partner, TestCa.OPERATOR);
            return new RevocationStatus.Good(List.of());
        });
        Contact.Standing standing =
                signet.addressBook().contacts().find(BOB).get(0).standing();
        assertThat(standing.partner()).isEmpty();
        assertThat(standing.checked()).contains(clock.instant());
    }

    @Test
    void ends() {
        accept("partner.example").orThrow();
        take(certificate("bob@partner.example")).orThrow();
        clock.forward(Duration.between(clock.instant(), Instant.parse("2035-06-01T00:00:00Z")));
        assertThat(found(BOB)).isEmpty();
        assertThat(why(BOB)).isEqualTo(Why.EXPIRED);
    }

    @Test
    void severalOfOneAddressAreOneEntry() {
        accept("partner.example").orThrow();
        Certificate first = take(certificate("bob@partner.example")).orThrow().certificate();
        clock.forward(Duration.ofSeconds(1));
        Certificate second = take(certificate("bob@partner.example")).orThrow().certificate();
        assertThat(found(BOB)).containsExactly(second, first);
        assertThat(signet.addressBook().directory().search("bob", 10)).hasSize(1);
        signet.addressBook()
                .contacts()
                .remove(
                        signet.addressBook()
                                .contacts()
                                .find(second.sha256().hex())
                                .orElseThrow(),
                        TestCa.OPERATOR);
        assertThat(found(BOB)).containsExactly(first);
    }
}
