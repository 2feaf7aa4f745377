package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.cli.Post;
import org.signet.cli.Ran;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.Certificate;

/** gpgsm 2.2 and our verbs read what the other wrote: RSA for everything, EC for verification. Ada's key is RSA, Bob's is P-256. */
class GpgsmMessagesTest {
    private static final String TEXT = "Figures for both of us.\r\n";
    private static final String PASSPHRASE = "a long passphrase";

    @TempDir
    private static Path folder;

    private static Post post;
    private static Gpgsm gpgsm;

    @BeforeAll
    static void arrive() {
        Program.require("gpgsm");
        post = Post.in(folder);
        post.write("f.txt", TEXT);
        post.write("e.txt", "Content-Type: text/plain\n\n" + TEXT);
        gpgsm = Gpgsm.trusting(
                Certificate.parseFile(post.octets("root.pem")).orThrow().get(0));
        try (Passphrase passphrase = Passphrase.of(PASSPHRASE.toCharArray())) {
            post.write(
                    "compatible.p12",
                    Pkcs12File.open(post.octets("ada.p12"), passphrase)
                            .orThrow()
                            .write(Pkcs12File.Flavour.COMPATIBILITY, "ada", passphrase, Providers.newRandom()));
        }
        gpgsm.unlocked(PASSPHRASE, "--import", file("compatible.p12")).expect(0);
        gpgsm.ok("--import", file("root.pem"));
        gpgsm.ok("--import", file("issuing.pem"));
    }

    @AfterAll
    static void stop() {
        if (gpgsm != null) {
            gpgsm.close();
        }
    }

    private static String file(String name) {
        return post.file(name).toString();
    }

    private static void done(String line) {
        Ran ran = post.run(line);
        assertThat(ran.code()).as(line + "\n" + ran.err()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"ada, ''", "ada, --pss", "ada, --pem", "bob, ''"})
    void gpgsmVerifiesWhatWeSign(String who, String options) {
        done("sign --as file --in f.txt --out s.p7m AS:" + who + " " + options);
        assertThat(gpgsm.ok("--verify", file("s.p7m")).output()).contains("Good signature");
        done("sign --detached --in f.txt --out s.p7s AS:" + who + " " + options);
        assertThat(gpgsm.ok("--verify", file("s.p7s"), file("f.txt")).output()).contains("Good signature");
        post.write("other.txt", "another");
        assertThat(gpgsm.program()
                        .run("--verify", file("s.p7s"), file("other.txt"))
                        .exit())
                .isNotZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--armor"})
    void weVerifyWhatGpgsmSigns(String armor) {
        String[] line = armor.isEmpty() ? new String[0] : new String[] {armor};
        write("n.p7m", Identity.concat(line, "--sign", "--local-user", "ada@example.com", file("f.txt")));
        done("verify TRUST --cert issuing.pem --in n.p7m");
        write("n.p7s", Identity.concat(line, "--detach-sign", "--local-user", "ada@example.com", file("f.txt")));
        done("verify TRUST --cert issuing.pem --in n.p7s --content f.txt");
        assertThat(post.run("verify TRUST --cert issuing.pem --in n.p7s --content e.txt")
                        .code())
                .isEqualTo(1);
    }

    private static void write(String name, String... command) {
        String[] line = {"--yes", "--output", file(name)};
        gpgsm.unlocked(PASSPHRASE, Identity.concat(line, command)).expect(0);
    }

    /** It knows neither OAEP nor GCM. */
    @ParameterizedTest
    @CsvSource({
        "--cipher cbc --no-sign, true",
        "--cipher cbc --no-sign --pem, true",
        "--cipher cbc --no-sign --oaep, false",
        "--cipher gcm --no-sign, false"
    })
    void gpgsmDecryptsWhatWeEncrypt(String options, boolean reads) {
        done("encrypt --as file --in f.txt --out e.p7m --cert ada.pem " + options);
        Program.Result result = gpgsm.unlocked(PASSPHRASE, "--decrypt", file("e.p7m"));
        assertThat(result.exit() == 0).as(result.output()).isEqualTo(reads);
        assertThat(new String(result.standardOutput(), StandardCharsets.UTF_8).contains("Figures for both"))
                .isEqualTo(reads);
    }

    /** Signed inside, as we do by default: it opens one layer after the other. */
    @ParameterizedTest
    @ValueSource(strings = {"ada", "bob"})
    void gpgsmReadsOneLayerAfterTheOther(String signer) {
        done("encrypt --as file --in f.txt --out e.p7m --cipher cbc --cert ada.pem AS:" + signer);
        byte[] inside =
                gpgsm.unlocked(PASSPHRASE, "--decrypt", file("e.p7m")).expect(0).standardOutput();
        String entity = new String(inside, StandardCharsets.ISO_8859_1);
        assertThat(entity).contains("smime-type=signed-data");
        post.write("inner.p7m", java.util.Arrays.copyOfRange(inside, entity.indexOf("\r\n\r\n") + 4, inside.length));
        Program.Result verified = gpgsm.ok("--verify", file("inner.p7m"));
        assertThat(verified.output()).contains("Good signature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--armor"})
    void weDecryptWhatGpgsmEncrypts(String armor) {
        String[] line = armor.isEmpty() ? new String[0] : new String[] {armor};
        write("ne.p7m", Identity.concat(line, "--encrypt", "--recipient", "ada@example.com", file("f.txt")));
        done("decrypt TRUST AS:ada --in ne.p7m --out d.txt");
        assertThat(post.text("d.txt")).isEqualTo(TEXT);
    }
}
