package org.signet.crypto.x509.ocsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.NameDigest;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.CertificateTemplate.ExtendedKeyUse;
import org.signet.crypto.x509.Issued;
import org.signet.crypto.x509.ocsp.OcspAnswer.Single;
import org.signet.crypto.x509.ocsp.OcspResponse.Told;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.RevocationReason;

class OcspResponseTest {
    private static final Asked ASKED = Asked.with(KeyType.EC_P256);
    private static final Instant SECOND = Instant.parse("2026-11-25T08:00:00Z");
    private static final OcspStatus GOOD = new OcspStatus.Good();
    private static final Optional<Bytes> NONCE = Optional.of(Bytes.ofHex("00112233445566778899aabbccddeeff"));
    private static final Optional<Bytes> NONE = Optional.empty();

    private static Outcome<Told> check(Bytes response, Optional<Bytes> nonce) {
        return OcspResponse.parse(response).then(read -> read.check(ASKED.leaf(), ASKED.ca(), nonce, Asked.NOW));
    }

    private static OcspStatus revoked(RevocationReason reason) {
        return new OcspStatus.Revoked(SECOND.minusSeconds(86_400), Optional.of(reason));
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyType.class,
            names = {"RSA_2048", "EC_P256", "EC_P384"})
    void bouncyCastleBelievesIt(KeyType type) throws Exception {
        Asked asked = Asked.with(type);
        OCSPResp response = new OCSPResp(asked.signed(asked.answer(revoked(RevocationReason.SUPERSEDED), NONCE))
                .toArray());
        assertThat(response.getStatus()).isEqualTo(OCSPResp.SUCCESSFUL);
        BasicOCSPResp basic = (BasicOCSPResp) response.getResponseObject();
        assertThat(basic.isSignatureValid(new JcaContentVerifierProviderBuilder()
                        .setProvider(Providers.containers())
                        .build(asked.responderKey().getPublic())))
                .isTrue();
        assertThat(basic.getCerts()).hasSize(1);
        assertThat(basic.getVersion()).isEqualTo(1);
        assertThat(basic.getProducedAt()).isEqualTo(Date.from(SECOND));
        var single = basic.getResponses()[0];
        assertThat(single.getThisUpdate()).isEqualTo(Date.from(SECOND));
        assertThat(single.getNextUpdate()).isEqualTo(Date.from(SECOND.plus(Asked.LIFE)));
        RevokedStatus status = (RevokedStatus) single.getCertStatus();
        assertThat(status.getRevocationReason()).isEqualTo(CRLReason.superseded);
        assertThat(status.getRevocationTime()).isEqualTo(Date.from(SECOND.minusSeconds(86_400)));
    }

    @Test
    void whatIsSaidIsRead() {
        for (OcspStatus status : List.of(GOOD, new OcspStatus.Unknown(), revoked(RevocationReason.CERTIFICATE_HOLD))) {
            Told told = check(ASKED.signed(ASKED.answer(status, NONCE)), NONCE).orThrow();
            assertThat(told).isEqualTo(new Told(status, SECOND, Optional.of(SECOND.plus(Asked.LIFE))));
        }
        OcspStatus unspecified = check(ASKED.signed(ASKED.answer(revoked(RevocationReason.UNSPECIFIED), NONE)), NONE)
                .orThrow()
                .status();
        assertThat(unspecified).isEqualTo(new OcspStatus.Revoked(SECOND.minusSeconds(86_400), Optional.empty()));
    }

    @Test
    void theIssuerItselfMayAnswer() {
        Bytes response = Asked.signed(
                ASKED.answer(GOOD, NONE), ASKED.ca(), ASKED.issued().caKey());
        assertThat(check(response, NONE).orThrow().status()).isEqualTo(GOOD);
    }

    @Test
    void nobodyElseMay() {
        KeyPair own = Providers.generate(KeyType.EC_P256, Providers.newRandom());
        Asked other = Asked.with(KeyType.EC_P256);
        OcspAnswer answer = ASKED.answer(GOOD, NONE);
        List<Bytes> untrusted = List.of(
                // A person of the same CA, by a certificate for mail.
                Asked.signed(
                        answer, Asked.responder(ASKED.issued(), own, Set.of(ExtendedKeyUse.EMAIL_PROTECTION)), own),
                Asked.signed(answer, ASKED.leaf(), ASKED.issued().leafKey()),
                // A responder of another CA of the same name.
                Asked.signed(answer, other.responder(), other.responderKey()),
                // The right certificate beside another key's signature.
                Asked.signed(answer, ASKED.responder(), own));
        for (Bytes response : untrusted) {
            assertThat(check(response, NONE).refusal().code()).isEqualTo(RefusalCode.UNTRUSTED);
        }
    }

