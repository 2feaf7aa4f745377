package org.signet.edge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signet.edge.store.Records.NOW;
import static org.signet.edge.store.Records.in;
import static org.signet.edge.store.Records.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.authority.CertificateStore.KeyRecord;
import org.signet.ca.revocation.RevocationStore;
import org.signet.model.Bytes;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.EmailAddress;
import org.signet.model.KeyId;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

class SqlCertificatesTest {
    private static final CertificateStore STORE = new SqlCertificates(Records.DATABASE);
    private static final RevocationStore REVOCATIONS = new SqlRevocations(Records.DATABASE);
    private static final Instant MILLIS = NOW;

    @BeforeAll
    static void issuer() {
        Records.issuer("certificates-test", "certificates-test");
    }

    private static CertificateRecord stored(Instant issued, EmailAddress... addresses) {
        CertificateRecord record =
                Records.certificate("certificates-test", Records.person(Records.address()), issued, addresses);
        run(() -> STORE.insert(record));
        return record;
    }

    @Test
    void aRecordComesBackAsItWasStored() {
        CertificateRecord record =
                stored(MILLIS, Records.address(), new EmailAddress("J\u00f6rg", "example.com"), Records.address());
        assertThat(STORE.find(record.serial())).contains(record);
        assertThat(STORE.ofPerson(record.personId())).containsExactly(record);
        assertThat(STORE.find(Records.serial())).isEmpty();
    }

    @Test
    void aSerialNumberIsTakenOnce() {
        CertificateRecord record = stored(MILLIS, Records.address());
        assertThatThrownBy(() -> run(() -> STORE.insert(record))).isInstanceOf(RuntimeException.class);
    }

    @Test
    void theAddressIsFoundWithoutRegardToCaseNewestFirst() {
        EmailAddress address = Records.address();
        CertificateRecord older = stored(MILLIS, address);
        CertificateRecord newer = stored(MILLIS.plusMillis(1), Records.address(), address);
        EmailAddress shouted = new EmailAddress(address.local().toUpperCase(), address.domain());
        assertThat(STORE.naming(shouted)).containsExactly(newer, older);
    }

    @ParameterizedTest
    @EnumSource(value = RevocationReason.class, mode = EnumSource.Mode.EXCLUDE, names = "CERTIFICATE_HOLD")
    void statusesComeBack(RevocationReason reason) {
        CertificateRecord record = stored(MILLIS, Records.address());
        CertificateStatus revoked = new CertificateStatus.Revoked(MILLIS.plusSeconds(5), reason);
        run(() -> REVOCATIONS.set(RevocationStore.Subject.of(record), revoked));
        assertThat(STORE.find(record.serial())).contains(record.with(revoked));
    }

    @Test
    void aHeldOneMayBecomeActiveAgain() {
        CertificateRecord record = stored(MILLIS, Records.address());
        CertificateStatus held = new CertificateStatus.Held(MILLIS);
        run(() -> REVOCATIONS.set(RevocationStore.Subject.of(record), held));
        assertThat(STORE.find(record.serial())).contains(record.with(held));
        run(() -> REVOCATIONS.release(RevocationStore.Subject.of(record), MILLIS));
        assertThat(STORE.find(record.serial())).contains(record);
    }

    @Test
    void aKeyBelongsToItsFirstPerson() {
        KeyId key = new KeyId(Records.digest());
        assertThat(STORE.uses(key)).isEmpty();
        CertificateStore.Intent intent = intent(key, MILLIS);
        in(() -> {
            STORE.insertIntent(intent);
            return null;
        });
        assertThat(STORE.uses(key))
                .containsExactly(new KeyRecord(intent.personId(), Optional.empty(), Optional.of(intent.at())));
        in(() -> STORE.completeIntent(intent.serial()));
        assertThat(STORE.uses(key)).isEmpty();
        CertificateRecord certificate = stored(MILLIS, Records.address());
        assertThat(STORE.uses(certificate.keyId()))
                .containsExactly(new KeyRecord(certificate.personId(), Optional.empty(), Optional.empty()));
        in(() -> {
            REVOCATIONS.set(
                    RevocationStore.Subject.of(certificate),
                    new CertificateStatus.Revoked(MILLIS, RevocationReason.KEY_COMPROMISE));
            return null;
        });
        assertThat(STORE.uses(certificate.keyId()))
                .containsExactly(new KeyRecord(
                        certificate.personId(), Optional.of(RevocationReason.KEY_COMPROMISE), Optional.empty()));
    }

    private static CertificateStore.Intent intent(KeyId key, Instant at) {
        return new CertificateStore.Intent(Records.serial(), "certificates-test", 1, key, Bytes.of((byte) 1), at);
    }

    private static CertificateStore.Intent intended(Instant at) {
        CertificateStore.Intent intent = intent(new KeyId(Records.digest()), at);
        run(() -> STORE.insertIntent(intent));
        return intent;
    }

    @Test
    void anIntentEndsOnce() {
        SerialNumber serial = intended(MILLIS).serial();
        assertThat(in(() -> STORE.completeIntent(serial))).isTrue();
        assertThat(in(() -> STORE.completeIntent(serial))).isFalse();
    }

    @Test
    void oldIntentsAreAbandonedOnceAndCannotEndAfterwards() {
        CertificateStore.Intent old = intended(MILLIS.minusSeconds(200));
        CertificateStore.Intent young = intended(MILLIS);
        assertThat(in(() -> STORE.abandonIntents(MILLIS.minusSeconds(100), MILLIS)))
                .contains(old.serial())
                .doesNotContain(young.serial());
        assertThat(in(() -> STORE.abandonIntents(MILLIS.minusSeconds(100), MILLIS)))
                .isEmpty();
        assertThat(in(() -> STORE.completeIntent(old.serial()))).isFalse();
        assertThat(in(() -> STORE.completeIntent(young.serial()))).isTrue();
    }

    @Test
    void whatEndsNextIsReadPageByPageWithoutWhatIsRevoked() {
        Instant far = Instant.parse("2090-01-01T00:00:00Z");
        CertificateRecord second = stored(far, Records.address());
        CertificateRecord third = stored(far, Records.address());
        CertificateRecord revoked = stored(far, Records.address());
        CertificateRecord first = stored(far.minusSeconds(1), Records.address());
        run(() -> REVOCATIONS.set(
                RevocationStore.Subject.of(revoked), new CertificateStatus.Revoked(far, RevocationReason.SUPERSEDED)));
        Instant end = second.validity().notAfter();
        List<CertificateRecord> page =
                STORE.ending(first.validity().notAfter().minusSeconds(1), end, Optional.empty(), 2);
        assertThat(page).containsExactly(first, second);
        assertThat(STORE.ending(first.validity().notAfter().minusSeconds(1), end, Optional.of(second), 2))
                .containsExactly(third);
        assertThat(STORE.ending(end, end.plusSeconds(1), Optional.empty(), 2)).isEmpty();
        assertThat(STORE.ending(first.validity().notAfter(), end.minusMillis(1), Optional.empty(), 2))
                .isEmpty();
    }
}
