package org.signet.ca.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.signet.ca.revocation.KeptAnswers.Answer;
import org.signet.ca.revocation.KeptAnswers.Subject;
import org.signet.crypto.x509.ocsp.CertId;
import org.signet.crypto.x509.ocsp.CertId.NamedIssuer;
import org.signet.crypto.x509.ocsp.OcspStatus;
import org.signet.model.Bytes;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

class KeptAnswersTest {
    private static final OcspStatus GOOD = new OcspStatus.Good();
    private static final OcspStatus REVOKED =
            new OcspStatus.Revoked(Instant.EPOCH, Optional.of(RevocationReason.SUPERSEDED));

    private final KeptAnswers kept = new KeptAnswers(1 << 20);

    private static SerialNumber serial(int number) {
        return new SerialNumber(BigInteger.valueOf(number));
    }

    private static Subject subject(int number) {
        return new Subject("issuing-1", serial(number));
    }

    private static CertId id(int number) {
        NamedIssuer issuer = new NamedIssuer("1.2.3", Bytes.of((byte) 1), Bytes.of((byte) 2));
        return new CertId(issuer, BigInteger.valueOf(number), Bytes.of((byte) number));
    }

    private static Answer answer(int octets) {
        return new Answer(Bytes.of(new byte[octets]), null, Instant.EPOCH, Instant.EPOCH.plusSeconds(10));
    }

    private void keep(int number, int octets) {
        kept.keep(subject(number), kept.changes("issuing-1"), GOOD);
        kept.keep(subject(number), id(number), GOOD, answer(octets));
    }

    private boolean has(int number) {
        return kept.answer(subject(number), id(number)).isPresent();
    }

    @Test
    void whatWasKeptIsThere() {
        keep(1, 100);
        assertThat(kept.status(subject(1))).contains(GOOD);
        assertThat(kept.answer(subject(1), id(1))).isPresent();
        assertThat(kept.answer(subject(1), id(2))).isEmpty();
        assertThat(kept.status(new Subject("issuing-2", serial(1)))).isEmpty();
    }

    @Test
    void aChangeTakesWhatItConcernsAndNothingElse() {
        keep(1, 100);
        keep(2, 100);
        kept.changed("issuing-1", 7, List.of(serial(1)));
        assertThat(kept.status(subject(1))).isEmpty();
        assertThat(has(1)).isFalse();
        assertThat(has(2)).isTrue();
        assertThat(kept.changes("issuing-1")).isEqualTo(7);
        kept.changed("issuing-2", 9);
        assertThat(has(2)).isTrue();
        kept.changed("issuing-1", 20_000);
        assertThat(has(2)).isFalse();
        assertThat(kept.size()).isZero();
    }

    @Test
    void whatWasReadBeforeAChangeIsNotKeptAfterIt() {
        long before = kept.changes("issuing-1");
        kept.changed("issuing-1", before + 1, List.of(serial(1)));
        kept.keep(subject(1), before, GOOD);
        kept.keep(subject(1), id(1), GOOD, answer(100));
        assertThat(kept.status(subject(1))).isEmpty();
        assertThat(has(1)).isFalse();
    }

    @Test
    void anAnswerOfAnotherStatusIsNotKept() {
        kept.keep(subject(1), 0, REVOKED);
        kept.keep(subject(1), id(1), GOOD, answer(100));
        assertThat(has(1)).isFalse();
    }

    @Test
    void memoryIsBoundedAndWhatWasAskedForLastStays() {
        int octets = 10_000;
        keep(1, octets);
        for (int i = 2; i <= 1_000; i++) {
            keep(i, octets);
            assertThat(has(1)).isTrue();
            assertThat(kept.size()).isBetween(0L, 1L << 20);
        }
        assertThat(has(1_000)).isTrue();
        assertThat(has(2)).isFalse();
        assertThat(kept.size()).isGreaterThan((1L << 20) - 2 * octets);
    }
}
