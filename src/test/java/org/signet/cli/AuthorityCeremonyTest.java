package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.app.Signet;
import org.signet.app.TestCa;

/** The guided session, its questions answered on standard input. */
class AuthorityCeremonyTest {
    @TempDir
    Path parent;

    private Path folder;
    private Path protocol;

    @BeforeEach
    void copy() {
        folder = TestCa.copy(parent);
        protocol = parent.resolve("protocol.txt");
    }

    private Ran answered(String... lines) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8)));
        try {
            return Ran.of("authority", "ceremony", "--data", folder.toString(), "--protocol", protocol.toString());
        } finally {
            System.setIn(before);
        }
    }

    private List<String> fingerprints() {
        try (Signet signet = TestCa.open(folder)) {
            return signet.authority().issuers().stream()
                    .map(issuer -> issuer.certificate().sha256().groups().replace(" ", ""))
                    .toList();
        }
    }

    @Test
    void itIsToldInTheProtocolThatTheFingerprintsAgree() throws IOException {
        Ran ran = answered("Ada Example", "", "1", "", "y");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(Files.readString(protocol))
                .contains("Ada Example")
                .containsSubsequence("agree with the last protocol", "The key of root-1 is open", "CRL ", " of root-1");
    }

    @Test
    void whoIsNamedOnTheCommandLineIsNotAskedFor() throws IOException {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("1\n\ny\n".getBytes(StandardCharsets.UTF_8)));
        try {
            Ran ran = Ran.of(
                    "authority",
                    "ceremony",
                    "--data",
                    folder.toString(),
                    "--protocol",
                    protocol.toString(),
                    "--holder",
                    "Grace Example");
            assertThat(ran.code()).isZero();
            assertThat(ran.out()).doesNotContain("Who is present?");
        } finally {
            System.setIn(before);
        }
        assertThat(Files.readString(protocol)).contains("Grace Example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "", "maybe"})
    void withoutAgreementNothingIsDone(String answer) throws IOException {
        List<String> before = fingerprints();
        Files.delete(folder.resolve("keys/root-1.p12"));
        Ran ran = answered("Ada Example", "", "2", "ec-p256", answer);
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).startsWith("Nothing was done. ").contains("signet audit verify");
        assertThat(ran.out()).contains("Do they agree with the protocol of the last ceremony? [y/N]");
        assertThat(ran.out().replaceAll("\\s", "")).contains(before);
        assertThat(protocol).doesNotExist();
        assertThat(fingerprints()).isEqualTo(before);
    }

    @Test
    void whatIsRefusedHalfWayHasItsProtocol() throws IOException {
        Ran ran = Ran.of(
                "authority",
                "new-issuer",
                "--data",
                folder.toString(),
                "--new-passphrase-file",
                parent.resolve("nowhere").toString(),
                "--protocol",
                protocol.toString());
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("nowhere cannot be read");
        assertThat(Files.readString(protocol)).contains("Refused: ").contains("Ended");
    }

    @Test
    void anEmptyInputEndsIt() {
        Ran ran = answered("");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).isEqualTo("Nothing was done. The answers ended too early.\n");
        assertThat(protocol).doesNotExist();
    }

    @Test
    void aSlipIsAskedAgain() throws IOException {
        Ran ran = answered("", "", "7", "1", "root", "", "y");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .containsSubsequence(
                        "Choose a number from 1 to 5.",
                        "Of which root (root-1) [root-1]: ",
                        "Choose one of root-1.",
                        " of root-1 is published.");
        assertThat(answered("", "x", "x", "x", "x", "x", "1").err())
                .isEqualTo("Nothing was done. Choose a number from 1 to 5.\n");
    }

    @Test
    void theUsualAnswerStandsInBracketsAndAllTypesAreListed() throws IOException {
        Ran ran = answered("", "2", "dsa", "", "n");
        assertThat(ran.out())
                .containsSubsequence(
                        "Type of its key (rsa-3072, rsa-4096, ec-p256, ec-p384) [rsa-4096]: ",
                        "Choose one of rsa-3072",
                        "Do they agree");
        assertThat(ran.out() + ran.err()).doesNotContain(" --");
        assertThat(answered("", "4", "", "n").out()).contains("Which CA (issuing-1, root-1) [issuing-1]: ");
    }
}
