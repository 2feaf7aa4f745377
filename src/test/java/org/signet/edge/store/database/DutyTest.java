package org.signet.edge.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DutyTest {
    @TempDir
    Path folder;

    private Database open(String engine) {
        return engine.equals("h2") ? Database.open(folder, "duty") : Postgres.database();
    }

    private static void pass(Database database, long seconds) {
        database.transactions()
                .durable(() -> database.change(handle -> handle.execute("update duty set until = until - ?", seconds)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void oneNodeHasIt(String engine) {
        try (Database database = open(engine)) {
            Duty first = new Duty(database, "first");
            Duty second = new Duty(database, "second");
            assertThat(first.isOurs()).as("before it was claimed").isFalse();
            first.renew();
            second.renew();
            assertThat(first.isOurs()).isTrue();
            assertThat(second.isOurs()).isFalse();
            pass(database, Duty.LEASE.toSeconds() - 2);
            second.renew();
            assertThat(second.isOurs()).as("it lives").isFalse();
            pass(database, 2);
            second.renew();
            assertThat(second.isOurs()).as("nothing was heard of the first").isTrue();
            first.renew();
            assertThat(first.isOurs()).as("it was cut off").isFalse();
            second.close();
            first.renew();
            assertThat(first.isOurs()).as("the second has ended").isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void ofManyAtOnceOneGetsIt(String engine) {
        try (Database database = open(engine)) {
            var nodes = Stream.iterate(0, i -> i < 8, i -> i + 1)
                    .map(i -> new Duty(database, "node-" + i))
                    .toList();
            nodes.parallelStream().forEach(Duty::renew);
            assertThat(nodes.stream().filter(Duty::isOurs)).hasSize(1);
        }
    }
}
