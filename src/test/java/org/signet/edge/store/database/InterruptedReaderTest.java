package org.signet.edge.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.edge.store.SqlMailQueue;
import org.signet.model.EmailAddress;
import org.signet.model.Mail;

/** Java closes a file's channel when a thread that reads from it is interrupted; the database stays open, and whole. */
class InterruptedReaderTest {
    private static final int ROWS = 500;

    @TempDir
    private Path folder;

    /** More than the page cache holds, and opened anew in each test, so that it is read from the file. */
    @BeforeEach
    void fill() {
        try (Database full = Database.open(folder, "full")) {
            SqlMailQueue queue = new SqlMailQueue(full);
            Mail mail = new Mail(new EmailAddress("ada", "example.com"), "pages", "text".repeat(4000));
            full.transactions().durable(() -> {
                IntStream.range(0, ROWS).forEach(i -> queue.enqueue(mail, Instant.EPOCH));
                return null;
            });
        }
    }

    private static int pages(Database full) {
        return full.with(handle -> handle.select("select count(trim(body)) from mail_queue")
                .mapTo(Integer.class)
                .one());
    }

    private static void delete(Database full, int id) {
        full.transactions()
                .durable(() -> full.change(handle -> handle.execute("delete from mail_queue where id = ?", id)));
    }

    @Test
    void oneInterruptDoesNotCloseTheDatabase() throws Exception {
        try (Database full = Database.open(folder, "full")) {
            Thread reader = new Thread(() -> {
                Thread.currentThread().interrupt();
                pages(full);
            });
            reader.start();
            reader.join();
            delete(full, 1);
            assertThat(pages(full)).isEqualTo(ROWS - 1);
        }
    }

    @Test
    void readersThatAreInterruptedAgainAndAgainHarmNoWriter() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        List<Throwable> troubles = new ArrayList<>();
        try (Database full = Database.open(folder, "full")) {
            List<Thread> readers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Thread reader = new Thread(() -> {
                    while (!done.get()) {
                        try {
                            pages(full);
                        } catch (ConnectionException e) {
                            assertThat(e).hasMessageContaining("Interrupted");
                        }
                    }
                });
                reader.setUncaughtExceptionHandler((thread, trouble) -> troubles.add(trouble));
                reader.start();
                readers.add(reader);
            }
            Random random = new Random(1);
            for (int id = 1; id <= 200; id++) {
                delete(full, id);
                readers.get(random.nextInt(readers.size())).interrupt();
            }
            done.set(true);
            for (Thread reader : readers) {
                reader.join();
            }
            assertThat(pages(full)).isEqualTo(ROWS - 200);
        }
        assertThat(troubles).isEmpty();
        try (Database again = Database.open(folder, "full")) {
            assertThat(pages(again)).isEqualTo(ROWS - 200);
        }
    }
}
