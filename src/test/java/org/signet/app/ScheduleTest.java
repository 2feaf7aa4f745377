package org.signet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.crypto.keys.files.PrivateFiles;

class ScheduleTest {
    @TempDir
    private Path folder;

    @Test
    void whatRunsAtTheEndIsFinishedAndNothingElseBegins() throws Exception {
        Path file = folder.resolve("written");
        CountDownLatch running = new CountDownLatch(1);
        AtomicReference<Throwable> trouble = new AtomicReference<>();
        try (Signet signet = TestCa.open(TestCa.copy(folder))) {
            Schedule schedule = new Schedule(signet);
            schedule.every(1, "writing", () -> {
                running.countDown();
                try {
                    TimeUnit.MILLISECONDS.sleep(300);
                    PrivateFiles.write(file, "whole".getBytes(StandardCharsets.UTF_8));
                } catch (InterruptedException | RuntimeException e) {
                    trouble.set(e);
                }
            });
            running.await();
            schedule.close();
            assertThat(trouble.get()).isNull();
            assertThat(file).hasContent("whole");
            Files.delete(file);
            TimeUnit.MILLISECONDS.sleep(1500);
            assertThat(file).doesNotExist();
        }
    }
}
