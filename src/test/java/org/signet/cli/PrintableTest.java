package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrintableTest {
    @TempDir
    Path folder;

    @Test
    void whatIsNotShownAsItIsHasItsNumber() {
        assertThat(Printable.of("a\u001b[2Jb\u202ec\nd\u2028e\ud83df"))
                .isEqualTo("a\\x{1b}[2Jb\\x{202e}c\\x{a}d\\x{2028}e\\x{d83d}f");
        assertThat(Printable.of("Zoë 山田 \ud83d\ude42.pem")).isEqualTo("Zoë 山田 \ud83d\ude42.pem");
    }

    @Test
    void aFilesNameIsToldSo() {
        Ran ran = Ran.of(
                "authority",
                "import",
                "--p12",
                folder.resolve("ca\u001b[2J.p12").toString(),
                "--issued",
                "here",
                "--crl",
                "last.crl");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("ca\\x{1b}[2J.p12 cannot be read").doesNotContain("\u001b");
    }
}
