package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with the options themselves is told in one way, with the verb whose help tells more. */
class WrongUseTest {

    @TempDir
    private Path folder;

    /** Before any work: of a certificate that is issued, or of a root's key that is open, there is no way back. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "crl --out-dir nowhere",
                "trust --for pem --out nowhere/root.pem",
                "find ada@example.com --out nowhere/ada.pem",
                "issue --csr pom.xml --email ada@example.com --out nowhere/ada.pem",
                "authority request --out nowhere/issuing.csr",
                "authority split --holders 3 --threshold 2 --out-dir nowhere"
            })
    void aFolderThatIsMissingIsNamed(String line) {
        Ran ran = Ran.of((line + " --data " + folder).split(" "));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).isEqualTo("There is no folder nowhere; make it first.\n");
        assertThat(Ran.of("trust", "--for", "pem", "--out", folder.toString()).err())
                .endsWith(" is a folder; name a file in it.\n");
    }

    /** A rename would put a file in its place; root could so take the device away from everybody. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "trust --for pem",
                "verify --in pom.xml",
                "sign --in pom.xml --p12 a.p12",
                "decrypt --in pom.xml --p12 a.p12"
            })
    void aDeviceIsNotReplacedByAFile(String line) throws IOException {
        Path device = Files.createSymbolicLink(folder.resolve("device"), Path.of("/dev/null"));
        Ran ran = Ran.of((line + " --out " + device).split(" "));
        assertThat(ran.err()).contains("is a device or a pipe; name a file");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(device).isSymbolicLink();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            enroll | --server http://localhost --out me.p12 | --email
            enroll | --server http://localhost --out me.p12 --email ada@example.com --wait -1 | --wait
            enroll | --server http://localhost --out me.p12 --email ada@example.com --key rsa-2048 | rsa-4096, not rsa-2048
            report expiring | --days 0 | from 1 to 3650
            quickstart | --port 0 | from 1 to 65535
            init | --company Example --domain example.com --url https://ca.example.com | --status-url
            init | --company Example --domain example.com --token lib.so | --slot
            init | --company Example --domain example.com --key dsa | rsa-4096, not dsa
            authority new-issuer | --token lib.so --slot 1 | --pin-file
            authority rollover | --pin-file pin | --token
            init | --company Example --domain example.com --token lib.so --slot -1 --pin-file pin | 0 or more
            authority new-issuer | --token lib.so --slot -1 --pin-file pin | 0 or more
            authority request | --token lib.so --slot -9223372036854775808 --pin-file pin | 0 or more
            authority rollover | --token lib.so --slot +1 --pin-file pin | 0 or more
            authority import | --p12 ca.p12 --issued here --crl last.crl --crl-url https://example.com | plain http address
            revoke | --serial 01 --reason boredom | keyCompromise, privilegeWithdrawn, superseded, unspecified, not boredom
            revoke | --p12 me.p12 | --server
            revoke | --server http://localhost | --p12
            revoke | --server http://localhost --p12 me.p12 --person ada@example.com | --person
            revoke | --serial 01 --reason cACompromise | keyCompromise, privilegeWithdrawn
            issue | --csr ada.csr | --email
            """)
    void itIsExplained(String verb, String options, String word) {
        Ran ran = Ran.of((verb + " " + options).split(" "));
        assertThat(ran.err()).contains(word).endsWith("`signet " + verb + " --help` tells how.\n");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void aFilesNameIsToldWithoutWhatMovesTheCursor() {
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
