package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.app.TestCa;

/** The protocol's file and the names in it, by a single verb. */
class CeremonyOptionTest {
    @TempDir
    Path parent;

    private Path folder;

    @BeforeEach
    void copy() {
        folder = TestCa.copy(parent);
    }

    private Ran rootCrl(String... options) {
        return Ran.of(Stream.concat(Stream.of("authority", "root-crl", "--data", folder.toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "there.txt", "none/protocol.txt"})
    void withoutAProtocolNothingIsDone(String place) throws IOException {
        Path there = Files.writeString(parent.resolve("there.txt"), "the last one");
        Ran ran = rootCrl("--protocol", parent.resolve(place).toString());
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("nothing was done");
        assertThat(ran.out()).isEmpty();
        assertThat(there).hasContent("the last one");
        assertThat(rootCrl().out()).containsPattern("CRL \\d+ of root-1");
    }

    @Test
    void oneAfterTheOtherHaveTheirOwnProtocols() throws IOException {
        assertThat(rootCrl().code()).isZero();
        assertThat(rootCrl().code()).isZero();
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("protocol-")))
                    .hasSize(2);
        }
    }

    @Test
    void aRefusedOneShowsHowFarItCame() throws IOException {
        Files.delete(folder.resolve("keys/root-1.p12"));
        Path protocol = parent.resolve("protocol.txt");
        assertThat(rootCrl("--protocol", protocol.toString()).code()).isEqualTo(3);
        assertThat(protocol).content().contains("Refused: The key file").contains("Ended");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "Ada\u001b[2J",
                "Ada\nEve",
                "Ada\u202eevE",
                "Ada\u2028Eve",
                "Ada\u2029Eve",
                "A\u200bda",
                "\ud83d"
            })
    void aNameIsShownAsItIs(String name) {
        Ran ran = rootCrl("--holder", name);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("all of them visible");
        assertThat(ran.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada Lovelace", "Zoë Müller-Lüdenscheidt", "山田 太郎", "Ada \ud83d\ude42"})
    void namesOfEveryScriptAreTaken(String name) {
        assertThat(rootCrl("--holder", name).out()).contains(name);
    }
}
