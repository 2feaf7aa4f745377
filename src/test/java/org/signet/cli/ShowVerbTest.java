package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code signet show --text}: a message with its seal and its padlock in a terminal. */
class ShowVerbTest {
    @TempDir
    private static Path folder;

    private static Post post;

    @BeforeAll
    static void arrive() {
        post = Post.in(folder);
        post.mail("m.eml", "ada", "bob", "the figures\n");
        post.run("sign --in m.eml --out s.eml AS:ada");
        post.run("encrypt --in m.eml --out e.eml --cert bob.pem --headers shy AS:ada");
        post.run("encrypt --in m.eml --out u.eml --cert bob.pem --no-sign AS:ada");
        post.write("t.eml", post.text("s.eml").replace("the figures", "the failures"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            show --text TRUST --in m.eml              | [ ] seal | [ ] padlock | the figures
            show --text TRUST --in s.eml              | [✓] seal | [ ] padlock | the figures
            show --text --offline --in s.eml          | [?] seal | [ ] padlock | the figures
            show --text TRUST --in t.eml              | [✗] seal | [ ] padlock | --yes shows it
            show --text TRUST --in t.eml --yes        | [✗] seal | [ ] padlock | the failures
            show --text TRUST --in e.eml AS:bob       | [✓] seal | [✓] padlock | the figures
            show --text TRUST --in e.eml AS:carol     | [ ] seal | [✗] padlock | stays closed
            show --text TRUST --in e.eml              | [ ] seal | [✗] padlock | stays closed
            show --text TRUST --in u.eml AS:bob       | [ ] seal | [?] padlock | the figures
            """)
    void sealAndPadlockStandBeforeTheText(String line, String seal, String padlock, String text) {
        Ran ran = post.run(line);
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).contains(seal, padlock, text);
        assertThat(ran.out().indexOf(seal)).isLessThan(ran.out().indexOf(text));
        boolean changed = line.contains("t.eml");
        assertThat(ran.out().startsWith("!!! THIS MESSAGE WAS CHANGED")).isEqualTo(changed);
        if (changed && !line.contains("--yes")) {
            assertThat(ran.out()).doesNotContain("failures");
        }
        if (text.equals("the figures") && line.contains("e.eml")) {
            assertThat(ran.out()).contains("Subject: Figures of March  (signed-and-encrypted)");
        }
    }

    /** What nobody opened may be signed inside. */
    @Test
    void whatStaysClosedIsNotCalledUnsigned() {
        assertThat(post.run("show --text TRUST --in e.eml").out())
                .contains("Signature not known", "--p12 FILE")
                .doesNotContain("Not signed");
        assertThat(post.run("show --text TRUST --in u.eml AS:bob").out()).contains("Not signed");
    }

    /** Neither has a text, and neither is closed. */
    @Test
    void receiptsAndCertificatesAreCalledSo() {
        post.run("sign --in m.eml --request-receipt --out asks.eml AS:ada");
        post.run("receipt --yes TRUST --in asks.eml --out receipt.eml AS:bob");
        assertThat(post.run("show --text TRUST --in receipt.eml").out())
                .contains("[✓] seal", "It is a receipt")
                .doesNotContain("m1@example.com");
        post.run("sign --certs-only --out ada.p7c AS:ada");
        assertThat(post.run("show --text TRUST --in ada.p7c").out())
                .contains("It brings certificates and no text.")
                .doesNotContain("closed");
    }

    @Test
    void cellsAndPointsOfHtmlStayApart() {
        String html =
                "Content-Type: text/html\r\n\r\n<table><tr><th>Gain<th>Year</th></tr><tr><td>20</td><td>26</td></tr>"
                        + "</table><ul><li>One</li><li>Two</ul>\r\n";
        post.write("d.eml", Layers.message("ada", html.replace("Gain<th>", "Gain</th><th>")));
        assertThat(post.run("show --text TRUST --in d.eml").out()).contains("Gain Year\n20 26\n", "\n• One\n• Two\n");
    }

    @Test
    void whyRevocationIsNotKnownIsTold() {
        assertThat(post.run("show --text TRUST --in s.eml").out()).contains("  status      not known. ");
    }

    /** Nothing in a message commands the terminal. */
    @Test
    void nothingInItReachesTheTerminalAsACommand() {
        post.mail("h.eml", "ada", "bob", "a\u001b[2Jb\u0007c\u202ed\u009b31m\n");
        post.write("h.eml", post.text("h.eml").replace("Figures of March", "=?utf-8?q?a=1b[2Jb=e2=80=aec=07?="));
        Ran ran = post.run("show --text TRUST --in h.eml");
        assertThat(ran.code()).isZero();
        assertThat(ran.out().replace("\n", ""))
                .doesNotContain("\u001b", "\u0007", "\u009b", "\u202e")
                .matches("\\P{Cntrl}*");
    }

    /** RFC 9788 §4.5.3: else anybody could hide a first paragraph so. */
    @ParameterizedTest
    @CsvSource({"false, 1, true", "true, 1, false", "true, 0, true"})
    void whatLooksLikeACopyOfTheHeaderIsLeftOutOnlyWhereEncryptionSaysSo(
            boolean encrypted, String mark, boolean shown) {
        String html = "Content-Type: text/html; hp-legacy-display=\"" + mark + "\"\r\n\r\n"
                + "<body><div class=\"header-protection-legacy-display\"><pre>Pay nothing.</pre></div>Yes.</body>\r\n";
        byte[] cms = new Layers(post).gcm(Layers.latin(html), "bob");
        post.write("d.eml", Layers.message("ada", encrypted ? Layers.part("authEnveloped-data", cms) : html));
        String out = post.run("show --text TRUST AS:bob --in d.eml").out();
        assertThat(out).contains("Yes.");
        assertThat(out.contains("Pay nothing.")).isEqualTo(shown);
    }

    /** Else a message that is nothing but a file looks empty. */
    @Test
    void filesThatCameAlongAreNamed() {
        String entity =
                "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nYes.\r\n"
                        + "--x\r\nContent-Type: message/rfc822\r\n\r\nFrom: eve@example.com\r\n\r\nNo.\r\n"
                        + "--x\r\nContent-Type: image/png; name=\"=?utf-8?q?a=1b[2Jb.png?=\"\r\n\r\n.\r\n--x--\r\n";
        post.write("d.eml", Layers.message("ada", entity));
        String out = post.run("show --text TRUST --in d.eml").out();
        assertThat(out)
                .contains("Yes.\n[file] file-1 (message/rfc822)\n[file] a")
                .doesNotContain("\u001b", "No.");
    }

    /** Mallory puts a signature around ada's: the seal is that of the one that was judged. */
    @Test
    void theSealNamesWhoseSignatureCounts() {
        Layers layers = new Layers(post);
        String inner = Layers.part(
                "signed-data", layers.signed(Layers.latin("Content-Type: text/plain\r\n\r\nYes.\r\n"), "ada"));
        post.write(
                "d.eml",
                Layers.message("ada", Layers.part("signed-data", layers.signed(Layers.latin(inner), "mallory"))));
        String out = post.run("show --text TRUST --in d.eml").out();
        assertThat(out).contains("[✓] seal:    Signed by ada@example.com");
    }

    /** A message that cannot be read. */
    @Test
    void garbageIsRefused() {
        post.write("g.bin", new byte[] {1, 2, 3});
        assertThat(post.run("show --text TRUST --in g.bin").code()).isEqualTo(2);
        assertThat(post.run("show --text TRUST --in none.eml").code()).isEqualTo(2);
        assertThat(post.run("show --text TRUST --in g.bin --content none.bin").code())
                .isEqualTo(2);
    }
}
