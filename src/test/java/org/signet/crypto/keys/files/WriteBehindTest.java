package org.signet.crypto.keys.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteBehindTest {
    private static final int PIECE = 64 * 1024;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PIECE - 1, PIECE, PIECE + 1, 10 * PIECE, 40 * PIECE + 7})
    void everythingComesThrough(int length) throws IOException {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream behind = WriteBehind.to(out)) {
            int from = 0;
            for (int step = 1; from < length; step = step * 3 % 100_003) {
                int some = Math.min(step, length - from);
                behind.write(content, from, some);
                from += some;
            }
        }
        assertThat(out.toByteArray()).isEqualTo(content);
    }

    /** A disk that is full is told, and nobody waits for ever, however much comes after. */
    @ParameterizedTest
    @ValueSource(ints = {1, PIECE + 1, 100 * PIECE})
    void aFailureIsTold(int length) {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("full");
            }
        };
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(() -> {
                            try (OutputStream behind = WriteBehind.to(full)) {
                                behind.write(new byte[length]);
                            }
                        })
                        .hasMessage("full"));
    }

    @Test
    void whatTheContentFailsWithComesFirst() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> {
                    try (OutputStream behind = WriteBehind.to(out)) {
                        behind.write(new byte[3 * PIECE]);
                        throw new IOException("broken");
                    }
                })
                .hasMessage("broken");
        assertThat(out.size()).isEqualTo(3 * PIECE);
    }
}
