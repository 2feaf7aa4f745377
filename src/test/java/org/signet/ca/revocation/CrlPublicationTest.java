package org.signet.ca.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRLReason;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.Csr;
import org.signet.app.MovingClock;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.authority.Issued;
import org.signet.ca.authority.Issuer;
import org.signet.ca.revocation.CrlStore.PublishedCrl;
import org.signet.ca.revocation.Revocation.Grounds;
import org.signet.crypto.x509.Crls;
import org.signet.model.Actor;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.PersonName;
import org.signet.model.RefusalCode;
import org.signet.model.RevocationReason;
import org.signet.model.Role;
import org.signet.model.SerialNumber;

class CrlPublicationTest {
    private final MovingClock clock = MovingClock.started();
    private Signet signet;
    private Issuer issuing;

    @BeforeEach
    void open(@TempDir Path parent) {
        signet = TestCa.open(TestCa.copy(parent), clock);
        issuing = signet.authority().issuing(clock.instant()).orThrow();
    }

    @AfterEach
    void close() {
        signet.close();
    }

    private Issued issued(String name) {
        return signet.operatorIssuance()
                .issue(
                        List.of(new EmailAddress(name, "example.com")),
                        Optional.of(PersonName.ofDisplay("Ada")),
                        signet.profiles().find("mailbox-strict").orThrow(),
                        KeyUse.BOTH,
                        Csr.parsedFresh(),
                        TestCa.OPERATOR)
                .orThrow();
    }

    private void revoke(Issued issued, RevocationReason reason) {
        signet.revocation()
                .revoke(issued.certificate().serial(), Grounds.of(reason), TestCa.OPERATOR)
                .orThrow();
    }

    private PublishedCrl publish() {
        return signet.crls().publish(issuing, TestCa.OPERATOR).orThrow();
    }

