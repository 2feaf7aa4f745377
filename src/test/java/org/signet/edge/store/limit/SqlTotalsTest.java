package org.signet.edge.store.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.MovingClock;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.http.limit.RateLimits;
import org.signet.edge.http.limit.Totals;
import org.signet.edge.store.database.ChosenDatabase;
import org.signet.edge.store.database.Database;

/** Nodes that tell each other of callers by one database. */
class SqlTotalsTest {
    private static final int BURST = 10;
    private static final Duration DRIP = Duration.ofSeconds(30);
    private static final String EVE = "192.0.2.1";

    @TempDir
    Path folder;

    private final MovingClock clock = MovingClock.started();
    private Database database;

    @BeforeEach
    void open() {
        database = ChosenDatabase.open(folder, "limits");
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** As each node has them. */
    private static final class Node {
        private final RateLimits limits;
        private final RateLimit limit;

        Node(Totals totals, MovingClock clock) {
            limits = new RateLimits(Optional.of(totals), clock);
            limit = limits.shared("sign-in", BURST, DRIP);
        }

        /** How many of so many requests are let through. */
        int takes(int times, String caller) {
            return (int) IntStream.range(0, times)
                    .filter(each -> limit.allows(caller))
                    .count();
        }

        int takes(int times) {
            return takes(times, EVE);
        }
    }

    private Node node() {
        return new Node(this::add, clock);
    }

    /** In the database as it is open then. */
    private Map<String, Long> add(String limit, Map<String, Long> taken, long most, Instant now) {
        return new SqlTotals(database).add(limit, taken, most, now);
    }

    /** After whatever was told before. */
    private long rows() {
        return database.transactions()
                .durable(() -> database.with(handle -> handle.select("select count(*) from rate_total")
                        .mapTo(Long.class)
                        .one()));
    }

    private long told() {
        return database.transactions().units();
    }

    @Test
    void whatWasTakenAtOneIsOwedAtTheOther() {
        Node one = node();
        Node two = node();
        assertThat(one.takes(12)).isEqualTo(BURST);
        one.limits.exchange();
        assertThat(two.takes(2)).as("two knows nothing of it yet").isEqualTo(2);
        two.limits.exchange();
        assertThat(two.takes(1)).isZero();
        clock.forward(DRIP.multipliedBy(2));
        assertThat(two.takes(1)).as("12 were taken, 2 dripped back").isZero();
        clock.forward(DRIP);
        assertThat(two.takes(2)).isEqualTo(1);
    }

    @Test
    void anotherCallerAndAnotherLimitAreNotMeant() {
        Node one = node();
        Node two = node();
        RateLimit other = two.limits.shared("search", BURST, DRIP);
        one.takes(BURST);
        one.limits.exchange();
        assertThat(two.takes(2, "192.0.2.2")).isEqualTo(2);
        assertThat(other.allows(EVE) && other.allows(EVE)).isTrue();
        two.limits.exchange();
        assertThat(two.takes(BURST, "192.0.2.2")).isEqualTo(BURST - 2);
        assertThat(other.allows(EVE)).isTrue();
        assertThat(rows()).as("EVE twice, and the other").isEqualTo(3);
    }

    @Test
    void whoComesNowAndThenIsNotWrittenDown() {
        Node one = node();
        long before = told();
        for (int i = 0; i < 20; i++) {
            assertThat(one.takes(1)).isEqualTo(1);
            one.limits.exchange();
            clock.forward(DRIP.multipliedBy(BURST));
        }
        assertThat(told()).isEqualTo(before);
        assertThat(rows()).isZero();
    }

    /** Whoever comes to one node as often as it lets them, and never more, is stopped just the same if they do so at all of them. */
    @Test
    void overTheTimeAllLetThroughWhatOneWould() {
        List<Node> nodes = Stream.generate(this::node).limit(3).toList();
        int drips = 200;
        int through = 0;
        for (int i = 0; i < drips; i++) {
            through += nodes.stream().mapToInt(node -> node.takes(1)).sum();
            nodes.forEach(node -> node.limits.exchange());
            clock.forward(DRIP);
        }
        assertThat(through).isBetween(drips - BURST, drips + 3 * BURST);
    }

    @Test
    void aCallerWithinTheLimitIsNotStoppedByTheirOwnRequestsBeingTold() {
        Node one = node();
        for (int i = 0; i < 100; i++) {
            assertThat(one.takes(1)).as("request %d", i).isEqualTo(1);
            one.limits.exchange();
            clock.forward(DRIP);
        }
    }

    @Test
    void whileTheDatabaseIsAwayEachCountsAlone() {
        Node one = node();
        assertThat(one.takes(3)).isEqualTo(3);
        database.close();
        one.limits.exchange();
        assertThat(one.takes(BURST)).isEqualTo(BURST - 3);
        open();
        one.limits.exchange();
        Node two = node();
        two.takes(2);
        two.limits.exchange();
        assertThat(two.takes(1)).as("it is told afterwards").isZero();
    }

    /** The clock of one node is a day ahead. */
    @Test
    void nobodyIsStoppedForLongByAClockThatIsWrong() {
        MovingClock wrong = MovingClock.started();
        wrong.forward(Duration.ofDays(1));
        Node ahead = new Node(this::add, wrong);
        Node right = node();
        ahead.takes(BURST);
        ahead.limits.exchange();
        right.takes(2);
        right.limits.exchange();
        assertThat(right.takes(1)).isZero();
        clock.forward(DRIP.multipliedBy(2 * BURST + 3));
        assertThat(right.takes(1)).isEqualTo(1);
    }

    @Test
    void whatHasDrippedBackIsForgotten() {
        Node one = node();
        one.takes(4);
        one.limits.exchange();
        SqlTotals totals = new SqlTotals(database);
        totals.forget(clock.instant().plus(DRIP.multipliedBy(4)).minusMillis(1));
        assertThat(rows()).isEqualTo(1);
        totals.forget(clock.instant().plus(DRIP.multipliedBy(4)));
        assertThat(rows()).isZero();
    }
}
