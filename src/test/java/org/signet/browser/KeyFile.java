package org.signet.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.interop.Program;

/** A .p12 that a page made, and who can open it. */
record KeyFile(Path file, String passphrase) {

    /** OpenSSL, NSS and Java open it. */
    void opensEverywhere() {
        String seen = Program.require("openssl")
                .ok("pkcs12", "-in", file.toString(), "-passin", "pass:" + passphrase, "-nodes", "-info")
                .output();
        assertThat(seen).contains("PRIVATE KEY").contains("BEGIN CERTIFICATE").doesNotContain("BitRC2");
        assertThat(Program.require("pk12util")
                        .ok("-l", file.toString(), "-W", passphrase)
                        .output())
                .contains("Certificate");
        try (Passphrase secret = Passphrase.of(passphrase.toCharArray())) {
            var chain =
                    Pkcs12File.open(Files.readAllBytes(file), secret).orThrow().chain();
            assertThat(chain.get(0).signedBy(chain.get(1).content().publicKey()))
                    .isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void opensInGpgsm() throws IOException {
        // Sockets of gpg-agent need a short path.
        Path home = Files.createTempDirectory(Path.of("/tmp"), "gj");
        Files.writeString(home.resolve("gpgsm.conf"), "batch\nno-tty\npinentry-mode loopback\ndisable-crl-checks\n");
        Files.writeString(home.resolve("gpg-agent.conf"), "allow-loopback-pinentry\n");
        Map<String, String> environment = Map.of("GNUPGHOME", home.toString());
        byte[] typed = (passphrase + "\n").getBytes(StandardCharsets.US_ASCII);
        String output = Program.require("gpgsm")
                .with(environment)
                .run(typed, "--passphrase-fd", "0", "--import", file.toString())
                .expect(0)
                .output();
        Program.of(environment, "gpgconf").run("--kill", "all");
        assertThat(output).contains("secret keys imported: 1");
    }
}
