package org.signet.edge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.signet.edge.store.Records.NOW;
import static org.signet.edge.store.Records.in;
import static org.signet.edge.store.Records.run;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.revocation.CrlStore;
import org.signet.ca.revocation.CrlStore.PublishedCrl;
import org.signet.ca.revocation.RevocationStore;
import org.signet.crypto.x509.CrlTemplate;
import org.signet.edge.store.database.ChosenDatabase;
import org.signet.model.Bytes;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.KeyId;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

class SqlCrlsTest {
    private final CrlStore store = new SqlCrls(Records.DATABASE);
    private final RevocationStore revocations = new SqlRevocations(Records.DATABASE);
    private final CertificateStore certificates = new SqlCertificates(Records.DATABASE);
    private final String issuer = "crl-" + UUID.randomUUID();
    private long person;

    @BeforeEach
    void issuer() {
        Records.issuer(issuer, issuer);
        person = Records.person(Records.address());
    }

    private long take(long floor) {
        return in(() -> store.take(issuer, floor)).number();
    }

    @Test
    void numbersRiseWithTheClockAndWithoutAndAnUndoneUnitTakesNone() {
        assertThat(take(1)).isEqualTo(1);
        assertThat(take(1)).isEqualTo(2);
        assertThatThrownBy(() -> in(() -> {
                    store.take(issuer, 1);
                    throw new RefusedException(RefusalCode.WRONG_STATE, "no");
                }))
                .isInstanceOf(RuntimeException.class);
        assertThat(take(1)).isEqualTo(3);
        assertThat(take(100)).isEqualTo(100);
        assertThat(take(50)).isEqualTo(101);
        run(() -> store.raise(issuer, 7));
        assertThat(take(1)).isEqualTo(102);
        run(() -> store.raise(issuer, 1_000));
        assertThat(take(1)).isEqualTo(1_001);
    }

    private PublishedCrl crl(int shard, long number, byte... der) {
        long size = store.keep(issuer, number, new ByteArrayInputStream(der));
        return new PublishedCrl(issuer, shard, number, NOW, NOW.plusSeconds(10), 0, size);
    }

