package org.signet.app.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.app.backup.BackupTrial.backup;
import static org.signet.app.backup.BackupTrial.plan;
import static org.signet.app.backup.BackupTrial.restore;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.app.Config;
import org.signet.app.Csr;
import org.signet.app.Signet;
import org.signet.app.StatusService;
import org.signet.app.TestCa;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.authority.Issued;
import org.signet.ca.revocation.Revocation;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.Crl;
import org.signet.crypto.x509.Rewritten;
import org.signet.crypto.x509.ocsp.OcspRequest;
import org.signet.crypto.x509.ocsp.OcspResponse;
import org.signet.crypto.x509.ocsp.OcspStatus;
import org.signet.model.CertificateRecord;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.RevocationReason;

/** What was issued after the backup turns up again. */
class LostCertificatesTest {
    private static final OcspStatus GOOD = new OcspStatus.Good();
    private static final OcspStatus UNKNOWN = new OcspStatus.Unknown();

    @TempDir
    Path parent;

    private final List<Issued> lost = new ArrayList<>();
    private Issued ada;
    private Crl last;
    private Signet signet;

    @AfterEach
    void close() {
        signet.close();
    }

    private static EmailAddress at(String local) {
        return new EmailAddress(local, "example.com");
    }

    private static Issued issue(Signet signet, String... locals) {
        return signet.operatorIssuance()
                .issue(
                        Stream.of(locals).map(LostCertificatesTest::at).toList(),
                        Optional.empty(),
                        signet.profiles().find("mailbox-strict").orThrow(),
                        KeyUse.BOTH,
                        Csr.parsed(Csr.key(KeyType.EC_P256)),
                        TestCa.OPERATOR)
                .orThrow();
    }

    private static void revoke(Signet signet, Issued issued, RevocationReason reason) {
        signet.revocation()
                .revoke(issued.certificate().serial(), Revocation.Grounds.of(reason), TestCa.OPERATOR)
                .orThrow();
    }

    private static Crl publish(Signet signet) {
        signet.crls()
                .publish(signet.openIssuingKey().orThrow(), TestCa.OPERATOR)
                .orThrow();
        return TestCa.crl(signet, "issuing-1");
    }

    /** Ada is in the backup, Grace, Zoe and Emmy are not, Zoe's is revoked. */
    private void lose(Config.Database place, boolean withCrl) {
        Path file = parent.resolve("ca.p7m");
        try (Signet before = TestCa.open(TestCa.copy(parent))) {
            ada = issue(before, "ada");
            backup(before, file);
            for (String name : List.of("grace", "zoe", "emmy")) {
                lost.add(issue(before, name));
            }
            revoke(before, lost.get(1), RevocationReason.SUPERSEDED);
            last = publish(before);
        }
        Restoration.Plan plan = new Restoration.Plan(
                file,
                BackupKey.of(BackupTrial.PASSPHRASE),
                place,
                List.of(),
                false,
                withCrl ? List.of(last) : List.of());
        restore(parent.resolve("back"), plan).orThrow();
        signet = TestCa.open(parent.resolve("back"));
    }

    private void lose() {
        lose(BackupTrial.folder(), false);
    }

    private Outcome<LostCertificates.Report> take(Optional<Instant> since, Certificate... found) {
        return new LostCertificates(signet, TestCa.OPERATOR)
                .run(Stream.of(found).map(each -> new LostCertificates.Given("found", Outcome.ok(each))), since);
    }

    private LostCertificates.Report take(Certificate... found) {
        return take(Optional.empty(), found).orThrow();
    }

    private String refusal(Certificate found) {
        LostCertificates.Report report = take(found);
        assertThat(report.recorded()).isEmpty();
        return report.refused().get(0).detail();
    }

    private CertificateRecord record(Issued issued) {
        return signet.certificates().find(issued.certificate().serial()).orElseThrow();
    }

