package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.Certificate;

/** gpgsm 2.2: takes the compatibility .p12 of an RSA key, verifies and decrypts. */
class GpgsmTest {
    private static Gpgsm gpgsm;
    private static Identity rsa;

    @BeforeAll
    static void imports() throws Exception {
        rsa = Identity.rsa("gpgsm.rsa@example.com");
        gpgsm = Gpgsm.trusting(
                Certificate.parseFile(Files.readAllBytes(rsa.root())).orThrow().get(0));
        byte[] compatible;
        try (Passphrase passphrase = Passphrase.of(Identity.PASSPHRASE.toCharArray())) {
            compatible = Pkcs12File.open(Files.readAllBytes(rsa.modern()), passphrase)
                    .orThrow()
                    .write(Pkcs12File.Flavour.COMPATIBILITY, rsa.address(), passphrase, Providers.newRandom());
        }
        Path file = Files.write(rsa.folder().resolve("compatible.p12"), compatible);
        gpgsm.unlocked(Identity.PASSPHRASE, "--import", file.toString()).expect(0);
    }

    @AfterAll
    static void stop() {
        gpgsm.close();
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
        assertThat(gpgsm.unlocked(Identity.PASSPHRASE, "--decrypt", encrypted)
                        .expect(0)
                        .output())
                .contains("for gpgsm only");
    }
}
