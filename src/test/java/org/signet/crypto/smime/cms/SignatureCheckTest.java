package org.signet.crypto.smime.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signet.crypto.smime.People.ADA;
import static org.signet.crypto.smime.People.BOB;
import static org.signet.crypto.smime.People.CAROL;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAlgorithmProtection;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.crypto.policy.DigestAlgorithm;
import org.signet.crypto.policy.Standing;
import org.signet.crypto.smime.People;
import org.signet.crypto.smime.People.Person;
import org.signet.crypto.smime.SignedForge;
import org.signet.crypto.smime.cms.SignatureCheck.Problem;
import org.signet.crypto.smime.cms.SignatureCheck.Result;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateTemplate.ExtendedKeyUse;
import org.signet.crypto.x509.CertificateTemplate.KeyUsageBit;
import org.signet.model.Bytes;
import org.signet.model.StoredOctets;

class SignatureCheckTest {
    private static final byte[] CONTENT = "Pay ten pounds.\r\n".getBytes(StandardCharsets.UTF_8);
    private static final String SHA1_RSA = "1.2.840.113549.1.1.5";
    private static final String MD5_RSA = "1.2.840.113549.1.1.4";

    private static SignedForge by(Person person) {
        return SignedForge.of(person, CONTENT);
    }

    private static ASN1Encodable names(Certificate certificate) {
        byte[] hash = DigestAlgorithm.SHA256.of(certificate.der().toArray());
        return new SigningCertificateV2(new ESSCertIDv2(null, hash));
    }

    private static ASN1Encodable protection(DigestAlgorithm digest, String signature) {
        return new CMSAlgorithmProtection(
                new AlgorithmIdentifier(new ASN1ObjectIdentifier(digest.oid())),
                CMSAlgorithmProtection.SIGNATURE,
                new AlgorithmIdentifier(new ASN1ObjectIdentifier(signature)));
    }

    private static ASN1Encodable octets(byte... octets) {
        return new DEROctetString(octets);
    }

    private static ASN1Encodable digestOf(String other) {
        return new DEROctetString(DigestAlgorithm.SHA256.of(other.getBytes(StandardCharsets.UTF_8)));
    }

    /** What is odd, the message, then: does it hold; digest, signature, certificate named, algorithms named; problems. */
    static Stream<Arguments> oddSignatures() {
        String ecdsa = "1.2.840.10045.4.3.2";
        return Stream.of(
                row("plain", by(ADA), "true GOOD GOOD ABSENT ABSENT"),
                row("plain EC", by(BOB), "true GOOD GOOD ABSENT ABSENT"),
                row("by key identifier", by(ADA).byKeyIdentifier(), "true GOOD GOOD ABSENT ABSENT"),
                row("no attributes", by(ADA).withoutAttributes(), "true GOOD GOOD ABSENT ABSENT"),
                row(
                        "unknown unsigned attribute",
                        by(ADA).unsigned(new ASN1ObjectIdentifier("1.2.3.4"), octets()),
                        "true GOOD GOOD ABSENT ABSENT"),
                row(
                        "unknown signed attribute",
                        by(ADA).more(new ASN1ObjectIdentifier("1.2.3.4"), octets(), octets()),
                        "true GOOD GOOD ABSENT ABSENT"),
                row(
                        "names itself",
                        by(ADA).with(Oids.SIGNING_CERTIFICATE_V2, names(ADA.certificate())),
                        "true GOOD GOOD GOOD ABSENT"),
                row(
                        "names another",
                        by(ADA).with(Oids.SIGNING_CERTIFICATE_V2, names(BOB.certificate())),
                        "false GOOD GOOD BAD ABSENT"),
                row(
                        "algorithms named",
                        by(BOB).with(Oids.ALGORITHM_PROTECTION, protection(DigestAlgorithm.SHA256, ecdsa)),
                        "true GOOD GOOD ABSENT GOOD"),
                row(
                        "another digest named",
                        by(BOB).with(Oids.ALGORITHM_PROTECTION, protection(DigestAlgorithm.SHA512, ecdsa)),
                        "false GOOD GOOD ABSENT BAD"),
                row(
                        "another signature named",
                        by(BOB).with(Oids.ALGORITHM_PROTECTION, protection(DigestAlgorithm.SHA256, SHA1_RSA)),
                        "false GOOD GOOD ABSENT BAD"),
                row(
                        "digest of another content",
                        by(ADA).with(CMSAttributes.messageDigest, digestOf("Pay a thousand pounds.")),
                        "false BAD GOOD ABSENT ABSENT"),
                row("no digest", by(ADA).with(CMSAttributes.messageDigest), "false BAD GOOD ABSENT ABSENT"),
                row(
                        "another content type",
                        by(ADA).with(CMSAttributes.contentType, new ASN1ObjectIdentifier(CmsType.RECEIPT.oid())),
                        "false GOOD GOOD ABSENT ABSENT content-type-mismatch"),
                row(
                        "no content type",
                        by(ADA).without(CMSAttributes.contentType),
                        "false GOOD GOOD ABSENT ABSENT content-type-mismatch"),
                row(
                        "receipt without attributes",
                        by(ADA).type(CmsType.RECEIPT.oid()).withoutAttributes(),
                        "false GOOD GOOD ABSENT ABSENT attributes-missing"));
    }

