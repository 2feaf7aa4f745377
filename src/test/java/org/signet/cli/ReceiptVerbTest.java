package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code signet receipt}: made by whoever was asked, checked by whoever asked. */
class ReceiptVerbTest {
    @TempDir
    private static Path folder;

    private static Post post;

    @BeforeAll
    static void arrive() {
        post = Post.in(folder);
        post.mail("m.eml", "ada", "bob", "the figures\n");
        post.mail("other.eml", "ada", "bob", "other figures\n");
        done("sign --in m.eml --out plain.eml AS:ada");
        done("sign --in m.eml --out asks.eml --request-receipt AS:ada");
        done("sign --in other.eml --out asks-other.eml --request-receipt AS:ada");
        done("sign --in m.eml --out asks-carol.eml --receipts-from carol@example.com AS:ada");
        done("sign --in m.eml --out asks-bob.eml --receipts-from carol@example.com,bob@example.com AS:ada");
        done("sign --in m.eml --out elsewhere.eml --request-receipt --receipts-to desk@example.com AS:ada");
        done("encrypt --in m.eml --out encrypted.eml --request-receipt --triple --cert bob.pem AS:ada");
        done("encrypt --in m.eml --out encrypted-elsewhere.eml --request-receipt --receipts-to desk@example.com"
                + " --cert bob.pem AS:ada");
        done("sign --in m.eml --out mallory.eml --request-receipt AS:mallory");
        post.write("changed.eml", post.text("asks.eml").replace("the figures", "the failures"));
    }

