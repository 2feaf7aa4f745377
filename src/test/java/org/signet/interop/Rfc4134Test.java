package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.smime.cms.CertificateReference;
import org.signet.crypto.smime.cms.Recipient;
import org.signet.crypto.smime.cms.SignatureCheck;
import org.signet.crypto.smime.cms.SignatureCheck.Result;
import org.signet.crypto.smime.reading.MessageReader;
import org.signet.crypto.smime.reading.Opened;
import org.signet.crypto.smime.receipt.Receipt;
import org.signet.crypto.smime.report.Layer;
import org.signet.crypto.smime.report.Part;
import org.signet.crypto.smime.report.Verdict;
import org.signet.crypto.smime.report.Verdicts;
import org.signet.crypto.smime.report.Warning;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.StoredOctets;

/** The examples of RFC 4134: what S/MIME was in the days of SHA-1, DSA and RC2 is read, and called weak. */
class Rfc4134Test {
    private static final String ALICE_DSS = "AliceDSSSignByCarlNoInherit.cer";
    private static final String BOB = "BobRSASignByCarl.cer";

    private static Rfc4134 rfc;
    private static MessageReader bob;
    private static byte[] content;

    @BeforeAll
    static void open() throws IOException {
        rfc = new Rfc4134(Corpora.require("rfc").resolve("rfc4134.txt"));
        bob = rfc.reader("BobPrivRSAEncrypt.pri", BOB);
        content = rfc.file("ExContent.bin");
    }

    private static Outcome<Opened> read(String name, byte[] octets, Optional<byte[]> elsewhere) {
        StoredOctets stored = StoredOctets.of(Bytes.of(octets));
        return name.endsWith(".eml")
                ? bob.message(stored)
                : bob.file(stored, elsewhere.map(Bytes::of).map(StoredOctets::of));
    }

    private static Opened opened(String name) {
        Optional<byte[]> elsewhere = name.equals("4.3.bin") ? Optional.of(content) : Optional.empty();
        return read(name, rfc.file(name), elsewhere).orThrow();
    }

    /** Integrity, authenticity, trust, and what it warns of. */
    private static String judged(Opened opened) {
        Verdicts verdicts = opened.report().verdicts();
        return Stream.concat(
                        Stream.of(verdicts.integrity(), verdicts.authenticity(), verdicts.trust())
                                .map(Verdict::text),
                        opened.report().warnings().stream().map(Warning::code))
                .collect(Collectors.joining(" "));
    }

    private static List<SignatureCheck> signatures(Opened opened) {
        return ((Layer.Signed) opened.report().layers().get(0))
                .signers().stream().map(signer -> signer.check()).toList();
    }

    private static byte[] octets(StoredOctets stored) throws IOException {
        try (var in = stored.open()) {
            return in.readAllBytes();
        }
    }

    /** Roots with keys of those days are trusted no more, even by who names them; the signature itself holds. */
    @ParameterizedTest
    @CsvSource({
        "4.1.bin, DSA with SHA-1, weak-signature legacy-signature not-trusted",
        "4.2.bin, RSA with SHA-1, weak-signature legacy-signature not-trusted",
        "4.3.bin, DSA with SHA-1, weak-signature legacy-signature not-trusted",
        "4.4.bin, DSA with SHA-1, weak-signature not-trusted",
        "4.5.bin, RSA with SHA-1, weak-signature legacy-signature not-trusted",
        "4.7.bin, DSA with SHA-1, weak-signature legacy-signature not-trusted",
        "4.8.eml, DSA with SHA-1, weak-signature legacy-signature not-trusted line-ends sender-mismatch",
        "4.9.eml, DSA with SHA-1, weak-signature legacy-signature not-trusted sender-mismatch",
        "4.10.bin, DSA with SHA-1, weak-signature security-label not-trusted",
    })
    void oneSignatureHolds(String name, String algorithm, String warnings) throws IOException {
        Opened opened = opened(name);
        assertThat(judged(opened)).isEqualTo("good good bad " + warnings);
        assertThat(signatures(opened)).singleElement().satisfies(check -> {
            assertThat(check.algorithm().orElseThrow().name()).isEqualTo(algorithm);
            assertThat(check.certificate())
                    .contains(rfc.certificate(algorithm.startsWith("RSA") ? "AliceRSASignByCarl.cer" : ALICE_DSS));
        });
        StoredOctets inside = opened.payload()
                .entity()
                .map(entity -> entity.body())
                .orElse(opened.payload().octets());
        assertThat(octets(inside)).isEqualTo(content);
    }

