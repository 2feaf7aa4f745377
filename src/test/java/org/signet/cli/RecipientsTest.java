package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code signet encrypt}: to whom. All of them, or nothing is written. */
class RecipientsTest {
    private Post post;

    @BeforeEach
    void arrive(@TempDir Path folder) throws Exception {
        post = Post.in(folder);
        Files.createDirectory(post.file("copies"));
        post.mail("m.eml", "ada", "bob", "the figures\r\n");
    }

    private void addressed(String more) {
        post.write("m.eml", "%s\r\n%s".formatted(more.replace(";", "\r\n"), post.text("m.eml")));
    }

    private int opens(String who, String file) {
        return post.run("decrypt TRUST --out out.eml AS:" + who + " --in " + file)
                .code();
    }

    @Test
    void withoutOtherOrdersToWhomTheMessageIsAddressed() {
        addressed("Cc: Carol <carol@example.com>");
        assertThat(post.run("encrypt --in m.eml --out e.eml AS:ada --data CA --offline"))
                .isEqualTo(new Ran(0, "", ""));
        for (String who : List.of("ada", "bob", "carol")) {
            assertThat(opens(who, "e.eml")).as(who).isZero();
        }
        assertThat(opens("sid", "e.eml")).isEqualTo(1);
    }

    /** An order counts instead of To and Cc. */
    @ParameterizedTest
    @CsvSource({
        "--to carol@example.com, carol, bob",
        "--to carol@example.com sid@example.com --cert bob.pem, , ",
        "--to CAROL@EXAMPLE.COM, carol, bob",
        "--cert carol.pem, carol, bob",
        "'--to carol@example.com,bob@example.com', carol, sid",
        "--to carol@example.com bob@example.com, bob, sid"
    })
    void orToWhomItIsOrdered(String order, String reader, String other) {
        int code = post.run("encrypt --in m.eml --out e.eml AS:ada --data CA --offline " + order)
                .code();
        assertThat(code).isEqualTo(reader == null ? 1 : 0);
        if (reader != null) {
            assertThat(opens(reader, "e.eml")).isZero();
            assertThat(opens(other, "e.eml")).isEqualTo(1);
        }
    }