    @Test
    void aFolderThatWasDeletedStopsNothing() throws Exception {
        try (Stream<Path> files = Files.list(signet.folder().crls())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(signet.folder().crls());
        assertThat(platform(publish()).getRevokedCertificates()).isNull();
    }

    private X509CRL platform(PublishedCrl crl) throws Exception {
        return (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(signet.crlStore().octets(crl));
    }

    private static X509Certificate platform(org.signet.crypto.x509.Certificate certificate) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate.der().toArray()));
    }

    @Test
    void everyReasonIsListedAndUnspecifiedByLeavingItOut() throws Exception {
        List<Issued> all = new ArrayList<>();
        for (RevocationReason reason : Revocation.HOLDERS_REASONS) {
            Issued issued = issued(reason.text());
            revoke(issued, reason);
            all.add(issued);
        }
        Issued good = issued("good");
        PublishedCrl published = publish();
        X509CRL crl = platform(published);
        crl.verify(issuing.certificate().content().publicKey());
        assertThat(crl.getRevokedCertificates()).hasSize(all.size());
        assertThat(crl.getRevokedCertificate(good.certificate().serial().value()))
                .isNull();
        for (Issued issued : all) {
            X509CRLEntry entry =
                    crl.getRevokedCertificate(issued.certificate().serial().value());
            RevocationReason reason = RevocationReason.ofText(
                            issued.certificate().addresses().get(0).local())
                    .orElseThrow();
            assertThat(entry.getRevocationDate()).isEqualTo(Date.from(clock.instant()));
            if (reason == RevocationReason.UNSPECIFIED) {
                assertThat(entry.hasExtensions()).isFalse();
            } else {
                assertThat(entry.getRevocationReason().ordinal()).isEqualTo(reason.value());
            }
        }
        assertThat(crl.getThisUpdate()).isEqualTo(Date.from(clock.instant()));
        assertThat(crl.getNextUpdate()).isEqualTo(Date.from(clock.instant().plus(Duration.ofDays(10))));
        assertThat(crl.getVersion()).isEqualTo(2);
        assertThat(crl.getNonCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.20", "2.5.29.35");
        assertThat(crl.getCriticalExtensionOIDs()).isNullOrEmpty();
        assertThat(signet.audit().latest(1).get(0).details()).contains("entries=" + all.size());
    }

    @Test
    void thePlatformsPathCheckAgrees() throws Exception {
        Issued good = issued("good");
        Issued bad = issued("bad");
        revoke(bad, RevocationReason.KEY_COMPROMISE);
        publish();
        check(good);
        assertThatThrownBy(() -> check(bad))
                .isInstanceOf(CertPathValidatorException.class)
                .extracting(e -> ((CertPathValidatorException) e).getReason())
                .isEqualTo(CertPathValidatorException.BasicReason.REVOKED);
    }

    private void check(Issued issued) throws Exception {
        List<org.signet.crypto.x509.Certificate> chain = issued.chain().certificates();
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(platform(chain.get(2)), null)));
        List<X509CRL> crls = new ArrayList<>();
        for (Issuer issuer : signet.authority().issuers()) {
            crls.add(platform(signet.crls().latest(issuer.id()).orElseThrow()));
        }
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(crls)));
        parameters.setRevocationEnabled(true);
        parameters.setDate(Date.from(clock.instant().plusSeconds(1)));
        var path = CertificateFactory.getInstance("X.509")
                .generateCertPath(List.of(platform(chain.get(0)), platform(chain.get(1))));
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }

    @Test
    void eightAtOnceGetEightNumbersThatRiseAndNoneTellsLess() {
        long before = signet.crls().latest(issuing.id()).orElseThrow().number();
        List<PublishedCrl> published = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> {
                    revoke(issued("p" + i), RevocationReason.SUPERSEDED);
                    return publish();
                })
                .sorted((a, b) -> Long.compare(a.number(), b.number()))
                .toList();
        assertThat(published)
                .extracting(PublishedCrl::number)
                .doesNotHaveDuplicates()
                .allMatch(number -> number > before);
        assertThat(signet.crls().latest(issuing.id())).contains(published.get(7));
        assertThat(serials(published.get(7))).hasSize(8);
        List<Integer> sizes = published.stream().map(this::entriesByTheLog).toList();
        assertThat(sizes).isSorted().last().isEqualTo(8);
    }

    private int entriesByTheLog(PublishedCrl crl) {
        return signet.audit().latest(200).stream()
                .filter(entry ->
                        entry.type().equals("CrlPublished") && entry.details().contains("number=" + crl.number()))
                .flatMap(entry -> entry.details().lines())
                .filter(line -> line.startsWith("entries="))
                .mapToInt(line -> Integer.parseInt(line.substring("entries=".length())))
                .sum();
    }

    @Test
    void onlyAdministratorsPublishByHand() {
        for (Role role : Role.values()) {
            assertThat(signet.crls()
                            .publish(issuing, Actor.account("x", "y", role))
                            .isOk())
                    .isEqualTo(role == Role.ADMINISTRATOR);
        }
    }

    @Test
    void aCrlIsDueAfterADayOrARevocationAndNotOtherwise() {
        assertThat(signet.crls().publishDue(trouble -> {})).isEmpty();
        Issued issued = issued("ada");
        assertThat(signet.crls().publishDue(trouble -> {}))
                .as("an issuance changes no CRL")
                .isEmpty();
        revoke(issued, RevocationReason.SUPERSEDED);
        clock.forward(Duration.ofMillis(1));
        assertThat(signet.crls().publishDue(trouble -> {})).hasSize(1);
        assertThat(signet.crls().publishDue(trouble -> {}))
                .as("within the same second")
                .isEmpty();
        clock.forward(Duration.ofHours(24).minusSeconds(1));
        assertThat(signet.crls().publishDue(trouble -> {})).isEmpty();
        clock.forward(Duration.ofSeconds(1));
        assertThat(signet.crls().publishDue(trouble -> {})).hasSize(1);
        clock.forward(Duration.ofDays(100));
        assertThat(signet.crls().overdue()).containsExactly("issuing-1");
        assertThat(signet.crls().publishDue(trouble -> {}))
                .singleElement()
                .satisfies(crl -> assertThat(crl.issuerId()).isEqualTo("issuing-1"));
        assertThat(signet.crls().overdue()).isEmpty();
    }

    @Test
    void anExpiredCertificateLeavesTheCrlAfterItStoodThereOnceMore() {
        Issued issued = issued("ada");
        revoke(issued, RevocationReason.SUPERSEDED);
        clock.forward(Duration.between(
                clock.instant(), issued.certificate().validity().notAfter()));
        clock.forward(Duration.ofDays(1));
        assertThat(serials(publish())).containsExactly(issued.certificate().serial());
        clock.forward(Duration.ofDays(10));
        assertThat(serials(publish())).isEmpty();
    }

    private Set<SerialNumber> serials(PublishedCrl crl) {
        return Crls.read(signet.crlStore().octets(crl)).serials();
    }

    @Test
    void theRootsCrlHoldsForAYear() {
        Issuer root = signet.authority().issuers().get(0);
        PublishedCrl fresh = signet.crls().publish(root, TestCa.OPERATOR).orThrow();
        assertThat(Duration.between(fresh.thisUpdate(), fresh.nextUpdate()))
                .isBetween(Duration.ofDays(360), Duration.ofDays(366));
        assertThat(signet.crls().overdue()).isEmpty();
        clock.forward(Duration.ofDays(11));
        assertThat(signet.crls().overdue()).containsExactly("issuing-1");
    }

    @Test
    void theReasonsAreThePlatforms() {
        for (RevocationReason reason : RevocationReason.values()) {
            assertThat(CRLReason.values()[reason.value()].name()).isEqualTo(reason.name());
        }
    }

    @Test
    void numbersRiseWithTheClockSoThatARestoredDatabaseDoesNotFallBack() {
        assertThat(publish().number()).isEqualTo(clock.instant().getEpochSecond());
        assertThat(publish().number())
                .as("within the same second")
                .isEqualTo(clock.instant().getEpochSecond() + 1);
    }

    @Test
    void aClockThatWasSetBackPublishesNothingOlderThanWhatIsThere() {
        PublishedCrl before = publish();
        clock.forward(Duration.ofMinutes(-4));
        PublishedCrl after = publish();
        assertThat(after.thisUpdate()).isEqualTo(before.thisUpdate());
        assertThat(after.number()).isGreaterThan(before.number());
        clock.forward(Duration.ofMinutes(-2));
        var refusal = signet.crls().publish(issuing, TestCa.OPERATOR).refusal();
        assertThat(refusal.code()).isEqualTo(RefusalCode.WRONG_STATE);
        assertThat(refusal.detail()).contains("clock", "stays in force", "signet crl --clock-is-right");
        assertThat(signet.crls().latest(issuing.id())).contains(after);
        Actor nobody = new Actor("nobody", "", Set.of());
        assertThat(signet.crls().clockIsRight(nobody).refusal().code()).isEqualTo(RefusalCode.NOT_ALLOWED);
        assertThat(signet.crls().clockIsRight(TestCa.OPERATOR).orThrow()).isPositive();
        PublishedCrl right = publish();
        assertThat(right.thisUpdate()).isEqualTo(clock.instant()).isBefore(after.thisUpdate());
        assertThat(right.number()).isGreaterThan(after.number());
    }
}
