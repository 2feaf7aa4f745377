package org.signet.ca.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.Csr;
import org.signet.app.MovingClock;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.authority.Issuer;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.PathValidation;
import org.signet.crypto.x509.PathValidation.Policies;
import org.signet.crypto.x509.PathValidation.Setting;
import org.signet.crypto.x509.PathValidation.Strength;
import org.signet.crypto.x509.PathValidation.TrustedPath;
import org.signet.crypto.x509.revocation.Chain;
import org.signet.crypto.x509.revocation.RevocationSource;
import org.signet.crypto.x509.revocation.RevocationStatus;
import org.signet.crypto.x509.revocation.RevocationStatus.Evidence;
import org.signet.crypto.x509.revocation.RevocationStatus.Revoked;
import org.signet.crypto.x509.revocation.RevocationStatus.Undetermined;
import org.signet.model.CertificateRecord;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.RevocationReason;

class RecordedStatusTest {
    private final MovingClock clock = MovingClock.started();
    private final List<Certificate> passedOn = new ArrayList<>();
    private Signet signet;

    @TempDir
    private Path here;

    @TempDir
    private Path elsewhere;

    @BeforeEach
    void open() {
        signet = TestCa.open(TestCa.copy(here), clock);
    }

    @AfterEach
    void close() {
        signet.close();
    }

    private static CertificateRecord issue(Signet ca) {
        return ca.operatorIssuance()
                .issue(
                        List.of(new EmailAddress("ada", "example.com")),
                        Optional.empty(),
                        ca.profiles().find("mailbox-strict").orThrow(),
                        KeyUse.BOTH,
                        Csr.parsedFresh(),
                        TestCa.OPERATOR)
                .orThrow()
                .certificate();
    }

    private TrustedPath path(CertificateRecord record) {
        List<Issuer> issuers = signet.authority().issuers();
        return PathValidation.trusted(
                        Certificate.parse(record.der()).orThrow(),
                        new Setting(
                                issuers.stream()
                                        .filter(Issuer::isRoot)
                                        .map(Issuer::certificate)
                                        .toList(),
                                issuers.stream().map(Issuer::certificate).toList(),
                                Optional.empty(),
                                clock.instant(),
                                Policies.ANY,
                                Strength.TODAY))
                .orThrow();
    }

    private List<RevocationStatus> statuses(TrustedPath path) {
        RevocationSource next = (asked, place, at) -> {
            passedOn.add(asked.certificates().get(place));
            return new Undetermined("not asked");
        };
        return new RecordedStatus(signet.revocations(), signet.authority().issuers(), next)
                .statuses(path, clock.instant());
    }

    @Test
    void whatWeIssuedIsKnownAndSoIsTheIssuingCa() {
        List<RevocationStatus> statuses = statuses(path(issue(signet)));
        assertThat(statuses).hasSize(2).allMatch(RevocationStatus::isGood);
        assertThat(statuses.get(0).evidence()).singleElement().satisfies(evidence -> {
            assertThat(evidence.kind()).isEqualTo(Evidence.Kind.RECORDS);
            assertThat(evidence.thisUpdate()).isEqualTo(clock.instant());
        });
        assertThat(passedOn).isEmpty();
    }

    @Test
    void aRevocationIsKnownAtOnce() {
        CertificateRecord record = issue(signet);
        signet.revocation()
                .revoke(record.serial(), Revocation.Grounds.of(RevocationReason.KEY_COMPROMISE), TestCa.OPERATOR)
                .orThrow();
        assertThat(statuses(path(record)).get(0))
                .isInstanceOfSatisfying(
                        Revoked.class,
                        revoked -> assertThat(revoked.reason()).isEqualTo(RevocationReason.KEY_COMPROMISE));
    }

    /** A second copy of the CA, as whoever stole its key would run one. */
    @Test
    void whatOurKeySignedWithoutARecordIsNeverGood() {
        try (Signet thief = TestCa.open(TestCa.copy(elsewhere), clock)) {
            assertThat(statuses(path(issue(thief))).get(0))
                    .isInstanceOfSatisfying(
                            Undetermined.class,
                            unknown -> assertThat(unknown.why()).contains("not in our records"));
        }
        assertThat(passedOn).isEmpty();
    }

    @Test
    void ofOthersOthersAreAsked() {
        Chain chain = Chain.make();
        assertThat(statuses(chain.path())).hasSize(2).allMatch(Undetermined.class::isInstance);
        assertThat(passedOn).containsExactly(chain.leaf(), chain.ca());
    }
}
