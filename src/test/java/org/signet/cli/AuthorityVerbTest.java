package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.app.TestCa;

/** {@code signet authority}: what is refused before a key is opened, and how the hierarchy is shown. */
class AuthorityVerbTest {
    @TempDir
    private Path parent;

    private Path folder;

    @BeforeEach
    void copy() {
        folder = TestCa.copy(parent);
    }

    private Ran authority(String line) {
        List<String> all = new ArrayList<>(List.of(("authority " + line).split(" ")));
        all.addAll(List.of("--data", folder.toString()));
        return Ran.of(all.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cross-sign root-1 --by root-1 | 2 | A root certifies itself already; name another one to certify root-1.
            cross-sign root-7 --by root-1 | 1 | There is no issuer root-7; there are root-1, issuing-1.
            cross-sign root-1 --by root-7 | 1 | There is no issuer root-7; there are root-1, issuing-1.
            cross-sign issuing-1 --by root-1 | 2 | A root certifies another root, and issuing-1 is none; `signet authority list` shows them.
            renew issuing-7 | 1 | There is no issuer issuing-7; there are root-1, issuing-1.
            root-crl issuing-1 | 1 | issuing-1 is no root of ours; `signet authority list` shows them.
            split --root root-7 --holders 3 --threshold 2 --out-dir . | 1 | There is no issuer root-7; there are root-1, issuing-1.
            revoke-issuer issuing-7 --reason superseded | 1 | There is no issuer issuing-7; there are root-1, issuing-1.
            revoke-issuer root-1 --reason superseded | 1 | Nobody stands above root-1, so no CRL can tell of it: take it off every device, and roll over to a new root.
            retire root-7 | 1 | There is no issuer root-7; there are root-1, issuing-1.
            retire root-1 | 1 | root-1 is the only root, and devices need one. Make another first: `signet authority rollover`.
            """)
    void aWrongIdIsRefusedBeforeAnyKeyIsOpened(String line, int code, String sentence) throws IOException {
        Files.delete(folder.resolve("keys/root-1.p12"));
        Ran ran = authority(line);
        assertThat(ran.err()).isEqualTo(sentence + "\n");
        assertThat(ran.code()).isEqualTo(code);
        assertThat(ran.out()).isEmpty();
        try (var files = Files.list(folder)) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("protocol-"));
        }
    }

    @Test
    void theLastThatIssuesIsNotRetiredByTheWay() {
        Ran asked = authority("retire issuing-1");
        assertThat(asked.code()).isEqualTo(1);
        assertThat(asked.err())
                .startsWith("issuing-1 is the last CA that issues: without it nothing is issued")
                .contains("`signet authority new-issuer`")
                .endsWith("Give --yes to do it nevertheless.\n");
        assertThat(authority("retire issuing-1 --yes").out())
                .contains("issuing-1 issues nothing more")
                .contains("Nothing is issued until there is another");
        assertThat(authority("retire issuing-1").err()).isEqualTo("issuing-1 is retired already; its CRLs go on.\n");
    }

    @Test
    void theListFitsATerminalAndShowsWhoStandsBelowWhom() {
        assertThat(authority("rollover --key ec-p256").code()).isZero();
        assertThat(authority("retire issuing-1").code()).isZero();
        String list = authority("list").out();
        assertThat(list)
                .containsSubsequence(
                        "root-1  root\n  O=Example Company, CN=",
                        "  until  ",
                        "  sha256 ",
                        "  cross  by root-2\n         until ",
                        "issuing-1  below root-1, retired\n",
                        "  for    example.com, auto.example\n",
                        "root-2  root\n",
                        "issuing-2  below root-2, issues now\n");
        assertThat(list.lines()).allMatch(line -> line.length() <= 80);
        assertThat(list).doesNotContainPattern("[0-9]:[0-9]{2}\\.[0-9]");
    }

    @Test
    void aRootThatIsNeededNamesWhatNeedsIt() {
        assertThat(authority("rollover --key ec-p256").code()).isZero();
        assertThat(authority("retire root-1").err())
                .isEqualTo("root-1 is needed by what stands below it: issuing-1. Retire that first.\n");
        assertThat(authority("retire issuing-1").code()).isZero();
        assertThat(authority("retire root-1").out()).contains("root-1 is not handed out any more");
    }
}
