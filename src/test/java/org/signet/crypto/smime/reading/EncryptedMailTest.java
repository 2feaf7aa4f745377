package org.signet.crypto.smime.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.crypto.smime.Mail.TEXT;
import static org.signet.crypto.smime.Mail.cms;
import static org.signet.crypto.smime.Mail.encrypted;
import static org.signet.crypto.smime.Mail.fromAda;
import static org.signet.crypto.smime.Mail.html;
import static org.signet.crypto.smime.Mail.mixed;
import static org.signet.crypto.smime.Mail.octets;
import static org.signet.crypto.smime.Mail.opaque;
import static org.signet.crypto.smime.Mail.part;
import static org.signet.crypto.smime.Mail.signed;
import static org.signet.crypto.smime.Mail.withPart;
import static org.signet.crypto.smime.People.ADA;
import static org.signet.crypto.smime.People.BOB;
import static org.signet.crypto.smime.People.CAROL;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DLSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.smime.EnvelopeForge;
import org.signet.crypto.smime.Mail;
import org.signet.crypto.smime.SignedForge;
import org.signet.crypto.smime.cms.CmsType;
import org.signet.crypto.smime.report.HeaderReport;
import org.signet.crypto.smime.report.Part;
import org.signet.crypto.smime.report.Protection;
import org.signet.crypto.smime.writing.Compression;
import org.signet.model.SizedOctets;

class EncryptedMailTest {
    private static final ContentCipher CBC = ContentCipher.AES_256_CBC;
    private static final ContentCipher GCM = ContentCipher.AES_256_GCM;
    private static final String NONE = "none none none none not-asked";
    private static final String GOOD = "good good good unknown match";
    private static final String CLOSED = "unknown unknown unknown unknown not-asked no-key";

    static Stream<Arguments> layers() throws IOException {
        String compressed = cms(
                "compressed-data",
                Compression.compress(SizedOctets.of(octets(TEXT))).toArray());
        String changed = signed(TEXT, ADA).replace("am Ada", "am Eve");
        return Stream.of(
                row("CBC", encrypted(TEXT, CBC, BOB), NONE + " integrity-not-protected", "encrypted"),
                row("GCM", encrypted(TEXT, GCM, BOB), "good none none none not-asked", "encrypted"),
                row("to another", encrypted(TEXT, CBC, CAROL), CLOSED, "encrypted"),
                row("signed, then CBC", encrypted(signed(TEXT, ADA), CBC, BOB), GOOD, "signed+encrypted"),
                row("signed opaque, then GCM", encrypted(opaque(TEXT, ADA), GCM, BOB), GOOD, "signed+encrypted"),
                row(
                        "signed, changed, then GCM",
                        encrypted(changed, GCM, BOB),
                        "bad bad none none match content-changed",
                        "encrypted"),
                row(
                        "CBC, then signed",
                        signed(encrypted(TEXT, CBC, BOB), ADA),
                        NONE + " integrity-not-protected signature-around-ciphertext",
                        "encrypted"),
                row(
                        "GCM, then signed",
                        opaque(encrypted(TEXT, GCM, BOB), ADA),
                        "good none none none not-asked signature-around-ciphertext",
                        "encrypted"),
                row("triply wrapped", signed(encrypted(signed(TEXT, ADA), CBC, BOB), ADA), GOOD, "signed+encrypted"),
                row(
                        "triply wrapped, closed",
                        signed(encrypted(signed(TEXT, ADA), CBC, CAROL), ADA),
                        CLOSED + " signature-around-ciphertext",
                        "encrypted"),
                row("compressed", compressed, NONE, "none"),
                row("compressed, then signed", signed(compressed, ADA), GOOD, "signed"),
                row("compressed, signed, GCM", encrypted(opaque(compressed, ADA), GCM, BOB), GOOD, "signed+encrypted"),
                row("certificates alone", cms("certs-only", certificates()), NONE, "none"),
                row(
                        "twice",
                        encrypted(encrypted(TEXT, GCM, BOB), GCM, BOB),
                        "good none none none not-asked",
                        "encrypted"));
    }