    private static void done(String line) {
        Ran ran = post.run(line);
        assertThat(ran.code()).as(line + "\n" + ran.err()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "asks.eml, ada@example.com, signed-receipt",
        "asks-bob.eml, ada@example.com, signed-receipt",
        "elsewhere.eml, desk@example.com, signed-receipt",
        "encrypted.eml, ada@example.com, enveloped-data",
        "encrypted-elsewhere.eml, desk@example.com, signed-receipt"
    })
    void itIsMadeByWhoeverWasAskedAndRightForWhoeverAsked(String asking, String to, String form) {
        Ran made = post.run("receipt TRUST --in " + asking + " --yes --out r.eml AS:bob");
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(made.err().contains("signed and not encrypted"))
                .isEqualTo(asking.contains("encrypted") && form.equals("signed-receipt"));
        assertThat(post.text("r.eml"))
                .contains("To: " + to, "From: bob@example.com", "In-Reply-To: <m1@example.com>")
                .contains("smime-type=" + form);
        if (form.equals("signed-receipt")) {
            done("verify TRUST --in r.eml");
        } else {
            // Its outer signature alone says nothing of what is inside.
            assertThat(post.text("r.eml")).contains("multipart/signed").doesNotContain("signed-receipt");
            done("show TRUST --text --in r.eml AS:ada");
            done("show TRUST --text --in r.eml AS:bob");
            Ran closed = post.run("receipt TRUST --original " + asking + " r.eml AS:carol");
            assertThat(closed.err()).contains("could not be opened");
            assertThat(closed.code()).isEqualTo(1);
            assertThat(post.run("receipt TRUST --original asks.eml r.eml").out())
                    .contains("give the key");
        }
        Ran right = post.run("receipt TRUST --original " + asking + " r.eml AS:ada");
        assertThat(right.out()).contains("r.eml: right, of bob@example.com\n");
        assertThat(right.code()).isZero();
        Ran wrong = post.run("receipt TRUST --original asks-other.eml r.eml AS:ada");
        assertThat(wrong.out()).contains("another message");
        assertThat(wrong.code()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 | receipt TRUST --in plain.eml --yes --out out.eml AS:bob           | does not ask
            1 | receipt TRUST --in m.eml --yes --out out.eml AS:bob               | not signed
            1 | receipt TRUST --in changed.eml --yes --out out.eml AS:bob         | not good
            1 | receipt TRUST --in mallory.eml --yes --out out.eml AS:bob         | not good
            1 | receipt --offline --in asks.eml --yes --out out.eml AS:bob        | not good
            1 | receipt TRUST --in asks-carol.eml --yes --out out.eml AS:bob      | asks others
            1 | receipt TRUST --in encrypted.eml --yes --out out.eml AS:carol     | could not be opened
            2 | receipt TRUST --in asks.eml --yes --out out.eml                   | --p12
            2 | receipt TRUST --in none.eml --yes --out out.eml AS:bob            | cannot be read
            2 | receipt TRUST --in asks.eml --yes --out nowhere/out.eml AS:bob    | no folder
            2 | receipt TRUST asks.eml                                            | --original
            2 | receipt TRUST --original none.eml asks.eml                        | cannot be read
            2 | receipt TRUST --original asks.eml none.eml                        | cannot be read
            """)
    void elseNoneIsMade(int code, String line, String error) {
        Ran ran = post.run(line);
        assertThat(ran.code()).as(ran.err()).isEqualTo(code);
        assertThat(ran.err()).contains(error);
        assertThat(post.files("")).noneMatch(name -> name.startsWith("out.") || name.startsWith(".signet"));
    }

    /** Nobody is at the terminal to say yes. */
    @Test
    void itIsAskedFirst() {
        Ran ran = post.run("receipt TRUST --in asks.eml --out out.eml AS:bob");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("tells ada@example.com that you have the message");
        assertThat(post.file("out.eml")).doesNotExist();
    }

    /** What came instead of a receipt, and a receipt that somebody touched. */
    @Test
    void whatIsNoReceiptOrAWrongOneIsTold() {
        done("receipt TRUST --in asks.eml --yes --out r.eml AS:bob");
        // An octet of the signature at its end.
        String body = post.text("r.eml").stripTrailing();
        char last = body.charAt(body.length() - 6);
        post.write(
                "touched.eml",
                body.substring(0, body.length() - 6) + (last == 'A' ? 'B' : 'A') + body.substring(body.length() - 5));
        Ran ran = post.run("receipt TRUST --original asks.eml r.eml plain.eml touched.eml m.eml");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out().lines().map(line -> line.replaceAll("^.*/", "")))
                .satisfiesExactly(
                        right -> assertThat(right).isEqualTo("r.eml: right, of bob@example.com"),
                        none -> assertThat(none).isEqualTo("plain.eml: This is no receipt."),
                        wrong -> assertThat(wrong).startsWith("touched.eml: Its own signature is not good"),
                        unsigned -> assertThat(unsigned).isEqualTo("m.eml: This is no receipt."));
        assertThat(post.run("receipt TRUST --original plain.eml r.eml").out()).contains("did not ask for a receipt");
    }

    /** Somebody on the way puts a signature in ada's name in front of hers, which is wrong and asks for a receipt. */
    @Test
    void onlyASignatureThatHoldsAsks() throws Exception {
        for (String name : List.of("asks", "plain")) {
            done("sign --in m.eml --opaque --out " + name + "-opaque.eml AS:ada"
                    + (name.equals("asks") ? " --receipts-to mallory@example.com" : ""));
        }
        post.write("forged.eml", Layers.withSignerOf(post.text("plain-opaque.eml"), post.text("asks-opaque.eml")));
        Ran verified = post.run("verify TRUST --in forged.eml");
        assertThat(verified.code()).isZero();
        assertThat(verified.out().lines().filter(line -> line.startsWith("signed by")))
                .satisfiesExactly(
                        forged -> assertThat(forged).endsWith("; does not hold"),
                        good -> assertThat(good).endsWith(" as it says"));
        Ran ran = post.run("receipt TRUST --in forged.eml --yes --out out.eml AS:bob");
        assertThat(ran.err()).contains("does not ask");
        assertThat(ran.code()).isEqualTo(1);
    }

    /** However long what was sent is. */
    @Test
    void aLongMessageIsConfirmedToo() {
        post.mail("long.eml", "ada", "bob", "a line of the long report\n".repeat(100_000));
        done("sign --in long.eml --out asks-long.eml --request-receipt AS:ada");
        done("receipt TRUST --in asks-long.eml --yes --out r.eml AS:bob");
        done("receipt TRUST --original asks-long.eml r.eml");
    }
}