    /** 4.8 and 4.9: the part is signed with its empty header, and is text. */
    @ParameterizedTest
    @CsvSource({"4.8.eml, multipart/signed, 1", "4.9.eml, signed-data, 2"})
    void aPartMayLackAllFields(String name, String form, int lineEnd) throws IOException {
        Opened opened = opened(name);
        assertThat(opened.report().layers()).extracting(Layer::form).containsExactly(form);
        assertThat(opened.report().parts()).containsExactly(new Part("1", "text/plain", true, ""));
        assertThat(octets(opened.payload().octets())).hasSize(lineEnd + content.length);
    }

    @Test
    void aDetachedSignatureNeedsItsContent() {
        assertThat(read("4.3.bin", rfc.file("4.3.bin"), Optional.empty())
                        .refusal()
                        .detail())
                .isEqualTo("This cannot be read as a signature. It does not hold the content that it signs; "
                        + "give that too, with --content FILE.");
        byte[] another = content.clone();
        another[0] ^= 1;
        assertThat(judged(read("4.3.bin", rfc.file("4.3.bin"), Optional.of(another))
                        .orThrow()))
                .startsWith("bad bad none signature-wrong");
    }

    /** 4.4: with both of Alice's certificates, Carl's, his list, and a countersignature, which nobody vouches for. */
    @Test
    void fancierSignedContent() {
        Opened opened = opened("4.4.bin");
        Layer.Signed layer = (Layer.Signed) opened.report().layers().get(0);
        assertThat(layer.certificates())
                .containsExactlyInAnyOrder(
                        rfc.certificate("CarlDSSSelf.cer"),
                        rfc.certificate(ALICE_DSS),
                        rfc.certificate("AliceRSASignByCarl.cer"));
        assertThat(layer.crls()).isEqualTo(1);
        SignatureCheck check = layer.signers().get(0).check();
        assertThat(check.info().attributes().orElseThrow().names())
                .containsExactly("contentType", "signingTime", "messageDigest");
        assertThat(check.info().attributes().get().signingTime()).contains(Instant.parse("2003-05-14T15:39:00Z"));
        assertThat(check.info().unsigned()).containsExactly("contentHints", "countersignature");
    }

    @Test
    void contentThatIsChangedUnderSignedAttributesIsNoticed() {
        byte[] changed = rfc.file("4.4.bin");
        int at = new String(changed, StandardCharsets.ISO_8859_1).indexOf("sample");
        changed[at] ^= 1;
        assertThat(judged(read("4.4.bin", changed, Optional.empty()).orThrow()))
                .startsWith("bad bad none content-changed");
    }

    /** 4.6: Diane's key has the parameters of Carl's, who is not there: hers cannot be checked, and is not called wrong. */
    @Test
    void oneOfTwoSignersCannotBeChecked() throws IOException {
        Opened opened = opened("4.6.bin");
        assertThat(judged(opened)).startsWith("unknown unknown bad ").contains(" unknown-algorithm");
        assertThat(signatures(opened))
                .extracting(SignatureCheck::signature)
                .containsExactly(Result.GOOD, Result.UNKNOWN);
        assertThat(signatures(opened))
                .extracting(check -> check.certificate().orElseThrow())
                .containsExactly(rfc.certificate(ALICE_DSS), rfc.certificate("DianeDSSSignByCarlInherit.cer"));
        assertThat(octets(opened.payload().octets())).isEqualTo(content);
    }

    @Test
    void aSignerIsNamedByKeyIdentifier() {
        CertificateReference signer =
                signatures(opened("4.7.bin")).get(0).info().signer();
        assertThat(signer.keyIdentifier()).contains("be6ca1b3e3c1f7ed4370a4ce1301e2fde397fecd");
        assertThat(signer.issuer()).isEmpty();
    }