    /** Attacks of EFAIL and their like: nothing decrypted stands among what others wrote. */
    static Stream<Arguments> attacks() {
        String before = html("<img src=\"http://example.net/");
        String after = html("\">");
        String broken = "bad none none none not-asked does-not-decrypt";
        return Stream.of(
                row(
                        "between hostile parts",
                        mixed(before, encrypted(TEXT, CBC, BOB), after),
                        NONE + " errant-layer",
                        "none"),
                row(
                        "signed within, between hostile parts",
                        mixed(before, encrypted(signed(TEXT, ADA), GCM, BOB), after),
                        NONE + " errant-layer",
                        "none"),
                row(
                        "between hostile parts that somebody signed",
                        signed(mixed(before, encrypted(TEXT, CBC, BOB), after), ADA),
                        GOOD + " errant-layer",
                        "signed"),
                row(
                        "beside a hostile part of a signature's",
                        withPart(signed(encrypted(opaque(TEXT, ADA), CBC, BOB), ADA), after),
                        NONE + " parts-outside integrity-not-protected",
                        "encrypted"),
                row(
                        "within the encryption, a signed part beside another",
                        encrypted(mixed(signed(TEXT, ADA), after), GCM, BOB),
                        "good none none none not-asked errant-layer",
                        "encrypted"),
                row(
                        "GCM as if it were CBC",
                        cms(
                                "enveloped-data",
                                sealed().type(CmsType.ENVELOPED_DATA).der()),
                        "refused: This cannot be read as application/pkcs7-mime. Its cipher is GCM, which must stand in an"
                                + " AuthEnvelopedData (RFC 5084); its tag could not be checked.",
                        ""),
                row(
                        "a changed octet of GCM",
                        cms(
                                "authEnveloped-data",
                                sealed().encrypted(EncryptedMailTest::changed).der()),
                        broken,
                        "encrypted"),
                row(
                        "GCM cut short",
                        cms(
                                "authEnveloped-data",
                                sealed().encrypted(old -> java.util.Arrays.copyOf(old, old.length / 2))
                                        .der()),
                        broken,
                        "encrypted"),
                row(
                        "a changed octet of CBC, signed within",
                        cms(
                                "enveloped-data",
                                EnvelopeForge.of(octets(signed(TEXT, ADA)), CBC, BOB)
                                        .encrypted(EncryptedMailTest::changed)
                                        .der()),
                        null,
                        ""));
    }

    private static byte[] changed(byte[] octets) {
        byte[] changed = octets.clone();
        changed[octets.length / 2] ^= 1;
        return changed;
    }

    private static EnvelopeForge sealed() {
        return EnvelopeForge.of(octets(TEXT), GCM, BOB);
    }

    private static byte[] certificates() {
        return Spliced.certificatesOf(
                SignedForge.of(ADA, new byte[0]).detached().der());
    }