    /** Every one without a usable certificate is named, with the reason. */
    @Test
    void allWhoCannotBeWrittenToAreNamed() {
        addressed("Cc: nobody@example.com, sid@example.com, fred@example.com, rita@example.com, carol@example.com");
        Ran ran = post.run("encrypt --in m.eml --out e.eml AS:ada --data CA --offline");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err())
                .contains("nobody@example.com: ", "sid@example.com: ", "fred@example.com: ", "rita@example.com: ")
                .doesNotContain("bob@", "carol@");
        assertThat(post.file("e.eml")).doesNotExist();
        // The same where there is a copy for each: nothing of any.
        addressed("Bcc: nobody@example.com, bob@example.com");
        assertThat(post.run("encrypt --in m.eml --out-dir copies AS:ada --data CA --offline")
                        .code())
                .isEqualTo(1);
        assertThat(post.files("copies")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "fred.pem, expired",
        "sid.pem, not for encryption",
        "rita.pem --cert issuing.pem, revoked",
        "issuing.pem, not for encryption"
    })
    void norToACertificateThatIsNoGood(String certificate, String why) {
        Ran ran = post.run("encrypt --in m.eml --out e.eml AS:ada --offline --cert " + certificate
                + " --trust root.pem --crl issuing.crl --crl root.crl");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains(why);
        assertThat(post.file("e.eml")).doesNotExist();
    }

    /** As {@code signet issue} writes it, and as other CAs hand it out. */
    @Test
    void theCasCertificateMayStandInTheSameFile() {
        post.write("both.pem", post.text("bob.pem") + post.text("issuing.pem"));
        assertThat(post.run("encrypt --in m.eml --out e.eml AS:ada --offline --cert both.pem")
                        .code())
                .isZero();
        assertThat(opens("bob", "e.eml")).isZero();
    }

    /** Without a CA's folder nobody is found; that is a no, says what to give, and makes no folder. */
    @Test
    void whereThereIsNoFolderNobodyIsFound(@TempDir Path elsewhere) {
        Path none = elsewhere.resolve("none");
        Ran ran = post.run("encrypt --in m.eml --out e.eml AS:ada --offline --data " + none);
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("bob@example.com: no directory was asked", "--server URL", "--cert FILE");
        assertThat(none).doesNotExist();
        assertThat(Path.of(System.getenv().getOrDefault("SIGNET_DATA", "signet-data")))
                .doesNotExist();
    }

    /** A copy of its own for each in Bcc; neither it nor the main one tells of any other. */
    @Test
    void nobodyCanTellOfTheRecipientsInBcc() {
        addressed("Bcc: carol@example.com,; dave <mallory@example.com>"
                .replace("mallory", "sid")
                .replace("sid", "ada"));
        assertThat(post.run("encrypt --in m.eml --out e.eml AS:bob --data CA --offline")
                        .err())
                .contains("--out-dir");
        assertThat(post.file("e.eml")).doesNotExist();
        Ran ran = post.run("encrypt --in m.eml --out-dir copies AS:bob --data CA --offline");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(post.files("copies")).containsExactly("bcc-1.eml", "bcc-2.eml", "message.eml");
        post.write("main.eml", post.text("copies/message.eml"));
        post.write("one.eml", post.text("copies/bcc-1.eml"));
        post.write("two.eml", post.text("copies/bcc-2.eml"));
        String[] table = {"main.eml bob carol,ada", "one.eml carol bob,ada", "two.eml ada bob,carol"};
        for (String line : table) {
            String[] cells = line.split(" ");
            assertThat(opens(cells[1], cells[0])).as(line).isZero();
            assertThat(post.text("out.eml"))
                    .contains("To: Bob <bob@example.com>", "the figures")
                    .doesNotContainIgnoringCase("bcc")
                    .doesNotContain("carol", "dave");
            for (String other : cells[2].split(",")) {
                assertThat(opens(other, cells[0])).as(line).isEqualTo(1);
                assertThat(mentions(cells[0], other)).as(line + other).isFalse();
            }
            assertThat(post.text(cells[0]).split("\r\n\r\n")[0])
                    .doesNotContainIgnoringCase("bcc")
                    .doesNotContain("carol", "dave");
        }
    }

    /** Whether the serial number of somebody's certificate stands in a message that is one base64 body. */
    private boolean mentions(String message, String who) {
        String text = post.text(message);
        byte[] cms = Base64.getMimeDecoder().decode(text.substring(text.indexOf("\r\n\r\n") + 4));
        byte[] serial = org.signet.crypto.x509.Certificate.parseFile(post.octets(who + ".pem"))
                .orThrow()
                .get(0)
                .content()
                .serial()
                .value()
                .toByteArray();
        return new String(cms, java.nio.charset.StandardCharsets.ISO_8859_1)
                .contains(new String(serial, java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    /** Else the first copy would be what the second is made of, and the message would be gone. */
    @ParameterizedTest
    @ValueSource(strings = {"message.eml", "bcc-1.eml"})
    void noCopyReplacesTheMessage(String name) {
        addressed("Bcc: carol@example.com, ada@example.com");
        String before = post.text("m.eml");
        post.write("copies/" + name, before);
        Ran ran = post.run("encrypt --out-dir copies AS:bob --data CA --offline --in "
                + post.file("copies").resolve(name));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("another folder with --out-dir");
        assertThat(post.text("copies/" + name)).isEqualTo(before);
        assertThat(post.files("copies")).containsExactly(name);
    }

    /** A message to recipients in Bcc alone. */
    @Test
    void itMayHaveRecipientsInBccAlone() {
        post.write("m.eml", post.text("m.eml").replace("To: Bob <bob@example.com>\r\n", "Bcc: carol@example.com\r\n"));
        Ran ran = post.run("encrypt --in m.eml --out-dir copies AS:ada --data CA --offline");
        assertThat(ran.code()).as(ran.err()).isZero();
        post.write("main.eml", post.text("copies/message.eml"));
        post.write("one.eml", post.text("copies/bcc-1.eml"));
        assertThat(opens("ada", "main.eml")).isZero();
        assertThat(opens("carol", "one.eml")).isZero();
        ran = post.run("encrypt --in m.eml --out-dir copies --data CA --offline");
        assertThat(ran.code()).as(ran.err()).isLessThan(3);
    }

    /** A message that names nobody. */
    @Test
    void itMustNameSomebody() {
        post.write("m.eml", post.text("m.eml").replace("To: Bob <bob@example.com>\r\n", ""));
        Ran ran = post.run("encrypt --in m.eml --out e.eml AS:ada --data CA --offline");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("--to");
    }
}
