package org.signet.edge.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.Unavailable;

@Timeout(30)
class GroupCommitTest {
    private static Database database;
    private static GroupCommit units;

    @BeforeAll
    static void open(@TempDir Path folder) {
        database = Database.open(folder, "test");
        units = database.transactions();
        units.durable(() -> database.change(handle -> handle.execute("create table note (id bigint primary key)")));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void clear() {
        units.durable(() -> database.change(handle -> handle.execute("delete from note")));
    }

    @Test
    void aDiskThatIsNearlyFullIsRefusedBeforeAnythingIsWritten(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("full.mv.db"));
        DataSource unused = new JdbcDataSource();
        try (GroupCommit full = new GroupCommit(unused, new DiskSync(file, Long.MAX_VALUE), "main", false)) {
            assertThatThrownBy(() -> full.durable(() -> 1))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("nearly full");
        }
        new DiskSync(file, 1).demandRoom();
    }

    /** In turn, each would wait for a connection as long as the first did. */
    @Test
    void whoWaitsForADatabaseThatIsAwayIsToldTogether(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("away.mv.db"));
        ExecutorService callers = Executors.newFixedThreadPool(16);
        try (ServerSocket silent = new ServerSocket(0, 200, InetAddress.getLoopbackAddress())) {
            PGSimpleDataSource away = new PGSimpleDataSource();
            away.setUrl("jdbc:postgresql://localhost:" + silent.getLocalPort() + "/away?socketTimeout=1");
            try (GroupCommit lost = new GroupCommit(away, new DiskSync(file, 1), "main", true)) {
                long begun = System.nanoTime();
                List<Future<Integer>> answers = Stream.generate(() -> callers.submit(() -> lost.durable(() -> 1)))
                        .limit(16)
                        .toList();
                assertThat(answers).allMatch(answer -> failure(answer) instanceof Unavailable);
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
            }
        } finally {
            callers.shutdownNow();
        }
    }

    private static int note(long id) {
        return database.change(handle -> handle.execute("insert into note (id) values (?)", id));
    }

    private static List<Long> notes() {
        return database.with(handle -> handle.select("select id from note order by id")
                .mapTo(Long.class)
                .list());
    }

    /** Holds the writer until all units wait, so that they make one group. */
    private static List<Future<Object>> asOneGroup(List<Supplier<Object>> works) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(works.size() + 1);
        try {
            threads.submit(() -> units.ordered(() -> {
                held.countDown();
                return await(go);
            }));
            held.await();
            List<Future<Object>> answers = new ArrayList<>();
            for (Supplier<Object> work : works) {
                answers.add(threads.submit((Callable<Object>) () -> units.durable(work)));
                Thread.sleep(5);
            }
            go.countDown();
            return answers;
        } finally {
            threads.shutdown();
            assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Throwable failure(Future<?> answer) {
        try {
            answer.get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aUnitThatIsRefusedTakesNoOtherWithIt() throws Exception {
        long syncs = units.syncs();
        List<Future<Object>> answers = asOneGroup(List.of(
                () -> note(1),
                () -> {
                    note(2);
                    throw new RefusedException(new org.signet.model.Refusal(RefusalCode.WRONG_STATE, "no"));
                },
                () -> note(3)));
        assertThat(failure(answers.get(0))).isNull();
        assertThat(failure(answers.get(1))).isInstanceOf(RefusedException.class).hasMessage("no");
        assertThat(failure(answers.get(2))).isNull();
        assertThat(notes()).containsExactly(1L, 3L);
        assertThat(units.syncs() - syncs).as("syncs of the one group").isEqualTo(1);
    }

    @Test
    void aStatementThatFailsInTheMiddleLosesItsOwnUnitOnly() throws Exception {
        List<Future<Object>> answers = asOneGroup(List.of(
                () -> note(10),
                () -> {
                    note(11);
                    return database.change(handle -> handle.execute("insert into no_such_table (id) values (1)"));
                },
                () -> note(10),
                () -> note(12)));
        assertThat(failure(answers.get(1))).isNotNull();
        assertThat(failure(answers.get(2))).as("a key taken by an earlier unit").isNotNull();
        assertThat(notes()).containsExactly(10L, 12L);
    }

    @Test
    void anErrorReachesItsCallerAndTheWriterGoesOn() {
        assertThatThrownBy(() -> units.durable(() -> {
                    note(20);
                    throw new StackOverflowError("too deep");
                }))
                .isInstanceOf(StackOverflowError.class);
        units.durable(() -> note(21));
        assertThat(notes()).containsExactly(21L);
    }

    @Test
    void aUnitInsideAnotherJoinsItAndIsUndoneByItself() {
        units.durable(() -> {
            note(30);
            assertThatThrownBy(() -> units.durable(() -> {
                        note(31);
                        throw new IllegalArgumentException("inner");
                    }))
                    .hasMessage("inner");
            assertThat(units.attempt(() -> {
                                note(32);
                                throw new RefusedException(new org.signet.model.Refusal(RefusalCode.WRONG_STATE, "no"));
                            })
                            .isOk())
                    .isFalse();
            return units.ordered(() -> note(33));
        });
        assertThat(notes()).containsExactly(30L, 33L);
    }

    @Test
    void whatAnInnerUnitDidGoesWithTheOuterOne() {
        assertThatThrownBy(() -> units.durable(() -> {
                    units.durable(() -> note(40));
                    throw new IllegalArgumentException("outer");
                }))
                .hasMessage("outer");
        assertThat(notes()).isEmpty();
    }

    @Test
    void aChangeOutsideOfAUnitIsASlip() {
        assertThatThrownBy(() -> note(50)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void durableIsSyncedAndOrderedIsNot() {
        long before = units.syncs();
        units.ordered(() -> note(60));
        assertThat(units.syncs()).isEqualTo(before);
        units.durable(() -> note(61));
        assertThat(units.syncs()).isEqualTo(before + 1);
    }

    @Test
    void twoHundredUnitsOfSixteenThreadsAllLand() throws Exception {
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        long syncs = units.syncs();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        for (int i = 0; i < 200; i++) {
            int id = 1000 + i;
            threads.submit(() -> units.durable(() -> {
                note(id);
                return seen.add(notes().size());
            }));
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(notes()).hasSize(200);
        assertThat(seen)
                .as("each unit saw those before it, and no other ran beside it")
                .hasSize(200);
        assertThat(units.syncs() - syncs).isLessThanOrEqualTo(200);
    }

    @Test
    void aClosedStoreRefusesAndAnswersEveryoneWhoWaits(@TempDir Path folder) throws Exception {
        for (int round = 0; round < 5; round++) {
            Database closing = Database.open(folder, "closing");
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Future<?>> answers = new ArrayList<>();
            CountDownLatch begun = new CountDownLatch(8);
            for (int i = 0; i < 8; i++) {
                answers.add(threads.submit(() -> {
                    begun.countDown();
                    while (true) {
                        closing.transactions().ordered(() -> 1);
                    }
                }));
            }
            begun.await();
            closing.transactions().close();
            threads.shutdown();
            assertThat(threads.awaitTermination(10, TimeUnit.SECONDS))
                    .as("nobody waits for a writer that is gone")
                    .isTrue();
            for (Future<?> answer : answers) {
                assertThat(failure(answer)).isInstanceOf(Unavailable.class);
            }
            assertThatThrownBy(() -> closing.transactions().durable(() -> 1))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("closing");
            closing.close();
        }
    }
}