    private byte[] octets(PublishedCrl crl) {
        try (InputStream octets = store.octets(crl)) {
            return octets.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theHighestNumberIsTheLatestInWhateverOrderTheyCame() {
        assertThat(store.latest(issuer, 0)).isEmpty();
        PublishedCrl second = crl(0, 2, (byte) 2);
        assertThat(store.latest(issuer, 0)).as("octets alone are not published").isEmpty();
        PublishedCrl first = crl(0, 1, (byte) 1);
        PublishedCrl shard = crl(3, 4, (byte) 4);
        run(() -> {
            store.insert(second);
            store.insert(first);
            store.insert(shard);
        });
        assertThat(store.latest(issuer, 0)).contains(second);
        assertThat(store.latest(issuer, 3)).contains(shard);
        assertThat(octets(second)).containsExactly(2);
        assertThatThrownBy(() -> run(() -> store.insert(first))).isInstanceOf(RuntimeException.class);
    }

    @Test
    void largeOnesComeBackOctetByOctetAndOnlyTheNewestTwoAreKept() {
        byte[] large = new byte[3 * 256 * 1024 + 17];
        new Random(5280).nextBytes(large);
        PublishedCrl shard = crl(1, 1, (byte) 1);
        PublishedCrl first = crl(0, 2, large);
        crl(0, 3, (byte) 3);
        PublishedCrl second = crl(0, 4, (byte) 4);
        for (PublishedCrl each : List.of(shard, first, second)) {
            run(() -> store.insert(each));
        }
        store.drop(issuer, 0, NOW);
        PublishedCrl third = crl(0, 5, large);
        run(() -> store.insert(third));
        assertThat(octets(third)).isEqualTo(large);
        assertThat(octets(second)).containsExactly(4);
        assertThat(octets(first)).as("older than the last but one").isEmpty();
        assertThat(octets(new PublishedCrl(issuer, 0, 3, NOW, NOW, 0, 1)))
                .as("left by a process that died before it published")
                .isEmpty();
        assertThat(octets(shard)).as("the newest of its shard").containsExactly(1);
    }

    @Test
    void whatAnotherIsWritingStaysWhileSmallerOnesAreInserted() {
        long now = NOW.getEpochSecond();
        byte[] large = new byte[2 * 256 * 1024];
        new Random(5280).nextBytes(large);
        InputStream slow = new SequenceInputStream(new ByteArrayInputStream(large), new Interlude(() -> {
            for (long number = now + 1; number < now + 4; number++) {
                PublishedCrl shard = crl(1, number, (byte) 1);
                store.drop(issuer, 1, NOW);
                run(() -> store.insert(shard));
            }
        }));
        PublishedCrl whole =
                new PublishedCrl(issuer, 0, now, NOW, NOW.plusSeconds(10), 0, store.keep(issuer, now, slow));
        run(() -> store.insert(whole));
        assertThat(octets(whole)).isEqualTo(large);
    }

    /** No octets, but something happens when they are asked for. */
    private static final class Interlude extends InputStream {
        private final Runnable event;

        Interlude(Runnable event) {
            this.event = event;
        }

        @Override
        public int read() {
            event.run();
            return -1;
        }
    }

    @Test
    void pagesGoAlongTheSerialNumbers() {
        assumeThat(ChosenDatabase.isPostgreSql()).as("H2's words").isFalse();
        for (int shard : List.of(0, 1)) {
            String plan = Records.DATABASE.with(handle -> handle.select("explain " + SqlCrls.pageOf(shard))
                    .bindMap(Map.of("issuer", issuer, "last", "", "changes", 1L, "end", 0L, "shard", shard))
                    .mapTo(String.class)
                    .one());
            assertThat(plan).contains("revocation_list").contains("serial > ").contains("index sorted");
        }
    }

    @Test
    void whatGoesWrongAheadIsThrownAsItWas() {
        RuntimeException broken = new IllegalStateException("broken");
        var ahead = Records.DATABASE.ahead(() -> {
            throw broken;
        });
        assertThatThrownBy(ahead::get).isSameAs(broken);
    }

    private List<CrlTemplate.Entry> entries(int shard, long changes, Instant endAfter) {
        List<CrlTemplate.Entry> entries = new ArrayList<>();
        store.entries(new CrlStore.Extent(issuer, shard, changes, endAfter), entries::add);
        return entries;
    }

    private CertificateRecord revoked(Instant issued, CertificateStatus status) {
        CertificateRecord record = Records.certificate(issuer, person, issued, Records.address());
        run(() -> {
            certificates.insert(record);
            Records.become(RevocationStore.Subject.of(record), status);
        });
        return record;
    }

    @Test
    void revokedHeldAndAbandonedAreEntriesUntilTheyEnded() {
        Instant end = NOW.plusSeconds(86_400);
        var revoked =
                revoked(NOW, new CertificateStatus.Revoked(NOW, RevocationReason.KEY_COMPROMISE, Optional.of(end)));
        var held = revoked(NOW, new CertificateStatus.Held(NOW.plusSeconds(1)));
        var released = revoked(NOW, new CertificateStatus.Active());
        var intent = new CertificateStore.Intent(
                Records.serial(), issuer, person, new KeyId(Records.digest()), Bytes.of((byte) 1), NOW);
        var running = new CertificateStore.Intent(
                Records.serial(), issuer, person, new KeyId(Records.digest()), Bytes.of((byte) 1), NOW.plusSeconds(9));
        run(() -> {
            certificates.insertIntent(intent);
            certificates.insertIntent(running);
            certificates.abandonIntents(NOW.plusSeconds(5), NOW.plusSeconds(6));
        });
        List<CrlTemplate.Entry> entries = entries(0, 4, NOW);
        assertThat(entries)
                .containsExactlyInAnyOrder(
                        new CrlTemplate.Entry(revoked.serial(), NOW, RevocationReason.KEY_COMPROMISE, Optional.of(end)),
                        new CrlTemplate.Entry(held.serial(), NOW.plusSeconds(1), RevocationReason.CERTIFICATE_HOLD),
                        new CrlTemplate.Entry(
                                intent.serial(), NOW.plusSeconds(6), RevocationReason.CESSATION_OF_OPERATION));
        assertThat(entries).extracting(CrlTemplate.Entry::serial).isSorted().doesNotContain(released.serial());
        assertThat(entries(0, 4, end))
                .as("of an intent the end is not known")
                .extracting(CrlTemplate.Entry::serial)
                .containsExactly(intent.serial());
        assertThat(entries(0, 1, NOW)).as("what came later is left out").hasSize(1);
        assertThat(entries(1, 4, NOW)).isEmpty();
    }

    @Test
    void aShardTellsOfItsOwnAlone() {
        for (int shard : new int[] {0, 1, 2, 2}) {
            var subject =
                    new RevocationStore.Subject(issuer, Records.serial(), shard, Optional.of(NOW.plusSeconds(60)));
            run(() -> revocations.set(subject, new CertificateStatus.Held(NOW)));
        }
        assertThat(entries(0, 4, NOW)).hasSize(4);
        assertThat(entries(1, 4, NOW)).hasSize(1);
        assertThat(entries(2, 4, NOW)).hasSize(2);
    }

    @Test
    void manyPagesComeInTheOrderOfTheNumbersHoweverLongTheyAre() {
        run(() -> {
            for (int i = 1; i <= 12_000; i++) {
                revocations.set(
                        new RevocationStore.Subject(
                                issuer, new SerialNumber(BigInteger.valueOf(i).pow(1 + i % 9)), 0, Optional.empty()),
                        new CertificateStatus.Revoked(NOW, RevocationReason.SUPERSEDED));
            }
        });
        long different = IntStream.rangeClosed(1, 12_000)
                .mapToObj(i -> BigInteger.valueOf(i).pow(1 + i % 9))
                .distinct()
                .count();
        assertThat(entries(0, 12_000, NOW))
                .hasSize((int) different)
                .extracting(CrlTemplate.Entry::serial)
                .isSorted();
    }

    private PublishedCrl telling(int shard, long changes) {
        return new PublishedCrl(issuer, shard, 9, NOW, NOW, changes, 0);
    }

    @Test
    void aCrlIsOutdatedByWhatChangedInItsPartAfterIt() {
        assertThat(store.outdated(telling(0, 0))).isFalse();
        var inTwo = new RevocationStore.Subject(issuer, Records.serial(), 2, Optional.empty());
        run(() -> revocations.set(inTwo, new CertificateStatus.Held(NOW)));
        assertThat(store.outdated(telling(0, 0))).isTrue();
        assertThat(store.outdated(telling(2, 0))).isTrue();
        assertThat(store.outdated(telling(1, 0))).isFalse();
        assertThat(store.outdated(telling(2, 1))).isFalse();
        run(() -> revocations.release(inTwo, NOW));
        assertThat(store.outdated(telling(2, 1))).isTrue();
        assertThat(store.outdated(telling(2, 2))).isFalse();
    }
}
