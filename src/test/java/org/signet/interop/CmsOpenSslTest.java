package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.crypto.smime.People.ADA;
import static org.signet.crypto.smime.People.BOB;
import static org.signet.crypto.smime.People.CAROL;
import static org.signet.crypto.smime.People.DAVE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.policy.KeyTransport;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.smime.EnvelopeForge;
import org.signet.crypto.smime.People;
import org.signet.crypto.smime.People.Person;
import org.signet.crypto.smime.cms.CmsType;
import org.signet.crypto.smime.reading.Identity;
import org.signet.crypto.smime.reading.MessageReader;
import org.signet.crypto.smime.reading.Opened;
import org.signet.crypto.smime.report.Layer;
import org.signet.crypto.smime.report.Verdict;
import org.signet.crypto.smime.report.Warning;
import org.signet.crypto.smime.writing.Signing;
import org.signet.model.Bytes;
import org.signet.model.SizedOctets;
import org.signet.model.StoredOctets;

/** OpenSSL signs and encrypts for us, and reads what we signed and encrypted. */
class CmsOpenSslTest {
    private static final String TEXT = "Content-Type: text/plain\r\n\r\nThe cat sat on the mat.\r\n";
    private static final byte[] CONTENT = TEXT.getBytes(StandardCharsets.US_ASCII);
    private static final Map<String, Person> PEOPLE = Map.of("ada", ADA, "bob", BOB, "carol", CAROL, "dave", DAVE);

    @TempDir
    private static Path folder;

    private static Program openssl;
    private static Path input;

    @BeforeAll
    static void write() throws IOException {
        openssl = Program.require("openssl");
        People.writeRoot(folder);
        PEOPLE.values().forEach(person -> person.writeTo(folder));
        input = Files.write(folder.resolve("input.txt"), CONTENT);
    }

    private static MessageReader reader(Person... who) {
        List<Identity> identities = new ArrayList<>();
        for (Person person : who) {
            identities.add(person.identity());
        }
        return new MessageReader(People.trust(), identities, People.RANDOM);
    }

    private static String at(String name) {
        return folder.resolve(name).toString();
    }

    /** Runs {@code openssl cms} on the input with these options, {@code @NAME} standing for a file of the folder. */
    private static Path cms(String options) {
        List<String> line = new ArrayList<>(List.of("cms"));
        for (String option : options.split(" ")) {
            line.add(option.startsWith("@") ? at(option.substring(1)) : option);
        }
        Path out = folder.resolve("openssl.out");
        line.addAll(List.of("-out", out.toString()));
        openssl.ok(line.toArray(String[]::new));
        return out;
    }

    private static Path sign(String who, String options) {
        return cms("-sign -binary -in @input.txt -signer @" + who + ".pem -inkey @" + who + ".key " + options);
    }

    private static byte[] payload(Opened opened) throws IOException {
        try (var in = opened.payload().octets().open()) {
            return in.readAllBytes();
        }
    }