    /** Attributes that RFC 5652 §11 forbids so; and certificates that are not for this. */
    static Stream<Arguments> forbidden() {
        Person agrees = BOB.with(draft -> draft.usage(Set.of(KeyUsageBit.KEY_AGREEMENT)));
        Person logsIn = BOB.with(draft -> draft.extended(ExtendedKeyUse.CLIENT_AUTH));
        var again = SignedForge.time(People.NOW.plusSeconds(60));
        return Stream.of(
                row(
                        "two signing times",
                        by(ADA).more(CMSAttributes.signingTime, again),
                        "false GOOD GOOD ABSENT ABSENT bad-attribute"),
                row(
                        "signing time of two values",
                        by(ADA).with(CMSAttributes.signingTime, again, SignedForge.time(People.NOW)),
                        "false GOOD GOOD ABSENT ABSENT bad-attribute"),
                row(
                        "signing time that is none",
                        by(ADA).with(CMSAttributes.signingTime, new DERUTF8String("yesterday")),
                        "false GOOD GOOD ABSENT ABSENT bad-attribute"),
                row(
                        "two digests, the right one first",
                        by(ADA).more(CMSAttributes.messageDigest, octets(DigestAlgorithm.SHA256.of(CONTENT)))
                                .more(CMSAttributes.messageDigest, digestOf("other")),
                        "false BAD GOOD ABSENT ABSENT bad-attribute"),
                row(
                        "two content types",
                        by(ADA).more(CMSAttributes.contentType, new ASN1ObjectIdentifier(CmsType.DATA.oid())),
                        "false GOOD GOOD ABSENT ABSENT bad-attribute content-type-mismatch"),
                row(
                        "digest that is none",
                        by(ADA).with(CMSAttributes.messageDigest, DERNull.INSTANCE),
                        "false BAD GOOD ABSENT ABSENT bad-attribute"),
                row(
                        "certificate names that are none",
                        by(ADA).with(Oids.SIGNING_CERTIFICATE_V2, new DERSequence()),
                        "false GOOD GOOD ABSENT ABSENT bad-attribute"),
                row(
                        "certificate names that name none",
                        by(ADA).with(Oids.SIGNING_CERTIFICATE_V2, new DERSequence(new DERSequence())),
                        "false GOOD GOOD ABSENT ABSENT bad-attribute"),
                row(
                        "algorithms that are none",
                        by(ADA).with(Oids.ALGORITHM_PROTECTION, DERNull.INSTANCE),
                        "false GOOD GOOD ABSENT ABSENT bad-attribute"),
                row("key that only agrees", by(agrees), "false GOOD GOOD ABSENT ABSENT key-usage"),
                row("certificate for log-in", by(logsIn), "false GOOD GOOD ABSENT ABSENT extended-key-usage"),
                row(
                        "digest of the attributes other than of the content",
                        by(ADA).digest(DigestAlgorithm.SHA512),
                        "false GOOD GOOD ABSENT ABSENT digests-differ"),
                row(
                        "another's certificate under the same name",
                        SignedForge.of(CAROL.with(ADA.certificate()), CONTENT)
                                .signed("SHA256withECDSA", "1.2.840.113549.1.1.11", DERNull.INSTANCE),
                        "false GOOD BAD ABSENT ABSENT"));
    }

    private static Arguments row(String what, SignedForge forge, String expected) {
        return Arguments.of(what, (Supplier<byte[]>) forge::der, expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"oddSignatures", "forbidden"})
    void saysOfEachStepWhatItCameTo(String what, Supplier<byte[]> message, String expected) throws IOException {
        assertThat(text(check(message.get()))).isEqualTo(expected);
    }

