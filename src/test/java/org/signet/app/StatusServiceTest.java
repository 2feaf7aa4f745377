package org.signet.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signet.app.ceremony.CopiedCa;
import org.signet.ca.authority.Issuer;
import org.signet.ca.revocation.OcspReply;
import org.signet.ca.revocation.Revocation.Grounds;
import org.signet.crypto.policy.NameDigest;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.ocsp.CertId;
import org.signet.crypto.x509.ocsp.OcspFailure;
import org.signet.crypto.x509.ocsp.OcspRequest;
import org.signet.crypto.x509.ocsp.OcspResponse;
import org.signet.crypto.x509.ocsp.OcspResponse.Told;
import org.signet.crypto.x509.ocsp.OcspStatus;
import org.signet.model.Bytes;
import org.signet.model.RevocationReason;
import org.signet.model.Unavailable;

class StatusServiceTest extends CopiedCa {
    private static final Optional<Bytes> NONCE = Optional.of(Bytes.ofHex("00112233445566778899aabbccddeeff"));
    private static final Optional<Bytes> NONE = Optional.empty();
    private static final OcspStatus GOOD = new OcspStatus.Good();
    private static final OcspStatus UNKNOWN = new OcspStatus.Unknown();

    private StatusService service;
    private Certificate issuing;
    private Certificate leaf;

    @BeforeEach
    void begin() {
        service = started(signet);
        issuing = signet.hierarchy().find("issuing-1").orThrow().certificate();
        leaf = issue("ada@example.com").orThrow().leaf();
    }

    private static StatusService started(Signet signet) {
        StatusService service = StatusService.of(signet);
        service.responders().keep(trouble -> {
            throw new IllegalStateException(trouble);
        });
        return service;
    }

    private OcspReply ask(Optional<Bytes> nonce) {
        return service.answers()
                .answer(OcspRequest.forCertificate(leaf, issuing, nonce).encode());
    }

    private Told told(OcspReply reply, Optional<Bytes> nonce) {
        return OcspResponse.parse(reply.der())
                .then(response -> response.check(leaf, issuing, nonce, clock.instant()))
                .orThrow();
    }

    private OcspStatus status() {
        OcspStatus ahead = told(ask(NONE), NONE).status();
        assertThat(told(ask(NONCE), NONCE).status()).isEqualTo(ahead);
        return ahead;
    }

    private Optional<OcspFailure> failure(Bytes request) {
        return OcspResponse.parse(service.answers().answer(request).der())
                .orThrow()
                .failure();
    }

    private void revoke(RevocationReason reason) {
        signet.revocation()
                .revoke(leaf.content().serial(), Grounds.of(reason), TestCa.OPERATOR)
                .orThrow();
    }

    private void later() {
        clock.forward(Duration.ofMillis(300));
    }

    @Test
    void whatIsToldFollowsTheRecords() {
        assertThat(status()).isEqualTo(GOOD);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        revoke(RevocationReason.SUPERSEDED);
        later();
        assertThat(status()).isEqualTo(new OcspStatus.Revoked(now, Optional.of(RevocationReason.SUPERSEDED)));
    }

    /** Of a certificate whose profile may be held; a mailbox-strict one may not. */
    @Test
    void aHoldAndItsEndAreTold() {
        leaf = signet.operatorIssuance()
                .issue(
                        List.of(org.signet.model.EmailAddress.parse("bob@example.com")
                                .orThrow()),
                        Optional.empty(),
                        signet.profiles().find("mailbox-multipurpose").orThrow(),
                        org.signet.model.KeyUse.BOTH,
                        Csr.parsedFresh(),
                        TestCa.OPERATOR)
                .orThrow()
                .leaf();
        revoke(RevocationReason.CERTIFICATE_HOLD);
        assertThat(status())
                .isInstanceOfSatisfying(
                        OcspStatus.Revoked.class,
                        held -> assertThat(held.reason()).contains(RevocationReason.CERTIFICATE_HOLD));
        signet.revocation().release(leaf.content().serial(), TestCa.OPERATOR).orThrow();
        later();
        assertThat(status()).isEqualTo(GOOD);
    }

    /** Another process does not tell this one; its own answers are no fresher for that. */
    @Test
    void whatAnotherDoorRevokedIsToldWithinASecond() {
        assertThat(status()).isEqualTo(GOOD);
        Bytes kept = ask(NONE).der();
        try (Signet other = TestCa.open(folder, clock)) {
            other.revocation()
                    .revoke(leaf.content().serial(), Grounds.of(RevocationReason.KEY_COMPROMISE), TestCa.OPERATOR)
                    .orThrow();
        }
        assertThat(ask(NONE).der()).as("within the pace").isEqualTo(kept);
        later();
        assertThat(status()).isInstanceOf(OcspStatus.Revoked.class);
    }

    @Test
    void oneAnswerIsToldAgainUntilHalfOfItsTimeIsOver() {
        OcspReply first = ask(NONE);
        Instant since = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        assertThat(first.lasting())
                .contains(new OcspReply.Lasting(
                        since,
                        since.plus(Duration.ofHours(12)),
                        Bytes.of(Providers.sha256(first.der().toArray())).hex()));
        clock.forward(Duration.ofHours(5));
        assertThat(ask(NONE)).isEqualTo(first);
        clock.forward(Duration.ofHours(1));
        OcspReply second = ask(NONE);
        assertThat(second).isNotEqualTo(first);
        assertThat(told(second, NONE).thisUpdate()).isEqualTo(since.plus(Duration.ofHours(6)));
    }

