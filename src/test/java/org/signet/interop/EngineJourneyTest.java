package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people of one company and the engine's commands, with nothing but their .p12 files, the root, and the server's address. */
class EngineJourneyTest {
    private static final Map<String, String> NO_FOLDER = Map.of("SIGNET_DATA", "no-such-folder");

    @TempDir
    private static Path folder;

    private static Identity ada;
    private static Identity bob;
    private static Path letter;
    private static Path passphrase;

    @BeforeAll
    static void people() throws IOException {
        ada = Identity.rsa("engine-ada@example.com");
        bob = Identity.ec("engine-bob@example.com");
        passphrase = Files.writeString(folder.resolve("passphrase"), Identity.PASSPHRASE);
        letter = Files.writeString(
                folder.resolve("letter.eml"),
                "From: engine-ada@example.com\nTo: engine-bob@example.com\nSubject: Plan\n"
                        + "Date: Sun, 29 Nov 2026 10:00:00 +0100\nMIME-Version: 1.0\nContent-Type: text/plain\n\nHere it is.\n");
    }

    private static Program.Result signet(String... arguments) {
        return Packaged.signet(NO_FOLDER, arguments);
    }

    private static String[] with(Identity who, String... arguments) {
        return Identity.concat(
                arguments,
                "--p12",
                who.modern().toString(),
                "--passphrase-file",
                passphrase.toString(),
                "--trust",
                who.root().toString());
    }

    private static Path sealed(String name) {
        Path sealed = folder.resolve(name);
        signet(with(
                        ada,
                        "encrypt",
                        "--in",
                        letter.toString(),
                        "--server",
                        Packaged.shared().url(),
                        "--out",
                        sealed.toString()))
                .expect(0);
        return sealed;
    }

    @Test
    void recipientsAreLookedUpAtTheServerAndWhatComesIsKnownToBeFresh() {
        Path sealed = sealed("sealed.eml");
        assertThat(signet(with(bob, "verify", "--in", sealed.toString(), "--allow-private", "--require-fresh"))
                        .expect(0)
                        .output())
                .contains("freshness     good", "sender        match");
        Path opened = folder.resolve("opened.eml");
        signet(with(bob, "decrypt", "--in", sealed.toString(), "--offline", "--out", opened.toString()))
                .expect(0);
        assertThat(opened).content().contains("Subject: Plan", "Here it is.");
    }

    @Test
    void whoeverHasNoCertificateIsNamedAndNothingIsWritten() {
        Path out = folder.resolve("nothing.p7m");
        assertThat(signet(
                                "encrypt",
                                "--in",
                                letter.toString(),
                                "--as",
                                "file",
                                "--to",
                                "engine-bob@example.com,nobody-1@example.com,nobody-2@example.com",
                                "--server",
                                Packaged.shared().url(),
                                "--trust",
                                ada.root().toString(),
                                "--out",
                                out.toString())
                        .expect(1)
                        .output())
                .contains("nobody-1@example.com", "nobody-2@example.com")
                .doesNotContain("engine-bob@example.com:");
        assertThat(out).doesNotExist();
    }

    @Test
    void certificatesOfOthersAreKeptFromSignedMailAndWrittenTo() {
        Path signed = folder.resolve("signed.eml");
        signet(
                        "sign",
                        "--in",
                        letter.toString(),
                        "--p12",
                        ada.modern().toString(),
                        "--passphrase-file",
                        passphrase.toString(),
                        "--out",
                        signed.toString())
                .expect(0);
        Path ca = folder.resolve("other-ca");
        signet("init", "--company", "Other", "--domain", "example.org", "--data", ca.toString())
                .expect(0);
        String[] there = {"--data", ca.toString(), "--trust", ada.root().toString(), "--offline"};
        Path sealed = folder.resolve("reply.p7m");
        String[] encrypt = Identity.concat(
                there,
                "--in",
                letter.toString(),
                "--as",
                "file",
                "--to",
                "engine-ada@example.com",
                "--out",
                sealed.toString());
        signet(Identity.concat(new String[] {"encrypt"}, encrypt)).expect(1);
        assertThat(signet(Identity.concat(new String[] {"verify", "--harvest", "--in", signed.toString()}, there))
                        .expect(0)
                        .output())
                .contains("Kept to write to");
        signet(Identity.concat(new String[] {"encrypt"}, encrypt)).expect(0);
        assertThat(sealed).exists();
    }
}
