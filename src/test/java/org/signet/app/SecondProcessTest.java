package org.signet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signet.ca.audit.AuditEntry;
import org.signet.ca.revocation.CrlStore.PublishedCrl;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.x509.Crls;
import org.signet.edge.store.database.Child;
import org.signet.model.SerialNumber;
import org.signet.model.Unavailable;

/** A CA of which another process is part: beside this one, or killed. */
@Timeout(120)
class SecondProcessTest {

    @TempDir
    Path parent;

    @Test
    void twoProcessesIssueAtOnceAndTheLogStaysWhole() throws Exception {
        Path folder = TestCa.copy(parent);
        Set<String> acknowledged = new HashSet<>();
        try (Signet signet = TestCa.open(folder)) {
            Process other = Child.start(IssuingProcess.class, folder.toString(), "bob", "20", "4");
            try (BufferedReader lines = other.inputReader()) {
                assertThat(lines.readLine()).isEqualTo("ready");
                KeyPair key = Csr.key(KeyType.EC_P256);
                for (int i = 0; i < 80; i++) {
                    acknowledged.add(IssuingProcess.issue(signet, "ada", key)
                            .certificate()
                            .serial()
                            .hex());
                    if (i % 20 == 0) {
                        publish(signet);
                    }
                }
                lines.lines().forEach(acknowledged::add);
            }
            assertThat(other.waitFor()).isZero();
            assertThat(acknowledged).hasSize(160);
            assertAllRecorded(signet, acknowledged);
            assertThat(signet.audit().verify().broken()).isEmpty();
        }
    }

    private static PublishedCrl publish(Signet signet) {
        return signet.crls()
                .publish(signet.authority().issuing(Instant.now()).orThrow(), TestCa.OPERATOR)
                .orThrow();
    }

    private static void assertAllRecorded(Signet signet, Set<String> serials) {
        assertThat(serials)
                .allMatch(serial -> signet.certificates()
                        .find(SerialNumber.parse(serial).orThrow())
                        .isPresent());
    }

    @Test
    void whatAKilledProcessAcknowledgedIsThereAndWhatItLeftIsOnTheCrl() throws Exception {
        Path folder = TestCa.copy(parent);
        Set<String> acknowledged = new HashSet<>();
        for (int round = 0; round < 2; round++) {
            acknowledged.addAll(killed(folder));
            checkAfterwards(folder, acknowledged);
        }
        assertThat(acknowledged).hasSizeGreaterThan(3);
    }

    /** What the child printed, whole lines only, until it was killed after a random number of them. */
    private static List<String> killed(Path folder) throws Exception {
        Process child = Child.start(IssuingProcess.class, folder.toString(), "ada", "1000000", "6");
        List<String> serials = new ArrayList<>();
        try (BufferedReader lines = child.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("ready");
            int enough = 1 + TestCa.RANDOM.nextInt(20);
            while (serials.size() < enough) {
                String line = lines.readLine();
                assertThat(line).as("the child is still issuing").isNotNull();
                serials.add(line);
            }
            child.toHandle().destroyForcibly();
            lines.lines().filter(line -> line.length() == 32).forEach(serials::add);
        }
        assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return serials;
    }

    /** The process that opened the file first serves it to the others; killed in a transaction, it leaves them to open it. */
    @Test
    void whoWorksBesideAKilledOwnerGoesOnUnderLoad() throws Exception {
        Path folder = TestCa.copy(parent);
        Process owner = Child.start(IssuingProcess.class, folder.toString(), "bob", "1000000", "6");
        BufferedReader lines = owner.inputReader();
        assertThat(lines.readLine()).isEqualTo("ready");
        assertThat(lines.readLine()).hasSize(32);
        KeyPair key = Csr.key(KeyType.EC_P256);
        CountDownLatch issuedAfterwards = new CountDownLatch(20);
        AtomicBoolean killed = new AtomicBoolean();
        ExecutorService load = Executors.newFixedThreadPool(12);
        try (Signet signet = TestCa.open(folder)) {
            for (int i = 0; i < 12; i++) {
                load.submit(() -> {
                    while (!Thread.currentThread().isInterrupted() && issuedAfterwards.getCount() > 0) {
                        boolean before = killed.get();
                        if (changes(signet) && before) {
                            issuedAfterwards.countDown();
                        }
                    }
                });
            }
            IssuingProcess.issue(signet, "ada", key);
            owner.toHandle().destroyForcibly();
            assertThat(owner.waitFor(10, TimeUnit.SECONDS)).isTrue();
            killed.set(true);
            assertThat(issuedAfterwards.await(10, TimeUnit.SECONDS))
                    .as("changes are taken again while others ask for more")
                    .isTrue();
            load.shutdown();
            assertThat(load.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            assertThat(signet.audit().verify().broken()).isEmpty();
        } finally {
            load.shutdownNow();
        }
    }

    /** Whether a unit of work went through. */
    private static boolean changes(Signet signet) {
        try {
            signet.transactions().durable(() -> signet.audit().latest(1));
            return true;
        } catch (Unavailable | IllegalStateException broken) {
            return false;
        }
    }

    private static void checkAfterwards(Path folder, Set<String> acknowledged) {
        try (Signet signet = TestCa.open(folder, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(3)))) {
            assertAllRecorded(signet, acknowledged);
            assertThat(signet.audit().verify().broken()).isEmpty();
            List<SerialNumber> abandoned = signet.authority().abandonUnfinished();
            assertThat(signet.authority().abandonUnfinished()).isEmpty();
            assertThat(signet.audit().latest(abandoned.size()))
                    .extracting(AuditEntry::type)
                    .allMatch("IssuanceAbandoned"::equals);
            assertThat(Crls.read(signet.crlStore().octets(publish(signet))).serials())
                    .containsAll(abandoned);
            assertThat(abandoned).noneMatch(serial -> acknowledged.contains(serial.hex()));
            assertThat(signet.audit().verify().broken()).isEmpty();
        }
    }
}
