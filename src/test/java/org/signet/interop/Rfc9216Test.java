package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.policy.KeyTransport;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.smime.cms.CmsType;
import org.signet.crypto.smime.reading.Identity;
import org.signet.crypto.smime.reading.MessageReader;
import org.signet.crypto.smime.reading.Opened;
import org.signet.crypto.smime.reading.TrustBase;
import org.signet.crypto.smime.report.Layer;
import org.signet.crypto.smime.report.Verdict;
import org.signet.crypto.smime.writing.Encryption;
import org.signet.crypto.smime.writing.Signing;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;
import org.signet.model.SizedOctets;
import org.signet.model.StoredOctets;

/** The people of RFC 9216 write to each other: Alice and Bob with RSA, Carlos and Dana with Ed25519 and X25519. */
class Rfc9216Test {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final byte[] CONTENT =
            "Content-Type: text/plain\r\n\r\nHello.\r\n".getBytes(StandardCharsets.US_ASCII);

    private static TrustBase trust;
    private static Path corpus;

    @BeforeAll
    static void open() throws IOException {
        corpus = Corpora.require("rfc9216");
        List<Certificate> roots = new ArrayList<>();
        roots.addAll(certificates("3.1_"));
        roots.addAll(certificates("6.1_"));
        trust = new TrustBase(roots, List.of(), TrustBase.offline(), NOW);
    }

    /** The one file of the corpus whose name begins so, the section of the RFC. */
    private static Path file(String section) throws IOException {
        try (var files = Files.list(corpus)) {
            return files.filter(file -> file.getFileName().toString().startsWith(section))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<Certificate> certificates(String section) throws IOException {
        return Certificate.parseFile(Files.readAllBytes(file(section))).orThrow();
    }

    /** One of a person's two keys, which have one name in the file. */
    private static Pkcs12File of(String who, boolean signs) throws IOException {
        return all(who).stream()
                .filter(each -> signs
                        ? each.chain().get(0).signs()
                        : each.chain().get(0).encrypts())
                .findFirst()
                .orElseThrow();
    }

    private static List<Pkcs12File> all(String who) throws IOException {
        String section = Map.of("alice", "4.5", "bob", "5.5", "carlos", "7.5", "dana", "8.5")
                .get(who);
        String base64 = Files.readString(file(section)).replaceAll("-----[A-Z0-9 ]+-----|\\s", "");
        return Pkcs12File.openAll(Base64.getDecoder().decode(base64), Passphrase.of(who.toCharArray()))
                .orThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "bob", "carlos", "dana"})
    void theirFilesOpen(String who) throws IOException {
        assertThat(all(who))
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.chain().get(0).content().addresses())
                        .extracting(Object::toString)
                        .containsExactly(who + "@smime.example"));
    }

    @ParameterizedTest
    @CsvSource({
        "alice, bob, AES_256_CBC, RSA with SHA-256",
        "bob, alice, AES_128_GCM, RSA with SHA-256",
        "carlos, dana, AES_256_GCM, Ed25519",
        "dana, carlos, AES_128_CBC, Ed25519",
        "alice, dana, AES_256_GCM, RSA with SHA-256",
        "carlos, bob, AES_256_CBC, Ed25519",
    })
    void signAndEncryptToEachOther(String from, String to, ContentCipher cipher, String algorithm) throws IOException {
        Pkcs12File signer = of(from, true);
        Certificate certificate = signer.chain().get(0);
        Signing signing = new Signing(
                List.of(new Signing.Signer(
                        signer.key(),
                        certificate,
                        SignatureScheme.forKey(certificate.content().publicKey()),
                        of(from, false).chain().get(0))),
                signer.chain(),
                NOW);
        byte[] signed = signing.attached(CmsType.DATA, SizedOctets.of(CONTENT), List.of())
                .toArray();
        Pkcs12File recipient = of(to, false);
        byte[] message = new Encryption(cipher, KeyTransport.PKCS1, Providers.newRandom())
                .encrypt(SizedOctets.of(signed), List.of(recipient.chain().get(0)))
                .toArray();
        Opened opened = new MessageReader(
                        trust,
                        List.of(new Identity(recipient.key(), recipient.chain().get(0))),
                        Providers.newRandom())
                .file(StoredOctets.of(Bytes.of(message)), Optional.empty())
                .orThrow();
        assertThat(opened.report().verdicts().integrity()).isEqualTo(Verdict.GOOD);
        assertThat(opened.report().verdicts().trust()).isEqualTo(Verdict.GOOD);
        Layer.Signed layer = (Layer.Signed) opened.report().layers().get(1);
        assertThat(layer.signers().get(0).check().algorithm().orElseThrow().name())
                .isEqualTo(algorithm);
        try (var in = opened.payload().octets().open()) {
            assertThat(in.readAllBytes()).isEqualTo(CONTENT);
        }
    }
}