    private static Arguments row(String what, String entity, String expected, String protection) {
        return Arguments.of(what, fromAda(entity), expected, protection);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"layers", "attacks"})
    void isJudged(String what, String message, String expected, String protection) {
        String judged = Judged.of(message);
        if (expected == null) {
            // What the garbled block comes to is chance; that it is called good is not.
            assertThat(judged).doesNotStartWith("good");
            return;
        }
        assertThat(judged).isEqualTo(expected);
        if (!protection.isEmpty()) {
            assertThat(Judged.opened(message).report().protection().text()).isEqualTo(protection);
        }
    }

    /** Whatever name a gateway left, what is inside tells. */
    @Test
    void isFoundUnderOtherNames() {
        byte[] sealed = sealed().der();
        for (String type : List.of(
                "application/pkcs7-mime; smime-type=enveloped-data",
                "application/pkcs7-mime; smime-type=signed-data",
                "application/pkcs7-mime",
                "application/x-pkcs7-mime; name=\"smime.p7m\"",
                "application/octet-stream; name=SMIME.P7M",
                "application/octet-stream\r\nContent-Disposition: attachment; filename=\"smime.p7m\"")) {
            assertThat(Judged.of(fromAda(part(type, sealed)))).as(type).isEqualTo("good none none none not-asked");
        }
        assertThat(Judged.of(fromAda(part("application/octet-stream; name=cat.png", sealed))))
                .isEqualTo(NONE);
    }

    @Test
    void nothingOfWhatDoesNotDecryptIsThere() throws IOException {
        String message = fromAda(cms(
                "authEnveloped-data",
                sealed().encrypted(EncryptedMailTest::changed).der()));
        Opened opened = Judged.opened(message);
        assertThat(opened.reached()).isFalse();
        assertThat(opened.report().parts()).isEmpty();
        assertThat(opened.report().protection()).isEqualTo(Protection.ENCRYPTED);
        try (var in = opened.payload().octets().open()) {
            assertThat(in.readAllBytes()).isEqualTo(octets(message));
        }
    }

    /** Somebody put a second one of the same name before the one that opens it. */
    @Test
    void oneOfSeveralRecipientsOfANameOpensIt() throws IOException {
        ASN1Set others = (ASN1Set) sealed().field(EnvelopeForge.RECIPIENTS);
        byte[] sealed = sealed().change(
                        EnvelopeForge.RECIPIENTS,
                        own -> new DLSet(new ASN1Encodable[] {
                            others.getObjectAt(0), ASN1Set.getInstance(own).getObjectAt(0)
                        }))
                .der();
        assertThat(Judged.of(fromAda(cms("authEnveloped-data", sealed)))).isEqualTo("good none none none not-asked");
    }

    /** RFC 9788 §4.1: a word that nobody knows protects nothing. */
    @ParameterizedTest
    @CsvSource({"cipher, ENCRYPTED_ONLY", "CIPHER, ENCRYPTED_ONLY", "clear, UNPROTECTED", "some, UNPROTECTED"})
    void aHeaderIsProtectedAsItSays(String hp, HeaderReport.State state) {
        String entity =
                "From: Ada <ada@example.com>\r\nKeywords: x\r\nReply-To: desk@example.com\r\nContent-Type: text/plain; hp="
                        + hp + "\r\n\r\nHello.\r\n";
        List<HeaderReport> reports =
                Judged.opened(fromAda(encrypted(entity, GCM, BOB))).report().headers();
        assertThat(reports.stream().filter(one -> one.name().equals("Reply-To")).map(HeaderReport::state))
                .containsExactlyElementsOf(hp.equals("some") ? List.of() : List.of(state));
    }

    /** What is written says no more than what was protected. */
    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n"})
    void whatSomebodyAddedOutsideIsNotWritten(String lineEnd) throws IOException {
        String entity = "From: Ada <ada@example.com>\r\nSubject: Plan\r\nContent-Type: text/plain; hp=\"cipher\"\r\n"
                + "HP-Outer: From: Ada <ada@example.com>\r\n\r\nHello.\r\n";
        String message = ("Received: by a.example; Mon, 2 Mar 2026 10:00:00 +0000\r\nReply-To: mallory@evil.example\r\n"
                        + "Keywords: urgent\r\nX-Mailer: some\r\n" + fromAda(encrypted(entity, GCM, BOB)))
                .replace("\r\n", lineEnd);
        ByteArrayOutputStream plaintext = new ByteArrayOutputStream();
        Plaintext.of(Judged.opened(message), Optional.of(Mail.stored(message))).writeTo(plaintext);
        String header = plaintext.toString(StandardCharsets.US_ASCII).split("Hello")[0];
        assertThat(header)
                .contains("Received: ", "X-Mailer: some" + lineEnd, "Subject: Plan", "From: Ada", "text/plain")
                .doesNotContain("mallory", "urgent", "hp=", "HP-Outer");
    }

    /** It is text then, and what stands before the empty line is not. */
    @ParameterizedTest
    @ValueSource(strings = {"\r\nHello.\r\n", "Content-Transfer-Encoding: base64\r\n\r\nSGVsbG8u\r\n"})
    void aPartMayLeaveOutItsType(String entity) throws IOException {
        String message = fromAda(encrypted(entity, GCM, BOB));
        Opened opened = Judged.opened(message);
        assertThat(opened.report().parts()).extracting(Part::mediaType).containsExactly("text/plain");
        ByteArrayOutputStream plaintext = new ByteArrayOutputStream();
        Plaintext.of(opened, Optional.of(Mail.stored(message))).writeTo(plaintext);
        assertThat(plaintext.toString(StandardCharsets.US_ASCII)).endsWith("\r\nMIME-Version: 1.0\r\n" + entity);
    }

    /** As many layers as a reader follows, and one more. */
    @Test
    void layersHaveABound() {
        String entity = TEXT;
        for (int depth = 0; depth < 21; depth++) {
            entity = opaque(entity, BOB);
        }
        assertThat(Judged.of(fromAda(entity)))
                .startsWith("unknown unknown unknown unknown")
                .contains("unreadable");
    }
}
