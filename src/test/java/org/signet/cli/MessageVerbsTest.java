package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code signet sign}, {@code encrypt}, {@code verify} and {@code decrypt}: what goes in, what comes out, and the exit code. */
class MessageVerbsTest {
    private static final String TEXT = "Grüße, and the figures.\r\nFrom here on all is well.\r\n";

    @TempDir
    private static Path folder;

    private static Post post;

    @BeforeAll
    static void arrive() throws IOException {
        post = Post.in(folder);
        post.mail("m.eml", "ada", "bob", TEXT);
        post.write("f.bin", new byte[] {0, 1, 2, 10, 13, 10, (byte) 200});
        post.write("empty.bin", new byte[0]);
        Files.createDirectory(post.file("out"));
        done("sign --in m.eml --out signed.eml AS:ada");
        done("sign --in f.bin --detached --out signed.p7s AS:bob");
        done("encrypt --in m.eml --out encrypted.eml --cert bob.pem AS:ada");
    }

    private static void done(String line) {
        Ran ran = post.run(line);
        assertThat(ran.code()).as(line + "\n" + ran.err()).isZero();
    }

    /** A message goes signed from one to the other and is believed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "AS:ada",
                "AS:ada --opaque",
                "AS:ada --pss",
                "AS:ada --compress",
                "AS:ada --compress --opaque",
                "AS:ada --no-header-protection",
                "AS:ada --request-receipt",
                "AS:ada --as mail"
            })
    void aSignedMessageIsBelieved(String options) {
        done("sign --in m.eml --out s.eml " + options);
        assertThat(post.text("s.eml")).contains("From: Ada <ada@example.com>", "Subject: Figures of March");
        if (options.equals("AS:ada")) {
            assertThat(post.text("s.eml")).contains("the figures.", "multipart/signed", "micalg=");
        }
        done("verify TRUST --in s.eml");
        done("verify TRUST --crl issuing.crl --crl root.crl --require-fresh --in s.eml");
        assertThat(post.run("verify TRUST --require-fresh --in s.eml").code()).isEqualTo(1);
    }

    /** Certificates alone, as a file and as a message, from which others can encrypt. */
    @Test
    void certificatesGoAlone() {
        done("sign --certs-only --out c.p7c AS:bob");
        post.write("invite.eml", "From: Bob <bob@example.com>\nTo: ada@example.com\nSubject: My certificate\n\n\n");
        done("sign --certs-only --in invite.eml --out c.eml AS:bob");
        assertThat(post.text("c.eml"))
                .contains("Subject: My certificate", "smime-type=certs-only", "smime.p7c")
                .doesNotContain("Content-Type: text");
        assertThat(post.run("show TRUST --text --in c.eml").out()).contains("bob");
        assertThat(post.run("verify TRUST --in c.eml").code()).isEqualTo(1);
        done("encrypt --in f.bin --out e.p7m --cert c.p7c --no-sign");
        done("decrypt TRUST AS:bob --in e.p7m --out d.bin");
        assertThat(post.octets("d.bin")).isEqualTo(post.octets("f.bin"));
        Ran lost = post.run("sign --certs-only --in m.eml --out x.eml AS:bob");
        assertThat(lost.code()).isEqualTo(2);
        assertThat(lost.err()).contains("has no text");
        assertThat(post.run("sign --certs-only --opaque --out x.eml AS:bob").code())
                .isEqualTo(2);
        assertThat(post.file("x.eml")).doesNotExist();
    }

    /** A file goes signed from one to the other, as it is octet by octet. */
    @ParameterizedTest
    @CsvSource({
        "f.bin, AS:ada",
        "f.bin, AS:bob",
        "f.bin, AS:bob --pem",
        "f.bin, AS:bob --compress",
        "empty.bin, AS:bob",
        "m.eml, AS:bob --as file"
    })
    void aSignedFileIsBelieved(String file, String options) {
        done("sign --in " + file + " --out s.p7m " + options);
        assertThat(post.text("s.p7m")).startsWith(options.contains("--pem") ? "-----BEGIN CMS-----" : "0");
        done("verify TRUST --in s.p7m");
        done("sign --detached --in " + file + " --out s.p7s " + options.replace("--compress", ""));
        done("verify TRUST --in s.p7s --content " + file);
        post.write("other.bin", "another");
        assertThat(post.run("verify TRUST --in s.p7s --content other.bin").code())
                .isEqualTo(1);
    }

