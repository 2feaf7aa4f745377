package org.signet.ca.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.crypto.smime.People.ADA;
import static org.signet.crypto.smime.People.ROOT;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.crypto.keys.Pkcs12File.Flavour;
import org.signet.crypto.x509.CertificateBundle;
import org.signet.crypto.x509.Pem;
import org.signet.model.Bytes;

class ContactFileTest {
    @TempDir
    private Path folder;

    private static final CertificateBundle BOTH = new CertificateBundle(List.of(ADA.certificate(), ROOT.certificate()));

    @Test
    void isReadInEveryForm() {
        for (byte[] file : List.of(
                BOTH.pem().getBytes(StandardCharsets.US_ASCII), BOTH.pkcs7().toArray())) {
            ContactFile read = ContactFile.parse(file).orThrow();
            assertThat(read.people()).containsExactly(ADA.certificate());
            assertThat(read.authorities()).containsExactly(ROOT.certificate());
        }
        assertThat(ContactFile.parse(ADA.certificate().der().toArray())
                        .orThrow()
                        .people())
                .containsExactly(ADA.certificate());
    }

    @Test
    void aPrivateKeyIsRefusedAndSaid() throws Exception {
        ADA.writeP12(folder, Flavour.MODERN, "secret");
        byte[] key = ADA.pair().getPrivate().getEncoded();
        for (byte[] file : List.of(
                key,
                Files.readAllBytes(folder.resolve("ada.p12")),
                (BOTH.pem() + Pem.encode("PRIVATE KEY", Bytes.of(key))).getBytes(StandardCharsets.US_ASCII),
                (BOTH.pem() + Pem.encode("ENCRYPTED PRIVATE KEY", Bytes.of(key))).getBytes(StandardCharsets.US_ASCII),
                (BOTH.pem() + Pem.encode("RSA PRIVATE KEY", Bytes.of(key))).getBytes(StandardCharsets.US_ASCII))) {
            assertThat(ContactFile.parse(file).refusal().detail()).contains("private key");
        }
    }

    @Test
    void garbageIsRefused() {
        for (byte[] file : List.of(
                new byte[0], new byte[] {0x30}, new byte[] {0x30, (byte) 0x82}, "x".getBytes(StandardCharsets.UTF_8))) {
            assertThat(ContactFile.parse(file).isOk()).isFalse();
        }
    }
}
