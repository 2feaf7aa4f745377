package org.signet.edge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.edge.store.Records.NOW;
import static org.signet.edge.store.Records.in;
import static org.signet.edge.store.Records.run;

import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.revocation.RevocationStore;
import org.signet.model.Bytes;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.KeyId;
import org.signet.model.RevocationReason;

class SqlRevocationsTest {
    private final RevocationStore store = new SqlRevocations(Records.DATABASE);
    private final CertificateStore certificates = new SqlCertificates(Records.DATABASE);
    private final String issuer = "rev-" + UUID.randomUUID();
    private CertificateRecord record;

    @BeforeEach
    void issue() {
        Records.issuer(issuer, issuer);
        record = Records.certificate(issuer, Records.person(Records.address()), NOW, Records.address());
        run(() -> certificates.insert(record));
    }

    private void set(CertificateStatus status) {
        run(() -> Records.become(RevocationStore.Subject.of(record), status));
    }

    private long changes() {
        return store.changes().getOrDefault(issuer, 0L);
    }

    @Test
    void unknownActiveHeldReleasedRevoked() {
        assertThat(store.status(issuer, Records.serial())).isEmpty();
        assertThat(store.status("other", record.serial()))
                .as("issued by another")
                .isEmpty();
        assertThat(store.status(issuer, record.serial())).contains(new CertificateStatus.Active());
        for (CertificateStatus status : new CertificateStatus[] {
            new CertificateStatus.Held(NOW),
            new CertificateStatus.Active(),
            new CertificateStatus.Revoked(NOW, RevocationReason.KEY_COMPROMISE, Optional.of(NOW.minusSeconds(60)))
        }) {
            set(status);
            assertThat(store.status(issuer, record.serial())).contains(status);
            assertThat(certificates.find(record.serial())).contains(record.with(status));
        }
    }

    @Test
    void everyChangeIsCountedAndTellsItsNumber() {
        assertThat(changes()).isZero();
        set(new CertificateStatus.Held(NOW));
        set(new CertificateStatus.Active());
        assertThat(changes()).isEqualTo(2);
        assertThat(store.changed(issuer, 0)).containsOnly(record.serial());
        assertThat(store.changed(issuer, 1)).containsExactly(record.serial());
        assertThat(store.changed(issuer, 2)).isEmpty();
    }

    @Test
    void anAbandonedIntentIsRevokedAndAnUnfinishedOneUnknown() {
        var intent = new CertificateStore.Intent(
                Records.serial(), issuer, 1, new KeyId(Records.digest()), Bytes.of((byte) 1), NOW);
        run(() -> certificates.insertIntent(intent));
        assertThat(store.status(issuer, intent.serial())).isEmpty();
        in(() -> certificates.abandonIntents(NOW.plusSeconds(1), NOW.plusSeconds(2)));
        assertThat(store.status(issuer, intent.serial()))
                .contains(new CertificateStatus.Revoked(NOW.plusSeconds(2), RevocationReason.CESSATION_OF_OPERATION));
        assertThat(store.changed(issuer, 0)).containsExactly(intent.serial());
    }
}