    /** A message goes encrypted from one to the other and is the same again. */
    @ParameterizedTest
    @CsvSource({
        "ada, AS:ada, signed+encrypted, subject",
        "bob, AS:bob --cipher gcm, signed+encrypted, subject",
        "bob, AS:ada --cipher cbc --compress, signed+encrypted, subject",
        "bob, AS:ada --triple, signed+encrypted, subject",
        "bob, AS:ada --triple --cipher gcm, signed+encrypted, subject",
        "ada, AS:bob --oaep, signed+encrypted, subject",
        "bob, AS:ada --headers off, signed+encrypted, subject",
        "bob, AS:ada --headers none, signed+encrypted, subject",
        "bob, AS:ada --headers baseline, signed+encrypted, hidden",
        "bob, AS:ada --headers shy, signed+encrypted, hidden",
        "bob, AS:ada --no-sign, encrypted, subject",
        "bob, --cipher gcm, encrypted, subject"
    })
    void anEncryptedMessageIsReadAgain(String reader, String options, String protection, String subject)
            throws Exception {
        done("encrypt --in m.eml --out e.eml --cert " + reader + ".pem " + options);
        assertThat(post.text("e.eml")).doesNotContain("figures.");
        assertThat(post.text("e.eml").contains("Figures of March")).isEqualTo(subject.equals("subject"));
        done("decrypt TRUST AS:" + reader + " --in e.eml --out d.eml");
        String decrypted = post.text("d.eml");
        assertThat(decrypted)
                .contains("Subject: Figures of March", "From: Ada <ada@example.com>")
                .doesNotContain("HP-Outer");
        assertThat(new String(post.octets("d.eml"), "UTF-8")).contains("figures");
        JsonNode report = json("verify TRUST AS:" + reader + " --in e.eml --json");
        assertThat(report.get("protection").asText()).isEqualTo(protection);
        if (options.contains("AS:") && !options.contains("--no-sign")) {
            String sender = options.substring(3, 6);
            done("decrypt TRUST AS:" + sender + " --in e.eml --out d.eml");
        }
    }

    /** A file goes encrypted from one to the other and has its name and its octets again. */
    @ParameterizedTest
    @CsvSource({
        "bob, AS:ada",
        "ada, AS:bob --cipher gcm --oaep",
        "bob, AS:ada --pem --compress",
        "bob, AS:ada --triple",
        "bob, --cipher cbc"
    })
    void anEncryptedFileIsReadAgain(String reader, String options) throws Exception {
        Files.createDirectories(post.file("copies"));
        done("encrypt --as file --in f.bin --out own.p7m --cert " + reader + ".pem");
        for (String file : new String[] {"f.bin", "empty.bin", "m.eml", "own.p7m"}) {
            done("encrypt --as file --in " + file + " --out e.p7m --cert " + reader + ".pem " + options);
            done("decrypt TRUST AS:" + reader + " --in e.p7m --out copies");
            assertThat(post.file("copies").resolve(file)).hasSameBinaryContentAs(post.file(file));
            Files.delete(post.file("copies").resolve(file));
            Ran ran = post.run("verify TRUST AS:" + reader + " --in e.p7m");
            assertThat(ran.code()).isEqualTo(options.contains("AS:") ? 0 : 1);
        }
    }

    @Test
    void standardStreamsWillDo() {
        Ran signed = post.fed(post.octets("m.eml"), "sign AS:ada");
        assertThat(signed.out()).contains("multipart/signed");
        byte[] message = signed.out().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(post.fed(message, "verify TRUST").code()).isZero();
        byte[] pem = post.fed(post.octets("f.bin"), "encrypt --pem --cert bob.pem AS:ada")
                .out()
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        assertThat(post.fed(pem, "decrypt TRUST AS:bob --out d.bin").code()).isZero();
        assertThat(post.octets("d.bin")).isEqualTo(post.octets("f.bin"));
        // More than what is kept in memory.
        ByteArrayOutputStream large = new ByteArrayOutputStream();
        for (int i = 0; i < 3 << 18; i++) {
            large.writeBytes(new byte[] {(byte) i, (byte) (i >> 8), 7, (byte) (i >> 16)});
        }
        assertThat(post.fed(large.toByteArray(), "encrypt --cert bob.pem AS:ada --out l.p7m")
                        .code())
                .isZero();
        assertThat(post.fed(post.octets("l.p7m"), "decrypt TRUST AS:bob --out d.bin")
                        .code())
                .isZero();
        assertThat(post.octets("d.bin")).isEqualTo(large.toByteArray());
    }

