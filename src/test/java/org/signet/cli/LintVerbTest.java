package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.crypto.x509.Pem;

/** {@code signet lint} on certificates and CRLs, told apart by what they are. */
class LintVerbTest {
    @TempDir
    private Path folder;

    private record Run(int exit, String output, String errors) {}

    private static Run lint(String... arguments) {
        List<String> line = new ArrayList<>(List.of("lint"));
        line.addAll(List.of(arguments));
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
            int exit = Main.commandLine().execute(line.toArray(String[]::new));
            return new Run(exit, output.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static String sample(String name) {
        return Path.of("certs-samples", name + ".pem").toString();
    }

    private String write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content).toString();
    }

    private String der(String label, String sample) throws IOException {
        String text = Files.readString(Path.of(sample(sample)));
        return write(sample + ".der", Pem.decodeAll(label, text).get(0).toArray());
    }

    @Test
    void aGoodOneEndsWithZero() throws IOException {
        for (String file : List.of(sample("good-crl"), der(Pem.CRL, "good-crl"))) {
            Run run = lint(file);
            assertThat(run.exit()).isZero();
            assertThat(run.output()).contains(": CRL 7 O=Example Company", "nothing to say");
        }
        assertThat(lint(der(Pem.CERTIFICATE, "good-responder-ec")).output()).contains("OCSP responder", "nothing");
    }

    @Test
    void anErrorEndsWithOneAWarningDoesNot() throws IOException {
        Run bad = lint(der(Pem.CRL, "crl-reason"));
        assertThat(bad.exit()).isEqualTo(1);
        assertThat(bad.output()).contains("ERROR crl-reason (RFC 5280 §5.3.1");
        assertThat(lint(sample("crl-lifetime-perhaps")).exit()).isZero();
    }

    @Test
    void jsonHasOneShapeForBoth() {
        Run run = lint("--json", sample("good-crl"), sample("mailbox-names"));
        assertThat(run.exit()).isEqualTo(1);
        String one = run.output().replaceAll("\\s+", "");
        assertThat(one).contains("\"kind\":\"crl\",\"serial\":\"7\",\"subject\":\"O=");
        assertThat(one).contains("\"kind\":\"certificate\",\"serial\":\"55e2b8dc");
        assertThat(one).contains("\"code\":\"mailbox-names\"");
    }

    @Test
    void aFileMayHoldBoth() throws IOException {
        String both = Files.readString(Path.of(sample("good-crl")))
                + Files.readString(Path.of(sample("good-issuing-ec")))
                + Files.readString(Path.of(sample("crl-version")));
        Run run = lint(write("both.pem", both.getBytes(StandardCharsets.UTF_8)));
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.output()).containsSubsequence("Issuing CA 1", "CRL 7", "CRL 7", "crl-version");
    }

    @Test
    void whatCannotBeReadEndsWithTwo() throws IOException {
        Run unreadable = lint(sample("crl-number-malformed"), sample("good-crl"));
        assertThat(unreadable.exit()).isEqualTo(2);
        assertThat(unreadable.errors()).contains("This is not a well-formed CRL.");
        assertThat(unreadable.output()).as("the others are judged").contains("CRL 7");
        assertThat(lint(write("text", "nothing here".getBytes(StandardCharsets.UTF_8)))
                        .errors())
                .contains("neither a certificate nor a CRL");
        Run der = lint(write("der", new byte[] {0x30, 0}));
        assertThat(der.exit()).isEqualTo(2);
        assertThat(der.errors()).contains("not a well-formed certificate. Nor is it a CRL.");
        assertThat(lint(folder.resolve("none").toString()).exit()).isEqualTo(2);
    }
}