    private static String text(SignatureCheck check) {
        return Stream.concat(
                        Stream.of(
                                Boolean.toString(check.holds()),
                                check.digest().name(),
                                check.signature().name(),
                                check.signingCertificate().name(),
                                check.algorithmProtection().name()),
                        check.problems().stream().map(Problem::code).sorted())
                .collect(Collectors.joining(" "));
    }

    private static SignatureCheck check(byte[] message) throws IOException {
        SignedData data = SignedData.read(StoredOctets.of(Bytes.of(message)));
        StoredOctets content = data.content().orElseThrow();
        return SignatureCheck.of(
                data.signers().get(0), data.contentType(), content, data.digests(content), data.certificates());
    }

    @Test
    void countsOldAlgorithmsForWhatTheyAre() throws IOException {
        SignatureCheck sha1 = check(by(ADA).digest(DigestAlgorithm.SHA1)
                .signed("SHA1withRSA", SHA1_RSA, DERNull.INSTANCE)
                .der());
        assertThat(sha1.holds()).isTrue();
        assertThat(sha1.standing()).isEqualTo(Standing.WEAK);
        SignatureCheck md5 = check(by(ADA).digest(DigestAlgorithm.MD5)
                .signed("MD5withRSA", MD5_RSA, DERNull.INSTANCE)
                .der());
        assertThat(md5.signature()).isEqualTo(Result.GOOD);
        assertThat(md5.holds()).isFalse();
        assertThat(md5.standing()).isEqualTo(Standing.WORTHLESS);
    }

    @Test
    void leavesOpenWhatItDoesNotKnow() throws IOException {
        SignatureCheck missing = check(by(ADA).enclosing().der());
        assertThat(missing.isOpen()).isTrue();
        assertThat(missing.holds()).isFalse();
        SignatureCheck unknown =
                check(by(ADA).signed("SHA256withRSA", "1.2.3.4.5", null).der());
        assertThat(unknown.signature()).isEqualTo(Result.UNKNOWN);
        assertThat(unknown.isOpen()).isTrue();
        SignatureCheck changed = check(by(ADA).enclosing()
                .with(CMSAttributes.messageDigest, digestOf("other"))
                .der());
        assertThat(changed.isOpen()).isFalse();
    }

    /** A key identifier is a hint: of two certificates that bear it, the one is taken whose key signed. */
    @Test
    void triesEveryCertificateWithTheKeyIdentifier() throws IOException {
        Certificate expired = ADA.with(draft -> draft.usage(Set.of(KeyUsageBit.KEY_ENCIPHERMENT)))
                .certificate();
        for (Certificate[] order : new Certificate[][] {{expired, ADA.certificate()}, {ADA.certificate(), expired}}) {
            SignatureCheck check =
                    check(by(ADA).byKeyIdentifier().enclosing(order).der());
            assertThat(check.holds()).isTrue();
            assertThat(check.certificate()).contains(ADA.certificate());
        }
    }

    /** ForgedAttributes (eprint 2023/1801): the attributes of a good signature, passed off as content of one without any. */
    @Test
    void doesNotTakeAttributesForContent() throws IOException {
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(new Attribute(CMSAttributes.contentType, new DERSet(new ASN1ObjectIdentifier("1.2.3"))));
        attributes.add(new Attribute(CMSAttributes.messageDigest, new DERSet(digestOf("x"))));
        byte[] content = new DERSet(attributes).getEncoded("DER");
        SignatureCheck forged =
                check(SignedForge.of(ADA, content).withoutAttributes().der());
        assertThat(forged.signature()).isEqualTo(Result.GOOD);
        assertThat(text(forged)).isEqualTo("false GOOD GOOD ABSENT ABSENT forged-attributes");
        // With attributes of its own it is a content like any other.
        assertThat(check(SignedForge.of(ADA, content).der()).holds()).isTrue();
        assertThat(check(SignedForge.of(ADA, "1 is how it begins".getBytes(StandardCharsets.UTF_8))
                                .withoutAttributes()
                                .der())
                        .holds())
                .isTrue();
    }

    @Test
    void refusesMoreCertificatesThanItLooksAt() throws IOException {
        Certificate[] hundred = new Certificate[100];
        java.util.Arrays.fill(hundred, BOB.certificate());
        hundred[99] = ADA.certificate();
        assertThat(check(by(ADA).enclosing(hundred).der()).holds()).isTrue();
        Certificate[] more = java.util.Arrays.copyOf(hundred, 101);
        more[100] = CAROL.certificate();
        byte[] message = by(ADA).enclosing(more).der();
        assertThatThrownBy(() -> check(message))
                .isInstanceOf(MalformedCms.class)
                .hasMessage("It holds more than 100 certificates.");
    }
}
