package org.signet.ca.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
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
import org.signet.ca.revocation.Revocation.Grounds;
import org.signet.model.Actor;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.RevocationReason;
import org.signet.model.Role;
import org.signet.model.SerialNumber;

class RevocationTest {
    private static final Actor OFFICER = Actor.account("o", "x", Role.OFFICER);
    private static final Actor HOLDER = Actor.person(new EmailAddress("ada", "example.com"), "x");

    private final MovingClock clock = MovingClock.started();
    private Signet signet;
    private Revocation revocation;

    @BeforeEach
    void open(@TempDir Path parent) {
        signet = TestCa.open(TestCa.copy(parent), clock);
        revocation = signet.revocation();
    }

    @AfterEach
    void close() {
        signet.close();
    }

    private CertificateRecord issued(String local, String profile) {
        return signet.operatorIssuance()
                .issue(
                        List.of(new EmailAddress(local, "example.com")),
                        Optional.empty(),
                        signet.profiles().find(profile).orThrow(),
                        KeyUse.BOTH,
                        Csr.parsedFresh(),
                        TestCa.OPERATOR)
                .orThrow()
                .certificate();
    }

    private static RefusalCode code(Outcome<?> outcome) {
        return outcome.refusal().code();
    }

    private String newest() {
        var entry = signet.audit().latest(1).get(0);
        return entry.type() + "\n" + entry.details();
    }

    @Test
    void revokedIsRevokedAndTwiceIsRefused() {
        SerialNumber serial = issued("ada", "mailbox-strict").serial();
        Grounds superseded = Grounds.of(RevocationReason.SUPERSEDED);
        for (Actor actor : List.of(Actor.account("a", "x", Role.AUDITOR), Actor.system(), HOLDER)) {
            assertThat(code(revocation.revoke(serial, superseded, actor))).isEqualTo(RefusalCode.NOT_ALLOWED);
            assertThat(code(revocation.release(serial, actor))).isEqualTo(RefusalCode.NOT_ALLOWED);
            assertThat(code(revocation.revokeAll(1, superseded, actor))).isEqualTo(RefusalCode.NOT_ALLOWED);
        }
        var revoked = revocation.revoke(serial, superseded, OFFICER).orThrow();
        assertThat(revoked.status())
                .isEqualTo(new CertificateStatus.Revoked(clock.instant(), RevocationReason.SUPERSEDED));
        assertThat(signet.certificates().find(serial)).contains(revoked);
        assertThat(newest()).isEqualTo("CertificateRevoked\nserial=" + serial + "\nreason=SUPERSEDED\ninvalidity=");
        var twice = revocation.revoke(serial, Grounds.of(RevocationReason.KEY_COMPROMISE), TestCa.OPERATOR);
        assertThat(code(twice)).isEqualTo(RefusalCode.ALREADY_REVOKED);
        assertThat(twice.refusal().detail()).contains("superseded");
        assertThat(code(revocation.revoke(SerialNumber.parse("4f2a09").orThrow(), superseded, TestCa.OPERATOR)))
                .isEqualTo(RefusalCode.NOT_FOUND);
    }

    @Test
    void whoMayGiveWhichReason() {
        SerialNumber unknown = SerialNumber.parse("1").orThrow();
        for (RevocationReason reason : RevocationReason.values()) {
            assertThat(code(revocation.revoke(unknown, Grounds.of(reason), OFFICER)))
                    .as(reason.text())
                    .isEqualTo(
                            reason == RevocationReason.CA_COMPROMISE ? RefusalCode.BAD_INPUT : RefusalCode.NOT_FOUND);
            boolean ofTheCompany = List.of(
                            RevocationReason.CA_COMPROMISE,
                            RevocationReason.CERTIFICATE_HOLD,
                            RevocationReason.PRIVILEGE_WITHDRAWN)
                    .contains(reason);
            assertThat(code(revocation.revokeOwn(List.of(unknown), Grounds.of(reason), HOLDER)))
                    .as(reason.text())
                    .isEqualTo(ofTheCompany ? RefusalCode.BAD_INPUT : RefusalCode.NOT_FOUND);
        }
    }

