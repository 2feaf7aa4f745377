package org.signet.edge.web.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.model.RefusedException;

class UploadTest {
    @TempDir
    private Path folder;

    @AfterEach
    void nothingIsLeft() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    private static InputStream endless() {
        return new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] buffer, int from, int length) {
                return length;
            }
        };
    }

    @Test
    void whatIsSentIsReadAsItCame() throws IOException {
        byte[] sent = {1, 2, 3, 0, -1};
        try (Upload upload = Upload.of(new ByteArrayInputStream(sent), folder)) {
            assertThat(upload.octets().head(100)).isEqualTo(sent);
            assertThat(upload.octets().head(100)).as("again").isEqualTo(sent);
            // However the server ends, even now: the system keeps no file without a name.
            nothingIsLeft();
        }
    }

    @Test
    void itEndsAtTheLimitThoughNoLengthWasSaid() {
        assertThatThrownBy(() -> Upload.of(endless(), folder))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("32 MiB");
    }

    @Test
    void whoeverSendsDropByDropIsSentAway() {
        Upload.demandPace(Duration.ofSeconds(14).toNanos(), 0);
        Upload.demandPace(Duration.ofSeconds(40).toNanos(), 1 << 20);
        assertThatThrownBy(() -> Upload.demandPace(Duration.ofSeconds(16).toNanos(), 1000))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("too slowly");
    }

    @Test
    void aBodyThatBreaksOffLeavesNothing() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        };
        assertThatThrownBy(() -> Upload.of(broken, folder)).isInstanceOf(IOException.class);
    }
}
