package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.cli.Post;
import org.signet.cli.Ran;

/** NSS ({@code cmsutil}), the library of Thunderbird, and our verbs read what the other wrote. Ada's key is RSA, Bob's and Carol's are P-256. */
class CmsutilTest {
    private static final String TEXT = "Figures for both of us.\r\n";

    @TempDir
    private static Path folder;

    private static Post post;
    private static Program cmsutil;

    @BeforeAll
    static void arrive() {
        cmsutil = Program.require("cmsutil");
        Program certutil = Program.require("certutil");
        post = Post.in(folder);
        post.write("f.txt", "Content-Type: text/plain\n\n" + TEXT);
        certutil.ok("-N", "-d", database(), "--empty-password");
        certutil.ok("-A", "-d", database(), "-n", "root", "-t", "C,C,", "-a", "-i", file("root.pem"));
        certutil.ok("-A", "-d", database(), "-n", "issuing", "-t", ",,", "-a", "-i", file("issuing.pem"));
        for (String who : new String[] {"ada", "bob"}) {
            Program.require("pk12util")
                    .ok("-i", file(who + ".p12"), "-d", database(), "-w", file("passphrase"), "-K", "");
        }
    }

    private static String database() {
        return "sql:" + folder;
    }

    private static String file(String name) {
        return post.file(name).toString();
    }

    private static void done(String line) {
        Ran ran = post.run(line);
        assertThat(ran.code()).as(line + "\n" + ran.err()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"ada, ''", "ada, --pss", "ada, --compress", "bob, ''"})
    void nssVerifiesWhatWeSign(String who, String options) {
        done("sign --as file --in f.txt --out s.p7m AS:" + who + " " + options);
        String verdict = cmsutil.ok("-D", "-d", database(), "-h", "1", "-n", "-i", file("s.p7m"))
                .output();
        assertThat(verdict).contains("signer0.status=GoodSignature");
        done("sign --detached --in f.txt --out s.p7s AS:" + who + " " + options.replace("--compress", ""));
        assertThat(cmsutil.ok("-D", "-d", database(), "-h", "1", "-c", file("f.txt"), "-i", file("s.p7s"))
                        .output())
                .contains("signer0.status=GoodSignature");
        post.write("other.txt", "another");
        assertThat(cmsutil.run("-D", "-d", database(), "-c", file("other.txt"), "-i", file("s.p7s"))
                        .exit())
                .isNotZero();
    }

    @ParameterizedTest
    @CsvSource({"ada, ada@example.com", "bob, bob@example.com"})
    void weVerifyWhatNssSigns(String who, String address) throws Exception {
        cmsutil.ok("-S", "-d", database(), "-N", nick(address), "-i", file("f.txt"), "-o", file("n.p7m"), "-G", "-P");
        done("verify TRUST --cert issuing.pem --in n.p7m");
        cmsutil.ok("-S", "-T", "-d", database(), "-N", nick(address), "-i", file("f.txt"), "-o", file("n.p7s"));
        done("verify TRUST --cert issuing.pem --in n.p7s --content f.txt");
        byte[] changed = post.octets("n.p7m");
        changed[post.text("n.p7m").indexOf("Figures")] ^= 1;
        Files.write(post.file("n.p7m"), changed);
        assertThat(post.run("verify TRUST --cert issuing.pem --in n.p7m").code())
                .isEqualTo(1);
    }

    /** The .p12 names its key so. */
    private static String nick(String address) {
        return address.substring(0, address.indexOf('@'));
    }

    /**
     * The NSS of Debian 12 (3.87) reads neither OAEP nor AuthEnvelopedData nor key agreement: not even a message with another recipient
     * who has an EC key.
     */
    @ParameterizedTest
    @CsvSource({
        "ada, --cipher cbc --no-sign, true",
        "ada, --cipher cbc --no-sign --oaep, false",
        "ada, --cipher cbc AS:ada, true",
        "ada, --cipher cbc AS:bob, false",
        "ada, --cipher gcm --no-sign, false",
        "bob, --cipher cbc --no-sign, false"
    })
    void nssDecryptsWhatWeEncrypt(String who, String options, boolean reads) {
        done("encrypt --as file --in f.txt --out e.p7m --cert " + who + ".pem " + options);
        Program.Result result = cmsutil.run("-D", "-d", database(), "-i", file("e.p7m"));
        assertThat(result.exit() == 0).as(result.output()).isEqualTo(reads);
        assertThat(result.output().contains("Figures for both")).isEqualTo(reads);
    }

    @ParameterizedTest
    @CsvSource({"plain", "signed"})
    void weDecryptWhatNssEncrypts(String inside) {
        String content = file("f.txt");
        if (inside.equals("signed")) {
            cmsutil.ok("-S", "-d", database(), "-N", "bob", "-i", content, "-o", file("inner.p7m"), "-G", "-P");
            content = file("inner.p7m");
        }
        cmsutil.ok("-E", "-d", database(), "-r", "ada@example.com", "-i", content, "-o", file("ne.p7m"));
        done("decrypt TRUST AS:ada --cert issuing.pem --in ne.p7m --out d.txt");
        assertThat(post.text("d.txt")).contains(TEXT);
        assertThat(post.run("verify TRUST AS:ada --cert issuing.pem --in ne.p7m")
                        .code())
                .isEqualTo(inside.equals("signed") ? 0 : 1);
    }
}
