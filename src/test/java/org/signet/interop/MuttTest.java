package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.cli.Post;
import org.signet.cli.Ran;

/** Ada reads her mail with mutt, set up as src/doc/engines.md tells, at a terminal of its own; and writes with it. */
class MuttTest {
    private static final String PASSPHRASE = "a long passphrase\n";

    @TempDir
    private static Path folder;

    private static Post post;
    private static String script;

    @BeforeAll
    static void setUp() throws Exception {
        Program.require("mutt");
        Program.require("smime_keys");
        Program.require("python3");
        post = Post.in(folder);
        script = Path.of("src/test/resources/terminal.py").toAbsolutePath().toString();
        Files.createDirectories(post.file("home/Mail"));
        String smime = post.file("home/.smime").toString();
        Files.writeString(
                post.file("home/.muttrc"),
                String.join(
                        "\n",
                        "set smime_is_default crypt_autosign crypt_autoencrypt smime_encrypt_with=aes256",
                        "set smime_certificates=" + smime + "/certificates smime_keys=" + smime + "/keys",
                        "set smime_ca_location=" + smime + "/ca-bundle.crt",
                        "set from=ada@example.com use_from=yes editor=true edit_headers fast_reply autoedit abort_unmodified=no record='' wait_key=no crypt_use_gpgme=no",
                        "set sendmail=" + post.file("sendmail") + "\n"));
        Files.writeString(post.file("sendmail"), "#!/bin/sh\ncat >'" + post.file("sent.eml") + "'\n");
        assertThat(post.file("sendmail").toFile().setExecutable(true)).isTrue();
        at("smime_keys", List.of(), "init");
        at("smime_keys", List.of("certificate: \troot\\n"), "add_root", "root.pem");
        at("smime_keys", List.of("certificate: \tissuing\\n"), "add_root", "issuing.pem");
        String type = PASSPHRASE.replace("\n", "\\n");
        assertThat(at(
                        "smime_keys",
                        List.of(
                                "Import Password:\t" + type,
                                "PEM pass phrase:\t" + type,
                                "Verifying - Enter PEM pass phrase:\t" + type,
                                "label: \tada\\n"),
                        "add_p12",
                        "ada.p12"))
                .contains("added private key");
        String id = Files.readString(post.file("home/.smime/keys/.index")).split(" ")[1];
        Files.writeString(
                post.file("home/.muttrc"),
                Files.readString(post.file("home/.muttrc")) + "set smime_default_key=" + id + " smime_sign_as=" + id
                        + "\n");
        post.mail("m.eml", "ada", "ada", "the figures\n");
    }

    /** Each step: what is waited for, a tab, what is typed then. */
    private static String at(String program, List<String> steps, String... arguments) {
        List<String> line = new ArrayList<>(List.of("python3", script));
        line.addAll(steps);
        line.addAll(List.of("--", program));
        for (String argument : arguments) {
            line.add(Files.exists(post.file(argument)) ? post.file(argument).toString() : argument);
        }
        return Program.of(Map.of("HOME", post.file("home").toString()), line.toArray(String[]::new))
                .ok()
                .output();
    }

    /** A mailbox with one message. */
    private static void deliver(String name) throws Exception {
        Files.writeString(
                post.file("box"),
                "From ada@example.com Mon Mar  2 10:00:00 2026\n"
                        + post.text(name).replace("\r\n", "\n") + "\n",
                StandardCharsets.ISO_8859_1);
    }

    /** As the manual has it: with the issuing CA beside the root, else it is marked as invalid. */
    @Test
    void whomToWriteToIsTrusted() {
        at("smime_keys", List.of("label: \tbob\\n"), "add_cert", "bob.pem");
        assertThat(at("smime_keys", List.of(), "list")).contains("bob@example.com \"bob\" (Trusted)");
    }

    @Test
    void muttVerifiesWhatWeSigned() throws Exception {
        assertThat(post.run("sign --in m.eml --out s.eml AS:ada").code()).isZero();
        deliver("s.eml");
        assertThat(at("mutt", List.of("(all)\t\\n", "(all)\tqx"), "-f", "box"))
                .contains("S/MIME signature successfully verified", "the figures");
        post.write("s.eml", post.text("s.eml").replace("the figures", "the failures"));
        deliver("s.eml");
        assertThat(at("mutt", List.of("(all)\t\\n", "(all)\tqx"), "-f", "box"))
                .contains("S/MIME signature could NOT be verified");
    }

    @Test
    void muttOpensWhatWeEncrypted() throws Exception {
        assertThat(post.run("encrypt --in m.eml --out e.eml --cert ada.pem AS:ada")
                        .code())
                .isZero();
        deliver("e.eml");
        assertThat(at("mutt", List.of("(all)\t\\n", "passphrase:\t" + PASSPHRASE, "(all)\tqx"), "-f", "box"))
                .contains("the figures");
    }

    @Test
    void weOpenAndVerifyWhatMuttWrote() throws Exception {
        Files.writeString(post.file("draft"), "To: ada@example.com\nSubject: Hi\n\nHello from mutt.\n");
        String seen = at("mutt", List.of("Security\ty", "passphrase:\t" + PASSPHRASE), "-H", "draft");
        assertThat(post.file("sent.eml")).as(seen).exists();
        Ran ran = post.run("decrypt TRUST AS:ada --in sent.eml --out opened.eml");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("authenticity  good", "trust         good");
        assertThat(post.text("opened.eml")).contains("Hello from mutt.");
    }
}
