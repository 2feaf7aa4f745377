package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.crypto.smime.People.ADA;
import static org.signet.crypto.smime.People.BOB;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.crypto.smime.People;
import org.signet.crypto.smime.reading.MessageReader;
import org.signet.crypto.smime.reading.Opened;
import org.signet.crypto.smime.report.Layer;
import org.signet.crypto.smime.report.Protection;
import org.signet.crypto.smime.report.Verdict;
import org.signet.crypto.smime.report.Warning;
import org.signet.model.StoredOctets;

/** Layers that OpenSSL put one around the other, and old ciphers that it still knows. */
class CmsLayersTest {
    private static final String TEXT = "Content-Type: text/plain\r\n\r\nThe cat sat on the mat.\r\n";
    private static final String OLD = " -provider legacy -provider default";

    @TempDir
    private static Path folder;

    private static Program openssl;

    @BeforeAll
    static void write() throws IOException {
        openssl = Program.require("openssl");
        ADA.writeTo(folder);
        BOB.writeTo(folder);
        Files.writeString(folder.resolve("input"), TEXT, StandardCharsets.US_ASCII);
    }

    /** Runs {@code openssl cms}, from one file of the folder to another. */
    private static Path cms(String from, String to, String options) {
        List<String> line = new ArrayList<>(
                List.of("cms", "-binary", "-in", folder.resolve(from).toString()));
        for (String option : options.split(" ")) {
            line.add(
                    option.startsWith("@") ? folder.resolve(option.substring(1)).toString() : option);
        }
        line.addAll(List.of("-out", folder.resolve(to).toString()));
        openssl.ok(line.toArray(String[]::new));
        return folder.resolve(to);
    }

    private static final MessageReader READER =
            new MessageReader(People.trust(), List.of(ADA.identity(), BOB.identity()), People.RANDOM);

    private static String payload(Opened opened) throws IOException {
        try (var in = opened.payload().octets().open()) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static List<String> codes(Opened opened) {
        return opened.report().warnings().stream().map(Warning::code).toList();
    }

    private static List<String> forms(Opened opened) {
        return opened.report().layers().stream().map(Layer::form).toList();
    }

    private static final String SIGN = "-sign -signer @ada.pem -inkey @ada.key";

    /** RFC 2634 §1.1. */
    @ParameterizedTest
    @CsvSource({
        "'', -aes256, '', multipart/signed enveloped-data multipart/signed",
        "-nodetach, -aes-256-gcm, -nodetach, signed-data authEnveloped-data signed-data",
        "-nodetach, -aes256, '', multipart/signed enveloped-data signed-data",
    })
    void triplyWrapped(String inner, String cipher, String outer, String forms) throws IOException {
        cms("input", "signed", (SIGN + " " + inner).strip());
        cms("signed", "sealed", "-encrypt " + cipher + " -recip @bob.pem");
        Path message = cms("sealed", "wrapped", (SIGN + " -from ada@example.com " + outer).strip());
        Opened opened = READER.message(StoredOctets.of(message)).orThrow();
        assertThat(String.join(" ", forms(opened))).isEqualTo(forms);
        assertThat(opened.report().isGood()).isTrue();
        assertThat(opened.report().protection()).isEqualTo(Protection.SIGNED_AND_ENCRYPTED);
        // OpenSSL signs when the test runs, which may be after the moment at which it is read.
        assertThat(codes(opened)).contains("freshness-unknown").isSubsetOf("freshness-unknown", "signed-in-future");
        assertThat(payload(opened)).isEqualTo(TEXT);
    }

    @Test
    void signedAndThenEncryptedToAFile() throws IOException {
        cms("input", "signed", SIGN + " -nodetach -outform DER");
        Path message = cms("signed", "sealed", "-encrypt -aes128 -outform DER -recip @bob.pem -recip @ada.pem");
        Opened opened = READER.file(StoredOctets.of(message), Optional.empty()).orThrow();
        assertThat(forms(opened)).containsExactly("enveloped-data", "signed-data");
        assertThat(opened.report().verdicts().trust()).isEqualTo(Verdict.GOOD);
        assertThat(payload(opened)).isEqualTo(TEXT);
    }

    @Test
    void encryptedAndThenSigned() throws IOException {
        cms("input", "sealed", "-encrypt -aes256 -recip @bob.pem");
        Path message = cms("sealed", "signed", SIGN + " -from ada@example.com");
        Opened opened = READER.message(StoredOctets.of(message)).orThrow();
        assertThat(opened.report().protection()).isEqualTo(Protection.ENCRYPTED);
        assertThat(opened.report().verdicts().integrity()).isEqualTo(Verdict.NONE);
        assertThat(codes(opened)).contains("signature-around-ciphertext", "integrity-not-protected");
    }

    /** Ciphers of the nineties, in messages that people keep. */
    @ParameterizedTest
    @CsvSource({
        "-rc2-40-cbc, RC2-CBC",
        "-rc2-64-cbc, RC2-CBC",
        "-rc2-cbc, RC2-CBC",
        "-des-cbc, DES-CBC",
        "-des3, Triple DES CBC",
    })
    void oldCiphers(String option, String cipher) throws IOException {
        Path message = cms("input", "old", "-encrypt " + option + " -outform DER" + OLD + " -recip @ada.pem");
        Opened opened = READER.file(StoredOctets.of(message), Optional.empty()).orThrow();
        assertThat(payload(opened)).isEqualTo(TEXT);
        assertThat(((Layer.Encrypted) opened.report().layers().get(0)).cipher().text())
                .isEqualTo(cipher);
        assertThat(codes(opened)).containsExactly("integrity-not-protected", "weak-cipher");
    }

    @Test
    void severalSigners() throws IOException {
        Path message = cms(
                "input",
                "signed",
                "-sign -signer @ada.pem -inkey @ada.key -signer @bob.pem -inkey @bob.key -nodetach -outform DER");
        Opened opened = READER.file(StoredOctets.of(message), Optional.empty()).orThrow();
        assertThat(((Layer.Signed) opened.report().layers().get(0)).signers()).hasSize(2);
        assertThat(opened.report().verdicts().areGood()).isTrue();
    }

    /** Passwords and shared keys are not ours to know: whoever has a key of the usual kind reads the message all the same. */
    @ParameterizedTest
    @CsvSource({"-pwri_password open-sesame", "-secretkey 000102030405060708090a0b0c0d0e0f -secretkeyid C0FEE0"})
    void otherKindsOfRecipientsBesides(String other) throws IOException {
        Path alone = cms("input", "alone", "-encrypt -aes128 -outform DER " + other);
        assertThat(codes(READER.file(StoredOctets.of(alone), Optional.empty()).orThrow()))
                .containsExactly("no-key");
        Path message = cms("input", "together", "-encrypt -aes128 -outform DER " + other + " -recip @bob.pem");
        Opened opened = READER.file(StoredOctets.of(message), Optional.empty()).orThrow();
        assertThat(payload(opened)).isEqualTo(TEXT);
        assertThat(((Layer.Encrypted) opened.report().layers().get(0)).recipients())
                .hasSize(2);
    }

    @Test
    void certificatesAlone() {
        Path bundle = folder.resolve("certificates.p7b");
        openssl.ok(
                "crl2pkcs7",
                "-nocrl",
                "-certfile",
                folder.resolve("ada.pem").toString(),
                "-outform",
                "DER",
                "-out",
                bundle.toString());
        Opened opened = READER.file(StoredOctets.of(bundle), Optional.empty()).orThrow();
        assertThat(forms(opened)).containsExactly("certs-only");
        assertThat(opened.seen()).containsExactly(ADA.certificate());
    }
}