    @Test
    void anAnswerDoesNotOutliveItsSigner() {
        clock.forward(Duration.ofDays(14));
        Certificate responder =
                service.responders().of("issuing-1").orElseThrow().certificate();
        clock.forward(Duration.ofDays(15).plusHours(18));
        assertThat(told(ask(NONE), NONE).nextUpdate())
                .contains(responder.content().validity().notAfter());
    }

    @Test
    void aReplacedSignerSignsNothingMore() {
        Bytes before = ask(NONE).der();
        Certificate responder =
                service.responders().of("issuing-1").orElseThrow().certificate();
        signet.revocation()
                .revoke(responder.content().serial(), Grounds.of(RevocationReason.KEY_COMPROMISE), TestCa.OPERATOR)
                .orThrow();
        service.responders().keep(trouble -> {});
        assertThat(ask(NONE).der()).isNotEqualTo(before);
        assertThat(status()).isEqualTo(GOOD);
    }

    @Test
    void aNonceIsRepeatedAndItsAnswerForNobodyElse() {
        OcspReply reply = ask(NONCE);
        assertThat(reply.lasting()).isEmpty();
        assertThat(OcspResponse.parse(reply.der()).orThrow().nonce()).isEqualTo(NONCE);
        assertThat(ask(NONCE).der()).isNotEqualTo(reply.der());
    }

    @Test
    void whatWasNeverIssuedIsUnknown() {
        for (BigInteger serial : List.of(
                leaf.content().serial().value().add(BigInteger.ONE),
                BigInteger.ZERO,
                BigInteger.TEN.negate(),
                BigInteger.ONE.shiftLeft(400),
                // Issued by the root, so never by this CA.
                issuing.content().serial().value())) {
            CertId id = CertId.of(NameDigest.SHA256, issuing, serial);
            OcspReply reply = service.answers().answer(new OcspRequest(List.of(id), NONE).encode());
            assertThat(reply.lasting()).isEmpty();
            assertThat(OcspResponse.parse(reply.der()).orThrow().status(id)).contains(UNKNOWN);
        }
    }

    @Test
    void severalAreAnsweredAtOnceAndThoseOfOthersAreUnknown() {
        Certificate root = signet.hierarchy().find("root-1").orThrow().certificate();
        List<CertId> ids = new ArrayList<>();
        ids.add(CertId.of(NameDigest.SHA256, root, issuing.content().serial().value()));
        for (NameDigest digest : NameDigest.values()) {
            ids.add(CertId.of(digest, issuing, leaf.content().serial().value()));
        }
        OcspReply reply = service.answers().answer(new OcspRequest(ids, NONE).encode());
        OcspResponse response = OcspResponse.parse(reply.der()).orThrow();
        assertThat(response.status(ids.get(0))).contains(UNKNOWN);
        assertThat(response.status(ids.get(1))).contains(GOOD);
        assertThat(response.status(ids.get(2))).contains(GOOD);
        assertThat(reply.lasting()).isEmpty();
    }

    @Test
    void whoAsksForNoneOfOursIsToldSo() {
        Certificate root = signet.hierarchy().find("root-1").orThrow().certificate();
        assertThat(failure(OcspRequest.forCertificate(issuing, root, NONE).encode()))
                .contains(OcspFailure.UNAUTHORIZED);
        assertThat(failure(OcspRequest.forCertificate(leaf, leaf, NONCE).encode()))
                .contains(OcspFailure.UNAUTHORIZED);
        assertThat(failure(Bytes.ofHex("3003020100"))).contains(OcspFailure.MALFORMED_REQUEST);
    }

    @Test
    void aNewIssuerIsAnsweredForSoon() {
        Issuer second = ceremony(step -> {}).newIssuing(EC).orThrow();
        later();
        service.responders().keep(trouble -> {});
        CertId id = CertId.of(NameDigest.SHA1, second.certificate(), BigInteger.TEN);
        OcspReply reply = service.answers().answer(new OcspRequest(List.of(id), NONE).encode());
        assertThat(OcspResponse.parse(reply.der()).orThrow().status(id)).contains(UNKNOWN);
    }

    @Test
    void withoutAKeyOrByAWrongClockItIsAskedAgainLater() {
        Bytes request = OcspRequest.forCertificate(leaf, issuing, NONE).encode();
        assertThat(failure(request)).isEmpty();
        StatusService idle = StatusService.of(signet);
        assertThat(idle.answers().answer(request)).isEqualTo(OcspReply.of(OcspFailure.TRY_LATER));
        clock.forward(Duration.ofMinutes(-4));
        assertThat(failure(request)).isEmpty();
        clock.forward(Duration.ofMinutes(-4));
        assertThat(failure(request)).contains(OcspFailure.TRY_LATER);
        signet.crls().clockIsRight(TestCa.OPERATOR).orThrow();
        service.responders().keep(trouble -> {});
        later();
        assertThat(failure(request))
                .as("an operator says that the clock is right")
                .isEmpty();
    }

    @Test
    void whenTheRecordsDoNotAnswerNothingIsToldAfterASecond() {
        Bytes request = OcspRequest.forCertificate(leaf, issuing, NONE).encode();
        OcspReply kept = service.answers().answer(request);
        signet.database().close();
        clock.forward(Duration.ofMillis(900));
        assertThat(service.answers().answer(request)).isEqualTo(kept);
        clock.forward(Duration.ofMillis(200));
        assertThatThrownBy(() -> service.answers().answer(request)).isInstanceOf(Unavailable.class);
    }
}
