package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What comes in on standard input may be what nobody else is to read: none of it stays when the program is ended. */
@Timeout(60)
class InterruptedInputTest {
    private static final byte[] PIECE = new byte[1 << 20];

    @TempDir
    private Path folder;

    private boolean isEmpty() throws Exception {
        try (var files = Files.list(folder)) {
            return files.noneMatch(file -> file.toString().endsWith(".in"));
        }
    }

    @Test
    void nothingOfItStays() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + folder,
                        "-jar",
                        Path.of("target", "signet.jar").toString(),
                        "verify",
                        "--offline")
                .redirectErrorStream(true)
                .start();
        try (OutputStream input = process.getOutputStream()) {
            while (isEmpty()) {
                assertThat(process.isAlive()).isTrue();
                input.write(PIECE);
                input.flush();
            }
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(isEmpty()).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }
}
