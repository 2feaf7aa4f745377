package org.signet.crypto.smime.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.crypto.smime.Mail.TEXT;
import static org.signet.crypto.smime.Mail.from;
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
import static org.signet.crypto.smime.People.MALLORY;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.crypto.policy.DigestAlgorithm;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.smime.People;
import org.signet.crypto.smime.People.Person;
import org.signet.crypto.smime.SignedForge;
import org.signet.crypto.smime.cms.CmsType;
import org.signet.crypto.smime.cms.Oids;
import org.signet.crypto.smime.writing.Signing;
import org.signet.crypto.x509.CrlTemplate;
import org.signet.crypto.x509.Crls;
import org.signet.crypto.x509.revocation.GivenCrls;
import org.signet.crypto.x509.revocation.StoredCrl;
import org.signet.model.Bytes;
import org.signet.model.RevocationReason;
import org.signet.model.SizedOctets;
import org.signet.model.StoredOctets;

class SignedMailTest {
    private static final String GOOD = "good good good unknown match";
    private static final String HOSTILE = html("<b>Pay a thousand pounds.</b>");

    /** What was done to the message on its way, and what a reader says. */
    static Stream<Arguments> onTheWay() throws Exception {
        String signed = signed(TEXT, ADA);
        String none = "none none none none not-asked";
        return Stream.of(
                row("nothing", signed, GOOD),
                row("nothing, opaque", opaque(TEXT, ADA), GOOD),
                row("a third part", withPart(signed, HOSTILE), none + " parts-outside"),
                row("text behind the parts", signed + "This is the list.\r\n", GOOD + " text-outside"),
                row("line ends of Unix", signed.replace("\r\n", "\n"), GOOD + " line-ends"),
                row("one CR lost", signed.replace("Hello,\r\n", "Hello,\n"), GOOD + " line-ends"),
                row(
                        "a footer in the signed part",
                        signed.replace("Ada.\r\n", "Ada.\r\n-- \r\nThe list\r\n"),
                        "bad bad none none match content-changed"),
                row("one letter", signed.replace("am Ada", "am Eve"), "bad bad none none match content-changed"),
                row(
                        "a field of the signed part",
                        signed.replace("text/plain\r\n\r\nHello", "text/html\r\n\r\nHello"),
                        "bad bad none none match content-changed"),
                row("another digest in micalg", signed.replace("sha-256", "sha1, md5"), GOOD),
                row("an unknown digest in micalg", signed.replace("micalg=sha-256", "micalg=\"no-such\""), GOOD),
                row("no micalg", signed.replace("micalg=sha-256; ", ""), GOOD),
                row("old types", signed.replace("application/pkcs7-", "application/x-pkcs7-"), GOOD),
                row("old type, opaque", opaque(TEXT, ADA).replace("application/pkcs7-", "application/x-pkcs7-"), GOOD),
                row(
                        "an unknown type with the name left",
                        opaque(TEXT, ADA).replaceFirst("pkcs7-mime; smime-type=signed-data", "octet-stream"),
                        GOOD),
                row("no end of the last part", signed.substring(0, signed.lastIndexOf("\r\n--")), GOOD),
                row(
                        "the signature lost",
                        signed.substring(0, signed.indexOf("\r\n--", signed.indexOf("Ada.")))
                                + signed.substring(signed.lastIndexOf("\r\n--")),
                        "refused: This cannot be read as multipart/signed. It has not the two parts that it must have,"
                                + " the content and its signature."),
                row("within a list's parts", mixed(signed, HOSTILE), none + " errant-layer"),
                row("within a list's opaque parts", mixed(HOSTILE, opaque(TEXT, ADA)), none + " errant-layer"));
    }