    private OcspStatus status(StatusService service, Issued issued) {
        Certificate issuing = issued.chain().certificates().get(1);
        OcspRequest request = OcspRequest.forCertificate(issued.leaf(), issuing, Optional.empty());
        return OcspResponse.parse(service.answers().answer(request.encode()).der())
                .then(response -> response.check(
                        issued.leaf(), issuing, Optional.empty(), signet.clock().instant()))
                .orThrow()
                .status();
    }

    /** Beside a server that told of them as unknown. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWasIssuedAfterTheBackupIsKnownAgain(boolean postgres) {
        lose(postgres ? BackupTrial.postgres() : BackupTrial.folder(), true);
        Issued grace = lost.get(0);
        Issued zoe = lost.get(1);
        StatusService service = StatusService.of(signet);
        service.responders().keep(trouble -> {
            throw new IllegalStateException(trouble);
        });
        assertThat(status(service, grace)).isEqualTo(UNKNOWN);
        LostCertificates.Report report =
                take(Rewritten.of(grace.leaf()), zoe.leaf(), Rewritten.of(ada.leaf()), grace.leaf());
        assertThat(report.recorded()).hasSize(2);
        assertThat(report.known()).isEqualTo(2);
        assertThat(record(grace).der()).isEqualTo(grace.leaf().der());
        assertThat(report.refused()).isEmpty();
        assertThat(report.revoked()).singleElement().satisfies(told -> {
            assertThat(told.serial()).isEqualTo(zoe.certificate().serial().hex());
            assertThat(told.detail()).contains("superseded");
        });
        assertThat(status(service, grace)).isEqualTo(GOOD);
        assertThat(record(grace).profile()).isEqualTo("mailbox-strict");
        assertThat(record(grace).use()).isEqualTo(KeyUse.BOTH);
        assertThat(signet.addressBook()
                        .directory()
                        .find(at("grace"))
                        .orElseThrow()
                        .certificates())
                .singleElement()
                .satisfies(usable ->
                        assertThat(usable.der()).isEqualTo(grace.leaf().der()));
        assertThat(signet.addressBook().directory().find(at("zoe"))).isEmpty();
        revoke(signet, grace, RevocationReason.SUPERSEDED);
        Crl next = publish(signet);
        assertThat(next.number().orElseThrow()).isGreaterThan(last.number().orElseThrow());
        assertThat(next.content().revocations())
                .containsOnlyKeys(
                        grace.certificate().serial(), zoe.certificate().serial());
        assertThat(take(grace.leaf(), lost.get(2).leaf()).recorded()).hasSize(1);
        assertThat(signet.audit().of(AuditEvent.CertificateRecordedAgain.class))
                .extracting(entry -> entry.detail("serial"))
                .containsExactlyElementsOf(lost.stream()
                        .map(each -> each.certificate().serial().hex())
                        .toList());
        assertThat(signet.audit().verify().broken()).isEmpty();
    }

    @Test
    void whatIsNotOursOrOfNobodyIsRefusedWithTheReason() throws Exception {
        lose();
        Path elsewhere = TestCa.found(parent.resolve("other"), List.of("example.com"), "http://localhost:8080");
        try (Signet other = TestCa.open(elsewhere)) {
            assertThat(refusal(issue(other, "mallory").leaf())).contains("None of our CAs", "partner add");
        }
        List<Certificate> chain = ada.chain().certificates();
        assertThat(refusal(chain.get(1))).contains("a CA's own");
        assertThat(refusal(chain.get(2))).contains("a CA's own");
        LostCertificates.Report report = new LostCertificates(signet, TestCa.OPERATOR)
                .run(
                        Stream.of(new LostCertificates.Given(
                                "x", Certificate.parse(ada.leaf().content().der()))),
                        Optional.empty())
                .orThrow();
        assertThat(report.refused().get(0).serial()).isEmpty();
    }

    /** Whoever has the issuing key can make certificates of any time; of what the records have whole, none is believed. */
    @Test
    void whatTheRecordsWouldKnowIsNotBelieved() {
        lose();
        for (Duration off : List.of(Duration.ofHours(1), Duration.ofHours(-1))) {
            Clock wrong = Clock.offset(Clock.systemUTC(), off);
            Path stolen = parent.resolve("stolen" + off.isNegative());
            restore(stolen, plan(parent.resolve("ca.p7m"), BackupTrial.folder()))
                    .orThrow();
            try (Signet thief = TestCa.open(stolen, wrong)) {
                Certificate forged = issue(thief, "eve").leaf();
                assertThat(refusal(forged)).contains("who else may have the key of issuing-1", "--since");
            }
        }
        assertThat(signet.people().find(at("eve"))).isEmpty();
    }

