package org.signet.crypto.keys.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFileTest {
    @TempDir
    private Path folder;

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void oneThatIsMovedStays() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "before");
        try (TemporaryFile file = TemporaryFile.in(folder)) {
            file.write(out -> out.write("after".getBytes()));
            assertThat(target).hasContent("before");
            file.moveTo(target);
            // Somebody takes the free name: it is theirs.
            Files.writeString(file.path(), "another's");
        }
        assertThat(target).hasContent("after");
        assertThat(mode(target)).isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void oneThatIsNotMovedIsGone() {
        assertThatThrownBy(() -> {
                    try (TemporaryFile file = TemporaryFile.ofAll(folder)) {
                        file.write(out -> {
                            out.write(1);
                            throw new IOException("no more");
                        });
                        file.moveTo(folder.resolve("target"));
                    }
                })
                .hasMessage("no more");
        assertThat(folder).isEmptyDirectory();
    }

    /** As any file that the process makes there. */
    @Test
    void oneOfAllIsAsTheUmaskWantsIt() throws IOException {
        Path ordinary = Files.createFile(folder.resolve("ordinary"));
        Path target = folder.resolve("target");
        try (TemporaryFile file = TemporaryFile.ofAll(folder)) {
            file.moveTo(target);
        }
        assertThat(mode(target)).isEqualTo(mode(ordinary));
    }
}