    /** Signatures that are odd by themselves. */
    static Stream<Arguments> byTheSigner() {
        Person oldKey = ADA.with(draft -> draft.until(Instant.parse("2026-01-01T00:00:00Z")));
        String changed = "bad bad none none match content-changed";
        return Stream.of(
                row("of another root", signed(TEXT, MALLORY), "good good bad unknown match not-trusted"),
                row(
                        "expired since",
                        signed(TEXT, at(oldKey, Instant.parse("2025-06-01T00:00:00Z"))),
                        "good good bad unknown match signed-at-another-time expired"),
                row("expired before", signed(TEXT, at(oldKey, People.NOW)), "good good bad unknown match not-trusted"),
                row(
                        "without certificate",
                        signed(TEXT, new Signing(List.of(ADA.signer()), List.of(), People.NOW)),
                        "unknown unknown none none not-asked certificate-missing"),
                row("two, both good", signed(TEXT, both()), GOOD),
                row(
                        "two, one of another content",
                        signed(TEXT, oneBad()),
                        "bad bad good unknown match content-changed"),
                row(
                        "two of one key, one by an algorithm to come",
                        signed(TEXT, ofTomorrow()),
                        GOOD + " unknown-algorithm"),
                row(
                        "MD5",
                        signed(
                                TEXT,
                                forged(DigestAlgorithm.MD5, "1.2.840.113549.1.1.4")
                                        .der()),
                        "none none none none match worthless-signature"),
                row(
                        "SHA-1",
                        signed(
                                TEXT,
                                forged(DigestAlgorithm.SHA1, "1.2.840.113549.1.1.5")
                                        .der()),
                        GOOD + " weak-signature"),
                row("no attributes", signed(TEXT, forge().withoutAttributes().der()), GOOD + " legacy-signature"),
                row(
                        "two signing times",
                        signed(
                                TEXT,
                                forge().more(CMSAttributes.signingTime, SignedForge.time(People.FROM))
                                        .der()),
                        "bad bad none none match bad-attribute"),
                row(
                        "a security label",
                        signed(
                                TEXT,
                                forge().with(Oids.SECURITY_LABEL, new DERSet(CMSAttributes.contentType))
                                        .der()),
                        GOOD + " security-label"),
                row(
                        "a content of its own",
                        signed(TEXT, SignedForge.of(ADA, octets(TEXT)).der()),
                        GOOD + " content-twice"),
                row(
                        "a content of its own that is another",
                        signed(
                                TEXT.replace("Ada", "Eve"),
                                SignedForge.of(ADA, octets(TEXT)).der()),
                        changed.replace("content-changed", "content-twice content-changed")),
                row(
                        "garbage",
                        signed(TEXT, new byte[] {0x30, 3, 1, 2, 3}),
                        "refused: This cannot be read as multipart/signed. It holds an element that goes beyond the one around it."),
                row(
                        "alone",
                        part("application/pkcs7-signature; name=smime.p7s", forge().der()),
                        "refused: This cannot be read as a signature. It stands alone, without the content that it"
                                + " signs."));
    }

    private static Arguments row(String what, String entity, String expected) {
        return Arguments.of(what, fromAda(entity), expected);
    }

    private static SignedForge forge() {
        return SignedForge.of(ADA, octets(TEXT)).detached();
    }

    private static SignedForge forged(DigestAlgorithm digest, String oid) {
        return forge().digest(digest).signed(digest.text().replace("-", "") + "withRSA", oid, DERNull.INSTANCE);
    }

    private static Signing at(Person person, Instant when) {
        return new Signing(List.of(person.signer()), List.of(person.certificate()), when);
    }

    private static Signing both() {
        return new Signing(
                List.of(ADA.signer(), BOB.signer(SignatureScheme.ECDSA_SHA256)),
                List.of(ADA.certificate(), BOB.certificate()),
                People.NOW);
    }

    /** Ada's signature of this, and bob's of something else. */
    private static byte[] oneBad() {
        return Spliced.of(
                forge().der(),
                SignedForge.of(BOB, octets("Something else.")).detached().der());
    }

