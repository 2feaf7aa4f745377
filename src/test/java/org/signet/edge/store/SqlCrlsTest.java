package org.signet.edge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signet.edge.store.Records.NOW;
import static org.signet.edge.store.Records.in;
import static org.signet.edge.store.Records.run;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.revocation.CrlStore;
import org.signet.ca.revocation.CrlStore.PublishedCrl;
import org.signet.crypto.x509.CrlTemplate;
import org.signet.model.Bytes;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.KeyId;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.RevocationReason;

class SqlCrlsTest {
    private final CrlStore store = new SqlCrls(Records.DATABASE);
    private final CertificateStore certificates = new SqlCertificates(Records.DATABASE);
    private final String issuer = "crl-" + UUID.randomUUID();
    private long person;

    @BeforeEach
    void issuer() {
        Records.issuer(issuer, issuer);
        person = Records.person(Records.address());
    }

    @Test
    void numbersRiseAndAnUndoneUnitTakesNone() {
        assertThat(in(() -> store.takeNumber(issuer))).isEqualTo(1);
        assertThat(in(() -> store.takeNumber(issuer))).isEqualTo(2);
        assertThatThrownBy(() -> in(() -> {
                    store.takeNumber(issuer);
                    throw new RefusedException(RefusalCode.WRONG_STATE, "no");
                }))
                .isInstanceOf(RuntimeException.class);
        assertThat(in(() -> store.takeNumber(issuer))).isEqualTo(3);
    }

    @Test
    void theHighestNumberIsTheLatestInWhateverOrderTheyCame() {
        assertThat(store.latest(issuer)).isEmpty();
        PublishedCrl second = new PublishedCrl(issuer, 2, NOW, NOW.plusSeconds(10), Bytes.of((byte) 2));
        PublishedCrl first = new PublishedCrl(issuer, 1, NOW.plusSeconds(5), NOW.plusSeconds(10), Bytes.of((byte) 1));
        run(() -> {
            store.insert(second);
            store.insert(first);
        });
        assertThat(store.latest(issuer)).contains(second);
        assertThatThrownBy(() -> run(() -> store.insert(first))).isInstanceOf(RuntimeException.class);
    }

    private CertificateRecord revoked(Instant issued, CertificateStatus status, Instant at) {
        CertificateRecord record = Records.certificate(issuer, person, issued, Records.address());
        run(() -> {
            certificates.insert(record);
            certificates.setStatus(record.serial(), status, at);
        });
        return record;
    }

    @Test
    void revokedHeldAndAbandonedAreEntriesUntilTheyEnded() {
        Instant end = NOW.plusSeconds(86_400);
        var revoked = revoked(NOW, new CertificateStatus.Revoked(NOW, RevocationReason.KEY_COMPROMISE), NOW);
        var held = revoked(NOW, new CertificateStatus.Held(NOW), NOW.plusSeconds(1));
        var active = revoked(NOW, new CertificateStatus.Active(), NOW);
        var intent = new CertificateStore.Intent(
                Records.serial(), issuer, person, new KeyId(Records.digest()), Bytes.of((byte) 1), NOW);
        var running = new CertificateStore.Intent(
                Records.serial(), issuer, person, new KeyId(Records.digest()), Bytes.of((byte) 1), NOW.plusSeconds(9));
        run(() -> {
            certificates.insertIntent(intent);
            certificates.insertIntent(running);
            certificates.abandonIntents(NOW.plusSeconds(5), NOW.plusSeconds(6));
        });
        List<CrlTemplate.Entry> entries = store.entries(issuer, NOW);
        assertThat(entries)
                .containsExactlyInAnyOrder(
                        new CrlTemplate.Entry(revoked.serial(), NOW, RevocationReason.KEY_COMPROMISE),
                        new CrlTemplate.Entry(held.serial(), NOW.plusSeconds(1), RevocationReason.CERTIFICATE_HOLD),
                        new CrlTemplate.Entry(
                                intent.serial(), NOW.plusSeconds(6), RevocationReason.CESSATION_OF_OPERATION));
        assertThat(entries).extracting(CrlTemplate.Entry::serial).isSorted().doesNotContain(active.serial());
        assertThat(store.entries(issuer, end))
                .extracting(CrlTemplate.Entry::serial)
                .doesNotContain(revoked.serial(), held.serial());
        assertThat(store.entries("other", NOW)).isEmpty();
    }

    @Test
    void changesAreSeenFromTheirMomentOn() {
        assertThat(store.changedSince(issuer, Instant.EPOCH)).isFalse();
        revoked(NOW, new CertificateStatus.Active(), NOW);
        assertThat(store.changedSince(issuer, Instant.EPOCH)).isFalse();
        revoked(NOW, new CertificateStatus.Revoked(NOW, RevocationReason.SUPERSEDED), NOW);
        assertThat(store.changedSince(issuer, NOW)).isTrue();
        assertThat(store.changedSince(issuer, NOW.plusMillis(1))).isFalse();
        run(() -> {
            certificates.insertIntent(new CertificateStore.Intent(
                    Records.serial(), issuer, person, new KeyId(Records.digest()), Bytes.of((byte) 1), NOW));
            certificates.abandonIntents(NOW.plusSeconds(1), NOW.plusSeconds(2));
        });
        assertThat(store.changedSince(issuer, NOW.plusSeconds(2))).isTrue();
        assertThat(store.changedSince(issuer, NOW.plusSeconds(3))).isFalse();
    }
}