    @Test
    void aResponderThatHasEndedIsNotBelieved() {
        Instant later = Issued.FROM.plus(Duration.ofDays(31));
        CertId id = ASKED.request(NONE).ids().get(0);
        Bytes response =
                ASKED.signed(new OcspAnswer(List.of(new Single(id, GOOD, later, later.plus(Asked.LIFE))), later, NONE));
        assertThat(OcspResponse.parse(response)
                        .then(read -> read.check(ASKED.leaf(), ASKED.ca(), NONE, later))
                        .isOk())
                .isFalse();
    }

    @Test
    void anAnswerIsInForceForItsTime() {
        OcspResponse response =
                OcspResponse.parse(ASKED.signed(ASKED.answer(GOOD, NONE))).orThrow();
        for (Duration off : List.of(Duration.ofMinutes(-4), Duration.ZERO, Duration.ofHours(12))) {
            assertThat(response.check(ASKED.leaf(), ASKED.ca(), NONE, Asked.NOW.plus(off))
                            .isOk())
                    .as("%s", off)
                    .isTrue();
        }
        for (Duration off : List.of(Duration.ofMinutes(-6), Duration.ofMinutes(12 * 60 + 6))) {
            assertThat(response.check(ASKED.leaf(), ASKED.ca(), NONE, Asked.NOW.plus(off))
                            .isOk())
                    .as("%s", off)
                    .isFalse();
        }
    }

    @Test
    void aNonceIsOursOrNone() {
        Bytes repeated = ASKED.signed(ASKED.answer(GOOD, NONCE));
        assertThat(check(repeated, NONCE).isOk()).isTrue();
        assertThat(check(repeated, Optional.of(Bytes.ofHex("01"))).isOk()).isFalse();
        assertThat(check(repeated, NONE).isOk()).isFalse();
        assertThat(check(ASKED.signed(ASKED.answer(GOOD, NONE)), NONCE).isOk()).isTrue();
    }

    @Test
    void anAnswerAboutAnotherCertificateSaysNothingOfThis() {
        CertId other = CertId.of(NameDigest.SHA256, ASKED.ca(), BigInteger.valueOf(0x4712));
        CertId elsewhere = CertId.of(NameDigest.SHA256, ASKED.leaf(), BigInteger.valueOf(0x4711));
        for (CertId id : List.of(other, elsewhere)) {
            Bytes response = ASKED.signed(new OcspAnswer(
                    List.of(new Single(id, GOOD, Asked.NOW, Asked.NOW.plus(Asked.LIFE))), Asked.NOW, NONE));
            assertThat(check(response, NONE).isOk()).isFalse();
        }
    }

    @Test
    void ofTwoWordsTheWorseCounts() {
        Instant end = Asked.NOW.plus(Asked.LIFE);
        Single good = new Single(ASKED.request(NONE).ids().get(0), GOOD, Asked.NOW, end);
        Single bad = new Single(
                OcspRequest.forCertificate(ASKED.leaf(), ASKED.ca(), NONE, NameDigest.SHA1)
                        .ids()
                        .get(0),
                revoked(RevocationReason.KEY_COMPROMISE),
                Asked.NOW,
                end);
        Bytes response = ASKED.signed(new OcspAnswer(List.of(good, bad), Asked.NOW, NONE));
        assertThat(check(response, NONE).orThrow().status()).isInstanceOf(OcspStatus.Revoked.class);
    }

    @ParameterizedTest
    @EnumSource(OcspFailure.class)
    void aFailureIsNoAnswer(OcspFailure failure) throws Exception {
        assertThat(new OCSPResp(failure.der().toArray()).getResponseObject()).isNull();
        OcspResponse read = OcspResponse.parse(failure.der()).orThrow();
        assertThat(read.failure()).contains(failure);
        assertThat(check(failure.der(), NONE).refusal().detail()).contains(failure.text());
    }

    @Test
    void changedOctetsNeverMakeAnotherAnswer() {
        Random random = new Random(9654);
        OcspStatus revoked = revoked(RevocationReason.KEY_COMPROMISE);
        byte[] original = ASKED.signed(ASKED.answer(revoked, NONCE)).toArray();
        int parsed = 0;
        for (int i = 0; i < 10_000; i++) {
            Bytes changed = Bytes.of(Asked.mutated(original, random));
            parsed += OcspResponse.parse(changed).isOk() ? 1 : 0;
            check(changed, NONCE)
                    .run(
                            told -> assertThat(told.status()).isEqualTo(revoked),
                            refusal -> assertThat(refusal.detail()).isNotEmpty());
        }
        assertThat(parsed).isBetween(500, 9_500);
    }
}
