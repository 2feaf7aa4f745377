package org.signet.app.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signet.app.MovingClock;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.app.Wanted;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.edge.store.SqlAudit;
import org.signet.edge.store.archive.SqlArchive;
import org.signet.edge.store.database.ChosenDatabase;
import org.signet.edge.store.database.Database;
import org.signet.model.SerialNumber;
import org.signet.model.Unavailable;

/** Nothing is archived, or lost, by a clock or a commit that is in doubt. */
class ArchiveDoubtTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration YEARS = Duration.ofDays(2_000);
    private static final int AFTER = Retention.LEAST_DAYS;

    private final MovingClock clock = MovingClock.started();
    private Signet signet;
    private Path folder;
    private SerialNumber ada;

    @BeforeEach
    void found() {
        signet = TestCa.open(TestCa.copy(TestCa.temporaryFolder()), clock);
        folder = new Retention(null, null).place(signet.folder().path());
        ada = Wanted.of("ada@example.com").from(signet).certificate().serial();
    }

    @AfterEach
    void close() {
        signet.close();
    }

    private CertificateArchive archive() {
        return new CertificateArchive(folder, signet.database(), signet.audit(), clock);
    }

    /** Each begins with the seal, as those of a serving CA do. */
    private void serve(int days) {
        for (int i = 0; i < days; i++) {
            clock.forward(DAY);
            signet.transactions().durable(signet.audit()::seal);
        }
    }

    @Test
    void aClockFarAheadArchivesNothing() {
        serve(40);
        assertThat(archive().before(AFTER, false).orThrow())
                .as("nothing ended")
                .isEqualTo(clock.instant().minus(DAY.multipliedBy(AFTER)));
        clock.forward(YEARS);
        assertThat(archive().before(AFTER, false).refusal().detail())
                .contains("served on 0 of the last 31 days", "Check it", "signet archive run --clock-is-right");
        serve(CertificateArchive.SERVED_DAYS - 1);
        assertThat(archive().before(AFTER, false).isOk())
                .as("what was written under a wrong clock does not make it right")
                .isFalse();
        clock.forward(YEARS.negated());
        serve(1);
        assertThat(archive().before(AFTER, false).isOk()).isTrue();
    }

    @Test
    void aCaThatStoodStillGoesOnOnceSomebodyCheckedTheClockOrAfterAWeek() {
        serve(40);
        clock.forward(YEARS);
        assertThat(archive().before(AFTER, true).isOk()).isTrue();
        serve(CertificateArchive.SERVED_DAYS);
        assertThat(archive()
                        .before(AFTER, false)
                        .then(before -> archive().run(before, TestCa.OPERATOR, done -> {}))
                        .orThrow())
                .isEqualTo(1);
    }

    /** Another process's commit hangs, as on a PostgreSQL server whose standby stalls, and that process gave up. */
    @Test
    void aCommitThatIsYetToComeIsWaitedFor() throws Exception {
        clock.forward(YEARS);
        CountDownLatch changed = new CountDownLatch(1);
        CountDownLatch commits = new CountDownLatch(1);
        try (Database other = ChosenDatabase.open(signet.folder().path(), "signet")) {
            CertificateArchive givesUp = new CertificateArchive(
                    folder,
                    new SqlArchive(other),
                    new Hanging(other.transactions(), changed, commits),
                    new AuditLog(new SqlAudit(other), clock),
                    clock,
                    1);
            assertThatThrownBy(() -> givesUp.run(clock.instant(), TestCa.OPERATOR, done -> {}))
                    .hasMessage("gave up");
            CompletableFuture<Long> next = CompletableFuture.supplyAsync(() ->
                    archive().run(clock.instant(), TestCa.OPERATOR, done -> {}).orThrow());
            assertThatThrownBy(() -> next.get(1, TimeUnit.SECONDS))
                    .as("it waits")
                    .isNotNull();
            assertThat(names()).singleElement().asString().endsWith(CertificateArchive.PART);
            commits.countDown();
            assertThat(next.get(30, TimeUnit.SECONDS)).isZero();
        }
        assertThat(signet.certificates().find(ada)).isEmpty();
        assertThat(names())
                .containsExactly(
                        signet.certificates().archive(ada).orElseThrow().file());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("certificates-"))
                    .toList();
        }
    }

    /** Whose caller gives up once the rows changed; the commit comes later. */
    private record Hanging(Transactions next, CountDownLatch changed, CountDownLatch commits) implements Transactions {
        @Override
        public <T> T durable(Supplier<T> work) {
            CompletableFuture.runAsync(() -> next.durable(() -> {
                T done = work.get();
                changed.countDown();
                await(commits);
                return done;
            }));
            await(changed);
            throw new Unavailable("gave up", null);
        }

        @Override
        public <T> T ordered(Supplier<T> work) {
            return durable(work);
        }

        private static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