    @Test
    void withoutARestoredBackupNothingIsMissingUnlessSomebodySaysSince() {
        lose();
        signet.close();
        signet = TestCa.open(TestCa.found(parent.resolve("whole"), List.of("example.com"), "http://localhost:8080"));
        Certificate own = issue(signet, "ada").leaf();
        assertThat(take(Optional.empty(), own).refusal().detail()).contains("no restored backup", "--since");
        assertThat(take(Optional.of(Instant.now()), own).orThrow().known()).isEqualTo(1);
    }

    /** The old CA signed it after the backup, of which it was an intent. */
    @Test
    void anIssuanceUnderWayIsCompletedUnlessItWasGivenUpBefore() {
        lose();
        lost.forEach(each -> signet.transactions().durable(() -> {
            CertificateRecord issued = each.certificate();
            signet.certificates()
                    .insertIntent(new CertificateStore.Intent(
                            issued.serial(),
                            issued.issuerId(),
                            1,
                            issued.keyId(),
                            each.leaf().content().der(),
                            Instant.now().minus(Duration.ofHours(1))));
            return null;
        }));
        assertThat(take(lost.get(0).leaf()).revoked()).isEmpty();
        assertThat(signet.authority().abandonUnfinished()).hasSize(2);
        Crl told = publish(signet);
        assertThat(told.content().revocations())
                .containsOnlyKeys(
                        lost.get(1).certificate().serial(),
                        lost.get(2).certificate().serial());
        assertThat(take(lost.get(1).leaf()).revoked())
                .singleElement()
                .satisfies(gone -> assertThat(gone.detail()).contains("cessationOfOperation"));
        assertThat(record(lost.get(0)).status().isActive()).isTrue();
        assertThat(record(lost.get(1)).status().isRevoked()).isTrue();
        assertThat(publish(signet).content().revocations()).hasSize(2);
        assertThat(signet.addressBook().directory().find(at("zoe"))).isEmpty();
    }

    @Test
    void aKeyThatOthersHaveIsRevokedAtOnce() {
        lose();
        signet.transactions().durable(() -> {
            signet.certificates().setCompromised(lost.get(0).certificate().keyId(), Instant.now());
            return null;
        });
        assertThat(take(lost.get(0).leaf()).revoked()).hasSize(1);
        assertThat(publish(signet).content().revocations().values())
                .singleElement()
                .satisfies(entry -> assertThat(entry.reason()).isEqualTo(RevocationReason.KEY_COMPROMISE));
    }

    /** Nobody is made or changed for one that is refused. */
    @Test
    void mailboxesOfSeveralPeopleAreNotMadeOnePersons() {
        lose();
        Issued both;
        Path old = parent.resolve("old");
        restore(old, plan(parent.resolve("ca.p7m"), BackupTrial.folder())).orThrow();
        try (Signet before = TestCa.open(old, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-1)))) {
            both = issue(before, "new", "grace", "emmy");
        }
        take(lost.get(0).leaf(), lost.get(2).leaf());
        assertThat(refusal(both.leaf())).contains("several people");
        assertThat(signet.people().find(at("new"))).isEmpty();
    }
}
