package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code signet decrypt} into a folder, under the name that somebody else wrote; and what is left where it fails. */
class DecryptVerbTest {
    private Post post;

    @BeforeEach
    void arrive(@TempDir Path folder) throws Exception {
        post = Post.in(folder);
        Files.createDirectory(post.file("out"));
    }

    /** A file's entity with that Content-Disposition, encrypted. */
    private void encrypted(String disposition) {
        post.write("inside.txt", "Content-Type: text/plain\n" + disposition + "\n\nThe content.\n");
        // As an old program writes it: the octets themselves, without MIME of ours around them.
        post.write("e.p7m", new Layers(post).cbc(post.octets("inside.txt"), "bob"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Content-Disposition: attachment; filename=plan.txt                               | plan.txt
            Content-Disposition: attachment; filename="../../plan.txt"                       | plan.txt
            Content-Disposition: attachment; filename="/etc/plan.txt"                        | plan.txt
            Content-Disposition: attachment; filename="..\\\\..\\\\plan.txt"                 | plan.txt
            Content-Disposition: attachment; filename*=UTF-8''%2e%2e%2fplan.txt              | plan.txt
            Content-Disposition: attachment; filename*=UTF-8''pl%00an.txt                    | plan.txt
            Content-Disposition: attachment; filename*=UTF-8''pl%0d%0aan.txt                 | plan.txt
            Content-Disposition: attachment; filename*=UTF-8''pl%1b%5b31man.txt              | pl[31man.txt
            Content-Disposition: attachment; filename*=UTF-8''pl%e2%80%aean.txt              | plan.txt
            Content-Disposition: attachment; filename=".."                                   |
            Content-Disposition: attachment; filename="/"                                    |
            Content-Disposition: attachment; filename=""                                     |
            Content-Disposition: attachment                                                  |
            Content-Disposition: attachment; filename=.bashrc                                | bashrc
            Content-Disposition: attachment; filename="CON"                                  | _CON
            Content-Disposition: attachment; filename="there.txt"                            |
            """)
    void aNameInsideNeverLeadsOutOfTheFolder(String disposition, String name) {
        post.write("out/there.txt", "mine");
        encrypted(disposition);
        Ran ran = post.run("decrypt TRUST AS:bob --in e.p7m --out out");
        assertThat(ran.code()).as(ran.err()).isEqualTo(name == null ? disposition.contains("there") ? 1 : 2 : 0);
        assertThat(post.text("out/there.txt")).isEqualTo("mine");
        if (name == null) {
            assertThat(post.files("out")).containsExactly("there.txt");
        } else {
            assertThat(post.files("out")).containsExactlyInAnyOrder("there.txt", name);
            assertThat(post.text("out/" + name)).isEqualTo("The content.\r\n");
        }
        assertThat(post.file("../plan.txt")).doesNotExist();
    }

    @Test
    void whatIsWrittenIsItsReadersAlone() throws Exception {
        encrypted("Content-Disposition: attachment; filename=plan.txt");
        assertThat(post.run("decrypt TRUST AS:bob --in e.p7m --out out").code()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(post.file("out/plan.txt"))))
                .isEqualTo("rw-------");
    }

    /** A file of its own that is named is replaced, and only by something whole. */
    @ParameterizedTest
    @CsvSource({"cbc, --no-sign", "cbc, ''", "gcm, --no-sign", "gcm, ''"})
    void whereItFailsEverythingStays(String cipher, String sign) throws Exception {
        post.write("f.bin", "The content. ".repeat(200_000));
        post.run("encrypt --in f.bin --out e.p7m --cert bob.pem AS:ada --cipher " + cipher + " " + sign);
        byte[] whole = post.octets("e.p7m");
        post.write("out.bin", "mine");
        // The last block of CBC would decrypt to something that looks whole once in 256 times.
        for (int at : new int[] {10, whole.length / 2, cipher.equals("gcm") ? whole.length - 1 : 20}) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            post.write("e.p7m", changed);
            for (String more : new String[] {"--out out.bin", "--out out", ""}) {
                Ran ran = post.run("decrypt TRUST AS:bob --in e.p7m " + more);
                boolean unprotected = cipher.equals("cbc") && sign.equals("--no-sign") && at == whole.length / 2;
                if (!unprotected) {
                    assertThat(ran.code()).as(at + more + ran.err()).isIn(1, 2);
                    assertThat(ran.out()).isEmpty();
                    assertThat(post.text("out.bin")).isEqualTo("mine");
                    assertThat(post.files("out")).isEmpty();
                } else {
                    // Nobody can tell; that is said.
                    assertThat(ran.err()).contains("could have changed it unnoticed");
                    assertThat(ran.code()).isZero();
                    post.write("out.bin", "mine");
                    Files.deleteIfExists(post.file("out/f.bin"));
                }
                assertNothingElseIsLeft();
            }
        }
    }

    /** Larger than what is kept in memory. */
    @ParameterizedTest
    @CsvSource({
        "encrypt --in f.bin --out e.p7m --cert bob.pem AS:ada --cipher gcm --no-sign",
        "encrypt --in f.bin --out e.p7m --cert bob.pem AS:ada --cipher cbc --no-sign",
        "encrypt --in f.bin --out e.p7m --cert bob.pem AS:ada",
        "encrypt --in f.bin --out e.p7m --cert bob.pem AS:ada --triple",
        "encrypt --in f.bin --out e.p7m --cert bob.pem AS:ada --compress",
        "bare",
        "base64"
    })
    void largeContentIsWhole(String how) throws Exception {
        byte[] content = new byte[3 << 20];
        new Random(1).nextBytes(content);
        post.write("f.bin", content);
        String target = "out";
        String opened = "out/f.bin";
        if (how.equals("bare")) {
            post.write("e.p7m", new Layers(post).gcm(content, "bob"));
            target = "opened.bin";
            opened = "opened.bin";
        } else if (how.equals("base64")) {
            String entity = "Content-Type: application/octet-stream; name=f.bin\nContent-Disposition: attachment\n"
                    + "Content-Transfer-Encoding: base64\n\n"
                    + Base64.getMimeEncoder().encodeToString(content);
            post.write("e.p7m", new Layers(post).cbc(entity.getBytes(StandardCharsets.US_ASCII), "bob"));
        } else {
            assertThat(post.run(how).code()).isZero();
        }
        Ran ran = post.run("decrypt TRUST AS:bob --in e.p7m --out " + target);
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(post.octets(opened)).isEqualTo(content);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(post.file(opened))))
                .isEqualTo("rw-------");
        assertNothingElseIsLeft();
    }

    @Test
    void aLargeMessageIsWhole() throws Exception {
        String body = "The content.\r\n".repeat(200_000);
        post.write("m.eml", "From: ada@example.com\r\nTo: bob@example.com\r\nSubject: Plan\r\n\r\n" + body);
        post.run("encrypt --in m.eml --out e.eml --cert bob.pem AS:ada");
        Ran ran = post.run("decrypt TRUST AS:bob --in e.eml --out opened.eml");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(post.text("opened.eml")).contains("Subject: Plan").endsWith("\r\n\r\n" + body);
        assertNothingElseIsLeft();
    }

    private void assertNothingElseIsLeft() {
        assertThat(post.files("")).noneMatch(name -> name.startsWith(".signet"));
        assertThat(post.files("out")).noneMatch(name -> name.startsWith(".signet"));
    }
}
