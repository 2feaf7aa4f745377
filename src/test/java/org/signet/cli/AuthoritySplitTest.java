package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.app.TestCa;

class AuthoritySplitTest {
    @TempDir
    Path parent;

    private Path folder;
    private Path shares;

    @BeforeEach
    void copy() throws IOException {
        folder = TestCa.copy(parent);
        shares = Files.createDirectory(parent.resolve("shares"));
    }

    private Ran split(int holders) {
        return Ran.of(
                "authority",
                "split",
                "--data",
                folder.toString(),
                "--holders",
                Integer.toString(holders),
                "--threshold",
                "2",
                "--out-dir",
                shares.toString());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(shares)) {
            return all.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void aSecondSplittingIsNotMixedIntoTheFirst() throws IOException {
        assertThat(split(30).code()).isZero();
        assertThat(files())
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 30)
                        .mapToObj(number -> "share-" + number + ".txt")
                        .toList());
        String before = Files.readString(shares.resolve("share-1.txt"));
        Ran again = split(5);
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("empty folder");
        assertThat(again.out()).isEmpty();
        assertThat(Files.readString(shares.resolve("share-1.txt"))).isEqualTo(before);
        assertThat(files()).hasSize(30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"share-1.txt", "share-17.txt", "SHARE-9.TXT", "share-ada.txt"})
    void noOtherShareMayBeThere(String name) throws IOException {
        Files.createFile(shares.resolve(name));
        assertThat(split(3).code()).isEqualTo(2);
        assertThat(files()).containsExactly(name);
    }

    @Test
    void otherFilesMayBeThere() throws IOException {
        Files.createFile(shares.resolve("README.txt"));
        assertThat(split(3).code()).isZero();
        assertThat(files()).containsExactlyInAnyOrder("README.txt", "share-1.txt", "share-2.txt", "share-3.txt");
    }
}