    /** 4.10: a list has passed it on; whom the preference names is not there, so Alice's own certificate does. */
    @Test
    void attributesOfEveryKind() {
        Opened opened = opened("4.10.bin");
        SignatureCheck check = signatures(opened).get(0);
        var attributes = check.info().attributes().orElseThrow();
        assertThat(attributes.names())
                .containsExactly(
                        "contentType",
                        "messageDigest",
                        "1.2.5555",
                        "contentHints",
                        "smimeCapabilities",
                        "securityLabel",
                        "1.2.840.113549.1.9.16.2.10",
                        "encryptionKeyPreference",
                        "mlExpansionHistory",
                        "1.2.840.113549.1.9.16.2.9");
        assertThat(attributes.problems()).isEmpty();
        assertThat(attributes.hasMailingList()).isTrue();
        assertThat(attributes.capabilities()).isEmpty();
        assertThat(attributes.keyPreference().orElseThrow())
                .hasToString("serial number a554433 of cn=Daisy RSA,ou=VDA,ou=VDA Site,o=US Government,c=US");
        assertThat(Receipt.asked(check.info())).isEmpty();
        assertThat(opened.senders()).containsExactly(rfc.certificate(ALICE_DSS));
    }

    /** 4.11: the words of the RFC pass over the revocation list that its file has. */
    @Test
    void certificatesOnly() {
        Opened opened = opened("4.11.bin");
        assertThat(judged(opened)).isEqualTo("none none none");
        assertThat(opened.report().layers())
                .containsExactly(new Layer.Certificates(
                        List.of(rfc.certificate("CarlDSSSelf.cer"), rfc.certificate(ALICE_DSS)), 1));
        assertThat(opened.seen()).hasSize(2);
    }

    /** 5.2 has a second recipient besides, with a key that both knew before. */
    @ParameterizedTest
    @CsvSource({
        "5.1.bin, TRIPLE_DES_CBC, RSA PKCS#1 v1.5",
        "5.2.bin, RC2_CBC, 'RSA PKCS#1 v1.5, another kind of recipient'",
        "5.3.eml, TRIPLE_DES_CBC, RSA PKCS#1 v1.5",
    })
    void bobReadsWhatIsEncryptedToHim(String name, ContentCipher cipher, String recipients) throws IOException {
        Opened opened = opened(name);
        assertThat(judged(opened)).isEqualTo("none none none integrity-not-protected weak-cipher weak-key");
        Layer.Encrypted layer = (Layer.Encrypted) opened.report().layers().get(0);
        assertThat(layer.cipher()).isEqualTo(cipher);
        assertThat(layer.opened()).contains(rfc.certificate(BOB));
        assertThat(layer.recipients().stream().map(Recipient::method)).containsExactly(recipients.split(", "));
        assertThat(octets(opened.payload().octets())).isEqualTo(content);
        assertThat(opened.objectionToRelease()).isEmpty();
    }

    @Test
    void dianeDoesNot() {
        Opened opened = rfc.reader("DianePrivRSASignEncrypt.pri", "DianeRSASignByCarl.cer")
                .file(StoredOctets.of(Bytes.of(rfc.file("5.1.bin"))), Optional.empty())
                .orThrow();
        assertThat(judged(opened)).isEqualTo("unknown unknown unknown no-key weak-cipher");
    }

    /** Bare data, DigestedData and EncryptedData: S/MIME has no use for them (RFC 8551 §2.4). */
    @ParameterizedTest
    @CsvSource({
        "3.1.bin, 'It carries bare data, without any protection.'",
        "3.2.bin, 'It carries bare data, without any protection.'",
        "6.0.bin, It is a kind of CMS object that is not known here.",
        "7.1.bin, It is a kind of CMS object that is not known here.",
        "7.2.bin, It is a kind of CMS object that is not known here.",
    })
    void otherKindsAreRefused(String name, String why) {
        assertThat(read(name, rfc.file(name), Optional.empty()).refusal().detail())
                .isEqualTo("This cannot be read as CMS. " + why);
    }

    /** Wherever it is cut. */
    @ParameterizedTest
    @ValueSource(strings = {"4.4.bin", "4.5.bin", "4.10.bin", "4.11.bin", "5.2.bin"})
    void isRefusedInASentenceIfItIsCut(String name) {
        byte[] whole = rfc.file(name);
        for (int length = 0; length < whole.length; length += 13) {
            assertThat(read(name, Arrays.copyOf(whole, length), Optional.empty())
                            .refusal()
                            .detail())
                    .startsWith("This cannot be read as CMS. ")
                    .endsWith(".");
        }
    }
}
