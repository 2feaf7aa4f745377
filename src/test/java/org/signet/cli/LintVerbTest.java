package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.crypto.lint.Lint;
import org.signet.crypto.lint.crl.CrlLint;
import org.signet.crypto.x509.Pem;

/** {@code signet lint} on certificates and CRLs, told apart by what they are. */
class LintVerbTest {
    @TempDir
    private Path folder;

    private static Ran lint(String... arguments) {
        return Ran.of(Stream.concat(Stream.of("lint"), Stream.of(arguments)).toArray(String[]::new));
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
            Ran run = lint(file);
            assertThat(run.code()).isZero();
            assertThat(run.out()).contains(": CRL 7 O=Example Company", "nothing to say");
        }
        assertThat(lint(der(Pem.CERTIFICATE, "good-responder-ec")).out()).contains("OCSP responder", "nothing");
    }

    @Test
    void anErrorEndsWithOneAWarningDoesNot() throws IOException {
        Ran bad = lint(der(Pem.CRL, "crl-reason"));
        assertThat(bad.code()).isEqualTo(1);
        assertThat(bad.out()).contains("ERROR crl-reason (RFC 5280 §5.3.1");
        assertThat(lint(sample("crl-lifetime-perhaps")).code()).isZero();
    }

    @Test
    void aSerialNumberThatIsNoneIsShownAsItStands() {
        Ran run = lint(sample("serial-number-form-negative"), sample("serial-number-form"), sample("good-crl"));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("serial-number-form-negative.pem: -10000000000000000000000000 CN=ada")
                .contains("ERROR serial-number-form")
                .contains("CRL 7");
    }

    @Test
    void jsonHasOneShapeForBoth() {
        Ran run = lint("--json", sample("good-crl"), sample("mailbox-names"));
        assertThat(run.code()).isEqualTo(1);
        String one = run.out().replaceAll("\\s+", "");
        assertThat(one).contains("\"kind\":\"crl\",\"serial\":\"7\",\"subject\":\"O=");
        assertThat(one).contains("\"kind\":\"certificate\",\"serial\":\"55e2b8dc");
        assertThat(one).contains("\"code\":\"mailbox-names\"");
    }

    @Test
    void everyRuleIsToldWithItsSourceAndItsDay() {
        Ran told = lint("--rules");
        assertThat(told.code()).isZero();
        assertThat(told.out().lines())
                .hasSize(Lint.rules().size() + CrlLint.rules().size());
        assertThat(told.out())
                .containsPattern("certificate +ca-key-size +WARNING +since 2026-09-15  S/MIME BR §6.1.5")
                .containsPattern("crl +crl-version +ERROR +since 2008-05-01  RFC 5280 §5.1.2.1");
        assertThat(lint("--rules", "--json").out())
                .contains("\"effective\" : \"2026-09-15\"")
                .startsWith("[");
        assertThat(lint("--rules", sample("good-crl")).code()).isEqualTo(2);
        assertThat(lint().code()).isEqualTo(2);
    }

    @Test
    void aFileMayHoldBoth() throws IOException {
        String both = Files.readString(Path.of(sample("good-crl")))
                + Files.readString(Path.of(sample("good-issuing-ec")))
                + Files.readString(Path.of(sample("crl-version")));
        Ran run = lint(write("both.pem", both.getBytes(StandardCharsets.UTF_8)));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).containsSubsequence("Issuing CA 1", "CRL 7", "CRL 7", "crl-version");
    }

    @Test
    void whatCannotBeReadEndsWithTwo() throws IOException {
        Ran unreadable = lint(sample("crl-number-malformed"), sample("good-crl"));
        assertThat(unreadable.code()).isEqualTo(2);
        assertThat(unreadable.err()).contains("This is not a well-formed CRL.");
        assertThat(unreadable.out()).as("the others are judged").contains("CRL 7");
        assertThat(lint(write("text", "nothing here".getBytes(StandardCharsets.UTF_8)))
                        .err())
                .contains("neither a certificate nor a CRL");
        Ran der = lint(write("der", new byte[] {0x30, 0}));
        assertThat(der.code()).isEqualTo(2);
        assertThat(der.err()).contains("not a well-formed certificate. Nor is it a CRL.");
        Path none = folder.resolve("none");
        assertThat(lint(none.toString()))
                .isEqualTo(new Ran(
                        2, "", "Not judged: " + none + " cannot be read; check that it is there and readable.\n"));
    }
}
