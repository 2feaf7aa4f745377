package org.signet.ca.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.MovingClock;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.authority.Issuer;
import org.signet.ca.authority.Issuers;
import org.signet.crypto.keys.SigningKey;
import org.signet.crypto.keys.SoftwareKey;
import org.signet.crypto.lint.crl.CrlLint;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.Crl;
import org.signet.crypto.x509.CrlTemplate;
import org.signet.crypto.x509.Crls;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;
import org.signet.model.Unavailable;

/** A CRL that breaks a rule is neither signed nor published. */
class CrlRefusalTest {
    private final MovingClock clock = MovingClock.started();
    private final SigningKey key = SoftwareKey.generate(KeyType.EC_P256, Providers.newRandom());
    private final Records records = new Records();
    private Signet signet;
    private Issuer issuing;
    private CrlPublication publication;

    @TempDir
    private Path parent;

    @BeforeEach
    void open() {
        signet = TestCa.open(TestCa.copy(parent), clock);
        issuing = signet.authority().issuing(clock.instant()).orThrow();
        publication = publication();
    }

    private CrlPublication publication() {
        return new CrlPublication(
                records, issuers(), issuer -> Outcome.ok(key), signet.transactions(), signet.audit(), parent, clock);
    }

    @AfterEach
    void close() {
        signet.close();
    }

    private Issuers issuers() {
        return new Issuers() {
            @Override
            public List<Issuer> all() {
                return signet.authority().issuers();
            }

            @Override
            public Optional<Issuer> find(String id) {
                return all().stream().filter(issuer -> issuer.id().equals(id)).findFirst();
            }
        };
    }

    /** What a faulty database might tell. */
    private static final class Records extends CrlRecords {
        private final List<PublishedCrl> published = new ArrayList<>();
        private List<CrlTemplate.Entry> entries = List.of();
        private long number;
        private Crl octets;
        private Optional<RuntimeException> fault = Optional.empty();

        @Override
        public Draft take(String issuerId, long floor) {
            return new Draft(++number, 0);
        }

        @Override
        public long keep(String issuerId, long number, InputStream der) {
            fault.ifPresent(trouble -> {
                throw trouble;
            });
            octets = Crls.read(der);
            return 1;
        }

        @Override
        public void drop(String issuerId, int shard, Instant now) {
            // One alone is held here.
        }

        @Override
        public void insert(PublishedCrl crl) {
            published.add(crl);
        }

        @Override
        public Optional<PublishedCrl> latest(String issuerId, int shard) {
            return published.isEmpty() ? Optional.empty() : Optional.of(published.get(published.size() - 1));
        }

        @Override
        public void entries(Extent extent, Consumer<CrlTemplate.Entry> each) {
            entries.forEach(each);
        }

        @Override
        public boolean outdated(PublishedCrl crl) {
            return true;
        }
    }

    private CrlTemplate.Entry entry(long serial, RevocationReason reason) {
        return new CrlTemplate.Entry(new SerialNumber(BigInteger.valueOf(serial)), clock.instant(), reason);
    }

    @Test
    void theOldOneStaysAndTheLogSaysWhy() {
        records.entries = List.of(entry(1, RevocationReason.SUPERSEDED));
        var good = publication.publish(issuing, TestCa.OPERATOR).orThrow();
        assertThat(CrlLint.check(records.octets.content())).isEmpty();
        records.entries = List.of(entry(1, RevocationReason.SUPERSEDED), entry(1, RevocationReason.KEY_COMPROMISE));
        var refusal = publication.publish(issuing, TestCa.OPERATOR).refusal();
        assertThat(refusal.code()).isEqualTo(RefusalCode.LINT);
        assertThat(refusal.detail()).contains("RFC 5280 §5.1.2.6", "listed twice", "stays in force");
        assertThat(publication.latest(issuing.id())).contains(good);
        var last = signet.audit().latest(1).get(0);
        assertThat(last.type()).isEqualTo("CrlRefused");
        assertThat(last.details()).contains("issuer=issuing-1", "number=2", "listed twice");
    }

    @Test
    void theScheduleTriesAgainEveryHourNotEveryTwoSeconds() {
        records.entries = List.of(entry(1, RevocationReason.SUPERSEDED), entry(1, RevocationReason.SUPERSEDED));
        List<String> refused = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            assertThat(publication.publishDue(refused::add)).isEmpty();
            clock.forward(Duration.ofSeconds(2));
        }
        assertThat(refused).singleElement().asString().startsWith("issuing-1: The CRL would break");
        assertThat(records.number).isEqualTo(1);
        records.entries = List.of();
        clock.forward(Duration.ofHours(1));
        assertThat(publication.publishDue(refused::add)).hasSize(1);
        assertThat(publication.publishDue(refused::add)).hasSize(1);
    }

    @Test
    void aKeyThatFailsKeepsNobodyElseWaitingAndIsNotTriedEveryTwoSeconds() {
        records.fault = Optional.of(new Unavailable("The token is away.", null));
        List<String> refused = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            assertThat(publication.publishDue(refused::add)).isEmpty();
            clock.forward(Duration.ofSeconds(2));
        }
        assertThat(refused).containsExactly("issuing-1: The token is away.");
        assertThat(records.number).isEqualTo(1);
        records.fault = Optional.empty();
        clock.forward(Duration.ofMinutes(1));
        assertThat(publication.publishDue(refused::add)).hasSize(1);
    }

    @Test
    void whenTheClockIsRightAgainTheScheduleGoesOnWithinAMinute() {
        List<String> refused = new ArrayList<>();
        assertThat(publication.publishDue(refused::add)).hasSize(1);
        clock.forward(Duration.ofMinutes(-6));
        publication = publication();
        assertThat(publication.publishDue(refused::add)).isEmpty();
        assertThat(refused).singleElement().asString().contains("clock");
        clock.forward(Duration.ofMinutes(6));
        assertThat(publication.publishDue(refused::add)).hasSize(1);
    }
}