    /** RFC 5652 §5.1: several signatures by one signer are for readers of different age; one that is good is enough. */
    private static byte[] ofTomorrow() {
        return Spliced.of(
                forge().der(),
                forge().signed("SHA256withRSA", "1.2.3.4.5", null).der());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"onTheWay", "byTheSigner"})
    void isJudged(String what, String message, String expected) {
        assertThat(Judged.of(message)).isEqualTo(expected);
    }

    @Test
    void isNotTrustedWithoutAnAnchor() {
        TrustBase nobody = new TrustBase(List.of(), List.of(), TrustBase.offline(), People.NOW);
        assertThat(Judged.of(fromAda(signed(TEXT, ADA)), nobody))
                .isEqualTo("good good unknown unknown match no-anchor");
    }

    @Test
    void findsTheCertificateAmongTheReadersOwn() {
        String message = fromAda(signed(TEXT, new Signing(List.of(ADA.signer()), List.of(), People.NOW)));
        assertThat(Judged.of(message, People.trust(ADA.certificate()))).isEqualTo(GOOD);
    }

    private static byte[] crl(Person revoked) {
        CrlTemplate template = new CrlTemplate(
                People.ROOT.certificate(),
                SignatureScheme.ECDSA_SHA256,
                BigInteger.ONE,
                People.NOW.minusSeconds(3600),
                People.NOW.plusSeconds(86_400),
                Optional.empty());
        var entry = new CrlTemplate.Entry(
                revoked.certificate().content().serial(),
                People.NOW.minusSeconds(7200),
                RevocationReason.KEY_COMPROMISE);
        return Crls.signed(
                        template,
                        List.of(entry),
                        octets -> Providers.sign(
                                SignatureScheme.ECDSA_SHA256, People.ROOT.pair().getPrivate(), octets))
                .der()
                .toArray();
    }

    /** RFC 8550 §4.2: a CRL that came along counts as any other. */
    @Test
    void heedsACrlThatCameAlong() {
        assertThat(Judged.of(fromAda(signed(TEXT, forge().crl(crl(ADA)).der()))))
                .isEqualTo("good good good bad match revoked");
        assertThat(Judged.of(fromAda(signed(TEXT, forge().crl(crl(BOB)).der()))))
                .isEqualTo("good good good good match");
    }

    /** One from before her revocation, which ada encloses, against one that the reader has. */
    @Test
    void aCrlThatCameAlongDoesNotOutvoteWhatTheReaderKnows() {
        StoredCrl own = StoredCrl.read(StoredOctets.of(Bytes.of(crl(ADA))), "").orThrow();
        TrustBase knowing =
                new TrustBase(List.of(People.ROOT.certificate()), List.of(), new GivenCrls(List.of(own)), People.NOW);
        assertThat(Judged.of(fromAda(signed(TEXT, forge().crl(crl(BOB)).der())), knowing))
                .isEqualTo("good good good bad match revoked");
    }

    /** The innermost signature alone would be good: what the outer one does not cover must not hide behind it. */
    @Test
    void aPartBesideIsNotCoveredByASignatureFurtherIn() {
        String inner = signed(TEXT, ADA);
        String outer = withPart(signed(inner, MALLORY), HOSTILE);
        assertThat(Judged.of(fromAda(outer)))
                .startsWith("none none none none not-asked")
                .contains("parts-outside");
        Opened opened = Judged.opened(fromAda(outer));
        assertThat(opened.report().isGood()).isFalse();
        assertThat(opened.report().protection().isSigned()).isFalse();
    }

    @Test
    void aPartBesideIsTold() {
        Opened opened = Judged.opened(fromAda(withPart(signed(mixed(TEXT, HOSTILE), ADA), HOSTILE)));
        assertThat(opened.report().parts())
                .extracting(part -> part.path() + " " + part.mediaType() + " " + part.covered())
                .containsExactly(
                        "1 multipart/mixed true", "1.1 text/plain true", "1.2 text/html true", "3 text/html false");
    }

    @Test
    void aSignatureOfASignatureIsTheInnerOnes() throws Exception {
        assertThat(Judged.of(fromAda(signed(opaque(TEXT, ADA), BOB)))).isEqualTo(GOOD);
        byte[] receipt = ADA.signing()
                .attached(CmsType.RECEIPT, SizedOctets.of(new byte[] {0x30, 0}), List.of())
                .toArray();
        assertThat(Judged.of(from("ada@example.com", org.signet.crypto.smime.Mail.cms("signed-receipt", receipt))))
                .isEqualTo(GOOD);
    }
}
