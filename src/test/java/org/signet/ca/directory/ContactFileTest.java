package org.signet.ca.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.signet.crypto.smime.People.ADA;
import static org.signet.crypto.smime.People.ROOT;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.EncryptedPrivateKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.crypto.keys.Pkcs12File.Flavour;
import org.signet.crypto.x509.CertificateBundle;
import org.signet.crypto.x509.Pem;
import org.signet.model.Bytes;
import org.signet.model.Outcome;

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
                new EncryptedPrivateKeyInfo("PBES2", new byte[1200]).getEncoded(),
                new EncryptedPrivateKeyInfo("PBEWithMD5AndDES", new byte[100]).getEncoded(),
                ("0 s:/CN=Ada\n" + Pem.encode("PRIVATE KEY", Bytes.of(key))).getBytes(StandardCharsets.US_ASCII),
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

    private static byte[] card(String... lines) {
        return ("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ada\r\nEMAIL:mallory@example.net\r\n" + String.join("\r\n", lines)
                        + "\r\nEND:VCARD\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(Bytes octets) {
        return Base64.getEncoder().encodeToString(octets.toArray());
    }

    @Test
    void theKeysOfAVCardAreRead() {
        String der = base64(ADA.certificate().der());
        for (String key : List.of(
                "KEY;TYPE=X509;ENCODING=b:" + der,
                "key;encoding=BASE64;type=x509:" + der.replaceAll("(.{60})", "$1\r\n "),
                "item1.KEY;X509;BASE64:\r\n " + der.replaceAll("(.{74})", "$1\n\t") + "\r\n",
                "KEY;X-NOTE=\"a:b;c\":data:application/pkix-cert;base64," + der,
                "KEY:DATA:application/pkcs7-mime;base64," + base64(BOTH.pkcs7()),
                "KEY;MEDIATYPE=application/pkcs7-mime:data:application/pkcs7-mime\\;base64\\," + der)) {
            Outcome<ContactFile> read =
                    ContactFile.parse(card("KEY;TYPE=PGP:data:application/pgp-keys;base64,AAAA", "NOTE:KEY:x", key));
            assertThat(read.map(ContactFile::people)).as(key).isEqualTo(Outcome.ok(List.of(ADA.certificate())));
        }
        assertThat(ContactFile.parse(card("KEY:data:application/pkcs7-mime;base64," + base64(BOTH.pkcs7())))
                        .orThrow()
                        .authorities())
                .containsExactly(ROOT.certificate());
    }

    @Test
    void whatIsNoCertificateInAVCardIsRefusedAndSaid() {
        String key = base64(Bytes.of(ADA.pair().getPrivate().getEncoded()));
        String[] many = new String[1001];
        Arrays.fill(many, "KEY;ENCODING=b:MAA=");
        for (var bad : List.of(
                Map.entry(card(), "no certificate"),
                Map.entry(card("KEY:https://example.net/ada.cer"), "links of strangers"),
                Map.entry(card("KEY;TYPE=PGP;ENCODING=b:MAA="), "no certificate"),
                Map.entry(card("KEY:data:application/pgp-keys;base64,MAA="), "no certificate"),
                Map.entry(card("KEY;ENCODING=b:%%%"), "not in base64"),
                Map.entry(card("KEY:text"), "not in base64"),
                Map.entry(card("KEY:data:application/pkix-cert,MAA"), "not in base64"),
                Map.entry(card("KEY;ENCODING=b:MAA="), "not a well-formed certificate"),
                Map.entry(card("KEY;ENCODING=b:" + key), "private key"),
                Map.entry(card(many), "more than 1000"),
                Map.entry(card("KEY;ENCODING=b:" + "\r\n ".repeat(300_000)), "not"),
                Map.entry(card("KEY" + ";x".repeat(400_000)), "no certificate"))) {
            Outcome<ContactFile> read = assertTimeout(Duration.ofSeconds(5), () -> ContactFile.parse(bad.getKey()));
            assertThat(read.isOk()).isFalse();
            assertThat(read.refusal().detail()).contains(bad.getValue());
        }
    }
}
