package org.signet.app.selfcheck;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.signet.ca.watch.Observation;
import org.signet.ca.watch.Subject;

/** That the database takes a change and brings it to the disk, quickly. */
public final class DatabaseWorks implements Check {
    private static final Duration SLOW = Duration.ofSeconds(2);

    private final Runnable change;

    /** @param change stores something durably, or throws */
    public DatabaseWorks(Runnable change) {
        this.change = change;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public List<Observation> look(Consumer<String> progress) {
        Subject database = new Subject(name(), "");
        long start = System.nanoTime();
        try {
            change.run();
        } catch (RuntimeException e) {
            return List.of(database.broken(
                    "database.refuses",
                    "The database takes no changes: {0}",
                    "Look whether its disk is full, and whether the folder and its files are this user's to write.",
                    e.getMessage()));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return List.of(
                took.compareTo(SLOW) > 0
                        ? database.soon(
                                "database.slow",
                                "A change takes {0} ms until it is on the disk.",
                                "Look for what else keeps the disk busy, or move the folder to a faster one.",
                                took.toMillis())
                        : database.good(
                                "database.good", "A change is on the disk within {0} ms.", took.toMillis() + 1));
    }
}
