package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.Certificate;

/** gpgsm 2.2: takes the compatibility .p12 of an RSA key, verifies and decrypts. */
class GpgsmTest {
    private static Program gpgsm;
    private static Path home;
    private static Identity rsa;

    @BeforeAll
    static void imports() throws Exception {
        // Sockets of gpg-agent need a short path.
        home = Files.createTempDirectory(Path.of("/tmp"), "gs");
        gpgsm = Program.require("gpgsm").with(Map.of("GNUPGHOME", home.toString()));
        rsa = Identity.rsa("gpgsm.rsa@example.com");
        Certificate root =
                Certificate.parseFile(Files.readAllBytes(rsa.root())).orThrow().get(0);
        Files.writeString(home.resolve("trustlist.txt"), root.sha1().hex().toUpperCase(Locale.ROOT) + " S relax\n");
        // What a critical name constraint needs with this client.
        Files.writeString(
                home.resolve("gpgsm.conf"),
                "ignore-cert-extension 2.5.29.30\ndisable-crl-checks\nbatch\nno-tty\npinentry-mode loopback\n"
                        + "disable-policy-checks\n");
        Files.writeString(home.resolve("gpg-agent.conf"), "allow-loopback-pinentry\n");
        byte[] compatible;
        try (Passphrase passphrase = Passphrase.of(Identity.PASSPHRASE.toCharArray())) {
            compatible = Pkcs12File.open(Files.readAllBytes(rsa.modern()), passphrase)
                    .orThrow()
                    .write(Pkcs12File.Flavour.COMPATIBILITY, rsa.address(), passphrase, Providers.newRandom());
        }
        Path file = Files.write(rsa.folder().resolve("compatible.p12"), compatible);
        gpgsm.run(
                        (Identity.PASSPHRASE + "\n").getBytes(StandardCharsets.US_ASCII),
                        "--passphrase-fd",
                        "0",
                        "--import",
                        file.toString())
                .expect(0);
    }

    @AfterAll
    static void stop() {
        Program.of(Map.of("GNUPGHOME", home.toString()), "gpgconf").run("--kill", "all");
    }

    @Test
    void verifiesTheChain() {
        String output =
                gpgsm.ok("--with-validation", "--list-keys", rsa.address()).output();
        assertThat(output).contains("certificate is good");
    }

    @Test
    void verifiesWhatOpenSslSigned() {
        String signed =
                rsa.signed("signed for gpgsm\n", "signed.p7m", Identity.OPAQUE).toString();
        assertThat(gpgsm.ok("--verify", signed).output()).contains("Good signature");
    }

    @Test
    void decryptsWhatOpenSslEncrypted() {
        String encrypted = rsa.encrypted("for gpgsm only\n", "encrypted.p7m", Identity.BINARY)
                .toString();
        Program.Result plain =
                gpgsm.run("\n".getBytes(StandardCharsets.US_ASCII), "--passphrase-fd", "0", "--decrypt", encrypted);
        if (plain.exit() != 0) {
            plain = gpgsm.run(
                    (Identity.PASSPHRASE + "\n").getBytes(StandardCharsets.US_ASCII),
                    "--passphrase-fd",
                    "0",
                    "--decrypt",
                    encrypted);
        }
        assertThat(plain.expect(0).output()).contains("for gpgsm only");
    }
}