    @Test
    void aHoldIsReleasedOrMadeFinalAndNeverOfAStrictCertificate() {
        Grounds hold = Grounds.of(RevocationReason.CERTIFICATE_HOLD);
        var strict = revocation.revoke(issued("ada", "mailbox-strict").serial(), hold, OFFICER);
        assertThat(code(strict)).isEqualTo(RefusalCode.BAD_INPUT);
        assertThat(strict.refusal().detail()).contains("§4.9.13");
        CertificateRecord certificate = issued("bob", "mailbox-multipurpose");
        SerialNumber serial = certificate.serial();
        assertThat(code(revocation.release(serial, OFFICER))).isEqualTo(RefusalCode.WRONG_STATE);
        assertThat(revocation.revoke(serial, hold, OFFICER).orThrow().status())
                .isEqualTo(new CertificateStatus.Held(clock.instant()));
        assertThat(code(revocation.revoke(serial, hold, OFFICER))).isEqualTo(RefusalCode.ALREADY_REVOKED);
        assertThat(signet.crls().publishDue(trouble -> {})).hasSize(1);
        assertThat(TestCa.crl(signet, "issuing-1")
                        .content()
                        .revocations()
                        .get(serial)
                        .reason())
                .isEqualTo(RevocationReason.CERTIFICATE_HOLD);
        assertThat(revocation.release(serial, OFFICER).orThrow()).isEqualTo(certificate);
        assertThat(newest()).isEqualTo("HoldReleased\nserial=" + serial);
        assertThat(signet.crls().publishDue(trouble -> {})).hasSize(1);
        assertThat(TestCa.crl(signet, "issuing-1").serials()).doesNotContain(serial);
        revocation.revoke(serial, hold, OFFICER).orThrow();
        revocation
                .revoke(serial, Grounds.of(RevocationReason.SUPERSEDED), OFFICER)
                .orThrow();
        assertThat(code(revocation.release(serial, OFFICER))).isEqualTo(RefusalCode.WRONG_STATE);
    }

    @Test
    void theDateOfTheLossStandsOnTheCrlAndIsNotToCome() {
        SerialNumber serial = issued("ada", "mailbox-strict").serial();
        Instant lost = clock.instant().minusSeconds(86_400).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        assertThat(code(revocation.revoke(
                        serial,
                        new Grounds(
                                RevocationReason.KEY_COMPROMISE,
                                Optional.of(clock.instant().plusSeconds(1))),
                        OFFICER)))
                .isEqualTo(RefusalCode.BAD_INPUT);
        assertThat(code(revocation.revoke(
                        serial, new Grounds(RevocationReason.SUPERSEDED, Optional.of(lost)), OFFICER)))
                .as("a day of loss belongs to a key that is lost")
                .isEqualTo(RefusalCode.BAD_INPUT);
        revocation
                .revoke(serial, new Grounds(RevocationReason.KEY_COMPROMISE, Optional.of(lost)), OFFICER)
                .orThrow();
        assertThat(newest()).endsWith("invalidity=" + lost);
        signet.crls().publishDue(trouble -> {});
        assertThat(TestCa.crl(signet, "issuing-1")
                        .content()
                        .revocations()
                        .get(serial)
                        .invalidity())
                .contains(lost);
    }

    @Test
    void aLeaversCertificatesAreRevokedTogetherAndOnlyWhatIsLeft() {
        CertificateRecord first = issued("ada", "mailbox-strict");
        CertificateRecord second = issued("ada", "mailbox-multipurpose");
        CertificateRecord other = issued("bob", "mailbox-strict");
        revocation
                .revoke(first.serial(), Grounds.of(RevocationReason.SUPERSEDED), OFFICER)
                .orThrow();
        Grounds left = Grounds.of(RevocationReason.CESSATION_OF_OPERATION);
        assertThat(revocation.revokeAll(first.personId(), left, OFFICER).orThrow())
                .extracting(CertificateRecord::serial)
                .containsExactly(second.serial());
        assertThat(code(revocation.revokeAll(first.personId(), left, OFFICER))).isEqualTo(RefusalCode.NOT_FOUND);
        assertThat(signet.certificates()
                        .find(other.serial())
                        .orElseThrow()
                        .status()
                        .isActive())
                .isTrue();
        Grounds hold = Grounds.of(RevocationReason.CERTIFICATE_HOLD);
        assertThat(code(revocation.revokeAll(other.personId(), hold, OFFICER))).isEqualTo(RefusalCode.BAD_INPUT);
    }

    @Test
    void aCompromisedKeyTakesAllOfItsCertificatesAndIsNeverCertifiedAgain() {
        CertificateRecord certificate = issued("ada", "mailbox-strict");
        assertThat(revocation.revokeCompromised(certificate.keyId(), HOLDER).orThrow())
                .extracting(record -> ((CertificateStatus.Revoked) record.status()).reason())
                .containsExactly(RevocationReason.KEY_COMPROMISE);
        assertThat(code(revocation.revokeCompromised(certificate.keyId(), HOLDER)))
                .isEqualTo(RefusalCode.NOT_FOUND);
    }

    @Test
    void noKeyWasLostBeforeThereWereComputers() {
        SerialNumber serial = issued("ada", "mailbox-strict").serial();
        for (String since : List.of("-1000000000-01-01T00:00:00Z", "-0044-03-15T00:00:00Z", "1969-12-31T23:59:59Z")) {
            Grounds grounds = new Grounds(RevocationReason.KEY_COMPROMISE, Optional.of(Instant.parse(since)));
            assertThat(code(revocation.revoke(serial, grounds, OFFICER)))
                    .as(since)
                    .isEqualTo(RefusalCode.BAD_INPUT);
        }
        Grounds first = new Grounds(RevocationReason.KEY_COMPROMISE, Optional.of(Instant.EPOCH));
        assertThat(revocation.revoke(serial, first, OFFICER).isOk()).isTrue();
        var issuing = signet.authority().issuing(clock.instant()).orThrow();
        assertThat(signet.crls().publish(issuing, TestCa.OPERATOR).isOk()).isTrue();
    }
}