    /** OpenSSL signs when the test runs, which may be after the moment at which it is read. */
    private static List<String> codes(Opened opened) {
        return opened.report().warnings().stream()
                .map(Warning::code)
                .filter(code -> !code.equals("freshness-unknown") && !code.equals("signed-in-future"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "ada, , RSA with SHA-256, ''",
        "ada, -md sha1, RSA with SHA-1, weak-signature",
        "ada, -md sha512, RSA with SHA-512, ''",
        "ada, -keyopt rsa_padding_mode:pss, RSA-PSS with SHA-256, ''",
        "ada, -md sha512 -keyopt rsa_padding_mode:pss -keyopt rsa_pss_saltlen:20, RSA-PSS with SHA-512, ''",
        "ada, -noattr, RSA with SHA-256, legacy-signature",
        "ada, -md md5, RSA with MD5, worthless-signature",
        "bob, , ECDSA with SHA-256, ''",
        "bob, -keyid, ECDSA with SHA-256, ''",
        "bob, -noattr, ECDSA with SHA-256, legacy-signature",
        "bob, -cades, ECDSA with SHA-256, ''",
        "bob, -cades -md sha1, ECDSA with SHA-1, weak-signature",
        "carol, -md sha384, ECDSA with SHA-384, ''",
        "dave, -md sha512, ECDSA with SHA-512, ''",
    })
    void weVerifyWhatItSigned(String who, String options, String algorithm, String codes) throws IOException {
        String more = options == null ? "" : options + " ";
        Verdict expected = codes.equals("worthless-signature") ? Verdict.NONE : Verdict.GOOD;
        // OpenSSL 3.0 cannot make PSS as a stream.
        String streamed = more.contains(":pss") ? "" : " -stream";
        for (String form :
                List.of("-outform DER", "-outform PEM", "-outform DER" + streamed, "-outform PEM" + streamed)) {
            Opened inside = reader().file(StoredOctets.of(sign(who, more + "-nodetach " + form)), Optional.empty())
                    .orThrow();
            assertThat(payload(inside)).isEqualTo(CONTENT);
            judged(inside, expected, algorithm, codes);
            Opened apart = reader().file(StoredOctets.of(sign(who, more + form)), Optional.of(StoredOctets.of(input)))
                    .orThrow();
            judged(apart, expected, algorithm, codes);
        }
        for (String form : List.of("-noindef", "-nodetach -noindef", streamed, "-nodetach" + streamed)) {
            Opened mail = reader().message(StoredOctets.of(sign(who, more + form.strip())))
                    .orThrow();
            judged(mail, expected, algorithm, codes);
        }
    }

    private static void judged(Opened opened, Verdict expected, String algorithm, String codes) {
        assertThat(opened.report().verdicts().integrity()).isEqualTo(expected);
        assertThat(opened.report().verdicts().trust()).isEqualTo(expected);
        assertThat(String.join(" ", codes(opened))).isEqualTo(codes);
        Layer.Signed layer = (Layer.Signed) opened.report().layers().get(0);
        assertThat(layer.signers().get(0).check().algorithm().orElseThrow().name())
                .isEqualTo(algorithm);
    }

    /** Base64 without the lines of PEM, as mail programs save what they cannot show. */
    @Test
    void weReadBareBase64() throws IOException {
        byte[] der = Files.readAllBytes(sign("bob", "-nodetach -outform DER"));
        for (String lineEnd : List.of("\r\n", "\n")) {
            byte[] base64 = java.util.Base64.getMimeEncoder(76, lineEnd.getBytes(StandardCharsets.US_ASCII))
                    .encode(der);
            Opened opened = reader().file(StoredOctets.of(Bytes.of(base64)), Optional.empty())
                    .orThrow();
            assertThat(opened.report().verdicts().integrity()).isEqualTo(Verdict.GOOD);
        }
    }

    @ParameterizedTest
    @EnumSource(SignatureScheme.class)
    void itVerifiesWhatWeSigned(SignatureScheme scheme) throws IOException {
        for (Person person : List.of(ADA, BOB, CAROL, DAVE)) {
            if (scheme.fits(person.certificate().content().publicKey())) {
                Signing signing =
                        new Signing(List.of(person.signer(scheme)), List.of(person.certificate()), People.NOW);
                Path message = folder.resolve("ours.p7m");
                Files.write(
                        message,
                        signing.attached(CmsType.DATA, SizedOctets.of(CONTENT), List.of())
                                .toArray());
                assertThat(Files.readAllBytes(cms("-verify -binary -inform DER -in @ours.p7m -CAfile @root.pem")))
                        .isEqualTo(CONTENT);
                Files.write(
                        message,
                        signing.detached(CmsType.DATA, SizedOctets.of(CONTENT), List.of())
                                .toArray());
                cms("-verify -binary -inform DER -in @ours.p7m -content @input.txt -CAfile @root.pem");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ada, -aes128, AES_128_CBC, RSA PKCS#1 v1.5, integrity-not-protected",
        "ada, -aes-192-cbc, AES_192_CBC, RSA PKCS#1 v1.5, integrity-not-protected",
        "ada, -aes256 -keyid, AES_256_CBC, RSA PKCS#1 v1.5, integrity-not-protected",
        "ada, -aes256 -stream, AES_256_CBC, RSA PKCS#1 v1.5, integrity-not-protected",
        "ada, -des3, TRIPLE_DES_CBC, RSA PKCS#1 v1.5, integrity-not-protected weak-cipher",
        "ada, -aes-128-gcm, AES_128_GCM, RSA PKCS#1 v1.5, ''",
        "ada, -aes-192-gcm, AES_192_GCM, RSA PKCS#1 v1.5, ''",
        "ada, -aes-256-gcm -stream, AES_256_GCM, RSA PKCS#1 v1.5, ''",
        "ada, -aes256 + -keyopt rsa_padding_mode:oaep, AES_256_CBC, RSA-OAEP with SHA-1, integrity-not-protected",
        "ada, -aes-256-gcm + -keyopt rsa_padding_mode:oaep -keyopt rsa_oaep_md:sha256, AES_256_GCM,"
                + " RSA-OAEP with SHA-256, ''",
        "bob, -aes256, AES_256_CBC, 'ECDH with X9.63 SHA-1, 256 bit wrap', integrity-not-protected",
        "bob, -aes-128-gcm, AES_128_GCM, 'ECDH with X9.63 SHA-1, 128 bit wrap', ''",
        "bob, -aes256 + -keyopt ecdh_kdf_md:sha256, AES_256_CBC, 'ECDH with X9.63 SHA-256, 256 bit wrap',"
                + " integrity-not-protected",
        "bob, -aes256 + -keyopt ecdh_cofactor_mode:1, AES_256_CBC, 'ECDH with X9.63 SHA-1, 256 bit wrap',"
                + " integrity-not-protected",
        "bob, -des3 -keyid, TRIPLE_DES_CBC, 'ECDH with X9.63 SHA-1, 192 bit wrap',"
                + " integrity-not-protected weak-cipher",
        "bob, -aes128 -aes256-wrap, AES_128_CBC, 'ECDH with X9.63 SHA-1, 256 bit wrap', integrity-not-protected",
        "carol, -aes-256-gcm + -keyopt ecdh_kdf_md:sha384, AES_256_GCM, 'ECDH with X9.63 SHA-384, 256 bit wrap', ''",
        "dave, -aes256 -keyid + -keyopt ecdh_kdf_md:sha512, AES_256_CBC, 'ECDH with X9.63 SHA-512, 256 bit wrap',"
                + " integrity-not-protected",
    })
    void weDecryptWhatItEncrypted(String who, String options, ContentCipher cipher, String method, String codes)
            throws IOException {
        String[] parts = options.split(" \\+ ");
        String command = "-encrypt -binary -in @input.txt " + parts[0] + " -recip @" + who + ".pem"
                + (parts.length > 1 ? " " + parts[1] : "");
        for (String form : List.of(" -outform DER", " -outform PEM")) {
            Opened opened = reader(PEOPLE.get(who))
                    .file(StoredOctets.of(cms(command + form)), Optional.empty())
                    .orThrow();
            assertThat(payload(opened)).isEqualTo(CONTENT);
            Layer.Encrypted layer = (Layer.Encrypted) opened.report().layers().get(0);
            assertThat(layer.cipher()).isEqualTo(cipher);
            assertThat(layer.recipients().get(0).method()).isEqualTo(method);
            assertThat(String.join(" ", codes(opened))).isEqualTo(codes);
        }
        Opened mail =
                reader(PEOPLE.get(who)).message(StoredOctets.of(cms(command))).orThrow();
        assertThat(payload(mail)).isEqualTo(CONTENT);
    }

    @Test
    void eachOfSeveralRecipientsDecrypts() throws IOException {
        Path message = cms("-encrypt -binary -in @input.txt -aes256 -outform DER"
                + " -recip @ada.pem -keyopt rsa_padding_mode:oaep -recip @bob.pem -recip @carol.pem"
                + " -keyopt ecdh_kdf_md:sha256 -recip @dave.pem");
        for (Person person : PEOPLE.values()) {
            Opened opened = reader(person)
                    .file(StoredOctets.of(message), Optional.empty())
                    .orThrow();
            assertThat(payload(opened)).isEqualTo(CONTENT);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ContentCipher.class,
            names = {"AES.*"},
            mode = EnumSource.Mode.MATCH_ALL)
    void itDecryptsWhatWeEncrypted(ContentCipher cipher) throws IOException {
        for (KeyTransport transport : List.of(KeyTransport.PKCS1, KeyTransport.OAEP)) {
            byte[] message = EnvelopeForge.encrypt(CONTENT, cipher, transport, ADA, BOB, CAROL, DAVE);
            Files.write(folder.resolve("ours.p7m"), message);
            for (String who : PEOPLE.keySet()) {
                Path opened = cms(
                        "-decrypt -binary -inform DER -in @ours.p7m -recip @" + who + ".pem -inkey @" + who + ".key");
                assertThat(Files.readAllBytes(opened)).isEqualTo(CONTENT);
            }
        }
    }
}