    /** Each with what standard error says. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 | sign --in m.eml --out out.eml --p12 ada.p12 --passphrase-file wrong                         | passphrase
            2 | sign --in m.eml --out out.eml                                                               | --p12
            2 | sign --in none.eml --out out.eml AS:ada                                                     | cannot be read
            2 | sign --in out --out out.eml AS:ada                                                          | cannot be read
            2 | sign --in m.eml --out out.eml --p12 none.p12 --passphrase-file wrong                        | cannot be read
            2 | sign --in m.eml --out out.eml --p12 f.bin --passphrase-file wrong                           |
            2 | sign --in m.eml --out nowhere/out.eml AS:ada                                                | no folder
            2 | sign --in m.eml --out out AS:ada                                                            | is a folder
            2 | sign --in m.eml --as letter AS:ada                                                          | one of
            2 | encrypt --in m.eml --out out.eml --triple --cert bob.pem                                    | --triple
            2 | encrypt --in f.bin --out out.p7m AS:ada                                                     | to whom
            2 | encrypt --in f.bin --out-dir out --cert bob.pem AS:ada                                      | Bcc
            2 | encrypt --in m.eml --out-dir nowhere AS:ada --data CA                                        | no folder
            2 | encrypt --in m.eml --out out.eml --cert none.pem AS:ada                                     | cannot be read
            2 | encrypt --in m.eml --out out.eml --cert f.bin AS:ada                                        |
            2 | encrypt --in m.eml --out out.eml --cert bob.pem --headers loud                              | one of
            2 | encrypt --in m.eml --out out.eml --cert bob.pem --cipher rot13                              | one of
            2 | verify TRUST --in none.eml                                                                  | cannot be read
            2 | verify TRUST --in f.bin                                                                     |
            2 | verify TRUST --in empty.bin                                                                 |
            2 | verify TRUST --in signed.p7s --content none.bin                                             | cannot be read
            2 | verify --trust none.pem --in signed.eml                                                     | cannot be read
            2 | verify TRUST --crl none.crl --in signed.eml                                                 | cannot be read
            2 | verify TRUST --in signed.p7s                                                                | --content
            1 | verify TRUST --in m.eml                                                                     |
            1 | verify --offline --in signed.eml                                                            |
            1 | verify --offline --trust foreign.pem --in signed.eml                                        |
            2 | decrypt --in encrypted.eml                                                                  | --p12
            2 | decrypt AS:bob --in encrypted.eml --json                                                    | --out
            2 | decrypt TRUST AS:bob --in f.bin --out out.bin                                               |
            2 | decrypt TRUST AS:bob --in empty.bin --out out.bin                                           |
            1 | decrypt TRUST AS:bob --in signed.eml --out out.bin                                          | Nothing in it is encrypted
            1 | decrypt TRUST AS:bob --in m.eml --out out.bin                                               | Nothing in it is encrypted
            1 | decrypt TRUST AS:carol --in encrypted.eml --out out.bin                                     | could not be opened
            1 | decrypt TRUST --p12 bob.p12 --passphrase-file wrong --in encrypted.eml --out out.bin        | passphrase
            2 | decrypt TRUST AS:bob --in encrypted.eml --out nowhere/out.bin                               | no folder
            """)
    void theExitCodeTells(int code, String line, String error) throws Exception {
        Ran ran = post.run(line);
        assertThat(ran.code()).as(ran.err()).isEqualTo(code);
        assertThat(ran.err()).doesNotContain("did not foresee").contains(error == null ? "" : error);
        assertThat(post.files("out")).isEmpty();
        assertThat(post.files("")).noneMatch(name -> name.startsWith("out.") || name.startsWith(".signet"));
        assertThat(Path.of(System.getenv().getOrDefault("SIGNET_DATA", "signet-data")))
                .doesNotExist();
    }

    private JsonNode json(String line) throws Exception {
        return new ObjectMapper().readTree(post.run(line).out());
    }

    @Test
    void theReportIsJsonForScripts() throws Exception {
        done("encrypt --in m.eml --out e.eml --cert bob.pem AS:ada");
        for (String line : new String[] {
            "verify TRUST AS:bob --in e.eml --json", "decrypt TRUST AS:bob --in e.eml --json --out d.eml"
        }) {
            JsonNode report = json(line);
            for (String verdict : new String[] {"integrity", "authenticity", "trust"}) {
                assertThat(report.get("verdicts").get(verdict).asText()).isEqualTo("good");
            }
            assertThat(report.get("verdicts").get("freshness").asText()).isEqualTo("unknown");
            assertThat(report.get("layers")).hasSize(2);
            assertThat(report.get("warnings").get(0).get("code").asText()).isEqualTo("freshness-unknown");
        }
        assertThat(json("verify --offline AS:bob --in e.eml --json")
                        .get("verdicts")
                        .get("trust")
                        .asText())
                .isEqualTo("unknown");
    }

    @Test
    void whyNobodyIsTrustedIsASentence() {
        assertThat(post.run("verify --offline --trust foreign.pem --in signed.eml")
                        .out())
                .containsPattern("No certification path holds: [^.]+\\.\n");
    }

    /** A message cut off anywhere is not believed, and nothing of it is written. */
    @Test
    void aCutMessageIsNotBelieved() {
        done("sign --in m.eml --out s.eml AS:ada");
        done("encrypt --in f.bin --out e.p7m --cert bob.pem AS:ada");
        done("encrypt --in f.bin --out g.p7m --cipher gcm --cert bob.pem AS:ada");
        for (String name : new String[] {"s.eml", "e.p7m", "g.p7m"}) {
            byte[] whole = post.octets(name);
            for (int part = 1; part < 10; part += 2) {
                post.write("cut." + name.substring(2), java.util.Arrays.copyOf(whole, whole.length * part / 10));
                String line = "TRUST AS:bob --in cut." + name.substring(2);
                if (name.equals("s.eml")) {
                    assertThat(post.run("verify " + line).code())
                            .as(name + part)
                            .isIn(1, 2);
                }
                assertThat(post.run("decrypt --out out.bin " + line).code()).isIn(1, 2);
                assertThat(post.files("")).noneMatch(file -> file.startsWith("out.") || file.startsWith(".signet"));
            }
        }
    }
}
