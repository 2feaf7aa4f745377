package org.signet.crypto.keys.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {
    @TempDir
    private Path folder;

    private static byte[] filled(int value) {
        byte[] content = new byte[200_000];
        java.util.Arrays.fill(content, (byte) value);
        return content;
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheOwnerReads() throws IOException {
        Path file = folder.resolve("key.p12");
        Files.write(file, new byte[1]);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        PrivateFiles.write(file, new byte[] {1, 2});
        assertThat(Files.readAllBytes(file)).containsExactly(1, 2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void nobodySeesHalfAFile() throws Exception {
        Path file = folder.resolve("key.p12");
        PrivateFiles.write(file, filled(0));
        AtomicBoolean done = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            for (int i = 1; i <= 30; i++) {
                PrivateFiles.write(file, filled(i));
            }
            done.set(true);
        });
        writer.start();
        while (!done.get()) {
            byte[] seen = Files.readAllBytes(file);
            assertThat(seen).hasSize(200_000);
            assertThat(seen[0]).isEqualTo(seen[seen.length - 1]);
        }
        writer.join();
        assertThat(names()).containsExactly("key.p12");
    }

    @Test
    void aRefusalLeavesNothingBehind() throws IOException {
        Path occupied = Files.createDirectory(folder.resolve("occupied"));
        Files.createFile(occupied.resolve("file"));
        assertThatThrownBy(() -> PrivateFiles.write(occupied, new byte[1])).hasMessageContaining("occupied");
        assertThatThrownBy(() -> PrivateFiles.write(folder.resolve("none/key.p12"), new byte[1]))
                .hasMessageContaining("key.p12");
        assertThat(names()).containsExactly("occupied");
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
