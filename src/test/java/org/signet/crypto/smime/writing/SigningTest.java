package org.signet.crypto.smime.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.crypto.smime.People.ADA;
import static org.signet.crypto.smime.People.BOB;
import static org.signet.crypto.smime.People.CAROL;
import static org.signet.crypto.smime.People.DAVE;
import static org.signet.crypto.smime.People.EVE_READS;
import static org.signet.crypto.smime.People.EVE_SIGNS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.smime.People;
import org.signet.crypto.smime.People.Person;
import org.signet.crypto.smime.cms.CmsType;
import org.signet.crypto.smime.cms.Oids;
import org.signet.crypto.smime.cms.SignatureCheck;
import org.signet.crypto.smime.cms.SignatureCheck.Result;
import org.signet.crypto.smime.cms.SignedData;
import org.signet.crypto.smime.writing.Signing.ExtraAttribute;
import org.signet.model.Bytes;
import org.signet.model.SizedOctets;
import org.signet.model.StoredOctets;

class SigningTest {
    private static final byte[] CONTENT = "Content-Type: text/plain\r\n\r\nHello.\r\n".getBytes(StandardCharsets.UTF_8);

    static Stream<Arguments> schemes() {
        return Stream.of(
                Arguments.of(ADA, SignatureScheme.RSA_SHA256, "RSA with SHA-256"),
                Arguments.of(ADA, SignatureScheme.RSA_SHA384, "RSA with SHA-384"),
                Arguments.of(ADA, SignatureScheme.RSA_SHA512, "RSA with SHA-512"),
                Arguments.of(ADA, SignatureScheme.RSA_PSS_SHA256, "RSA-PSS with SHA-256"),
                Arguments.of(BOB, SignatureScheme.ECDSA_SHA256, "ECDSA with SHA-256"),
                Arguments.of(CAROL, SignatureScheme.ECDSA_SHA384, "ECDSA with SHA-384"),
                Arguments.of(DAVE, SignatureScheme.ECDSA_SHA384, "ECDSA with SHA-384"),
                Arguments.of(DAVE, SignatureScheme.ECDSA_SHA512, "ECDSA with SHA-512"));
    }

    /** Ours and Bouncy Castle's reader agree, and a changed content is noticed. */
    @ParameterizedTest(name = "{1}")
    @MethodSource("schemes")
    void isReadAgain(Person who, SignatureScheme scheme, String name) throws Exception {
        Signing signing = new Signing(List.of(who.signer(scheme)), List.of(who.certificate()), People.NOW);
        byte[] attached = signing.attached(CmsType.DATA, SizedOctets.of(CONTENT), List.of())
                .toArray();
        byte[] detached = signing.detached(CmsType.DATA, SizedOctets.of(CONTENT), List.of())
                .toArray();
        for (byte[] message : List.of(attached, detached)) {
            assertThat(message).isEqualTo(ASN1Primitive.fromByteArray(message).getEncoded(ASN1Encoding.DER));
            SignatureCheck check = check(message, CONTENT);
            assertThat(check.holds()).isTrue();
            assertThat(check.signingCertificate()).isEqualTo(Result.GOOD);
            assertThat(check.algorithmProtection()).isEqualTo(Result.GOOD);
            assertThat(check.algorithm().orElseThrow().name()).isEqualTo(name);
            assertThat(check.info().attributes().orElseThrow().signingTime()).contains(People.NOW);
        }
        assertThat(check(detached, "Another.".getBytes(StandardCharsets.UTF_8)).holds())
                .isFalse();
        assertThat(verifiedByBouncyCastle(new CMSSignedData(attached), who)).isTrue();
        assertThat(verifiedByBouncyCastle(new CMSSignedData(new CMSProcessableByteArray(CONTENT), detached), who))
                .isTrue();
    }

    private static SignatureCheck check(byte[] message, byte[] elsewhere) throws IOException {
        SignedData data = SignedData.read(stored(message));
        StoredOctets content = data.content().orElse(stored(elsewhere));
        return SignatureCheck.of(
                data.signers().get(0), data.contentType(), content, data.digests(content), data.certificates());
    }

    private static StoredOctets stored(byte[] octets) {
        return StoredOctets.of(Bytes.of(octets));
    }

    private static boolean verifiedByBouncyCastle(CMSSignedData data, Person who)
            throws CMSException, OperatorCreationException {
        SignerInformation signer = data.getSignerInfos().iterator().next();
        return signer.verify(new JcaSimpleSignerInfoVerifierBuilder()
                .setProvider(Providers.containers())
                .build(who.certificate().content().publicKey()));
    }

    @Test
    void saysWhatOthersShouldKnow() throws IOException {
        Signing signing = new Signing(
                List.of(new Signing.Signer(
                        EVE_SIGNS.key(),
                        EVE_SIGNS.certificate(),
                        SignatureScheme.ECDSA_SHA256,
                        EVE_READS.certificate())),
                List.of(EVE_SIGNS.certificate(), EVE_READS.certificate()),
                People.NOW);
        ExtraAttribute extra = new ExtraAttribute(Oids.MESSAGE_SIGNATURE_DIGEST, new DEROctetString(new byte[] {1, 2}));
        SignedData data =
                SignedData.read(stored(signing.attached(CmsType.RECEIPT, SizedOctets.of(CONTENT), List.of(extra))
                        .toArray()));
        assertThat(data.contentType()).isEqualTo(CmsType.RECEIPT.oid());
        assertThat(data.certificates()).containsExactlyInAnyOrder(EVE_SIGNS.certificate(), EVE_READS.certificate());
        var attributes = data.signers().get(0).attributes().orElseThrow();
        assertThat(attributes.problems()).isEmpty();
        assertThat(attributes.names())
                .containsExactlyInAnyOrder(
                        "contentType",
                        "messageDigest",
                        "signingTime",
                        "signingCertificateV2",
                        "smimeCapabilities",
                        "encryptionKeyPreference",
                        "cmsAlgorithmProtection",
                        "msgSigDigest");
        assertThat(attributes.contentType()).contains(CmsType.RECEIPT.oid());
        assertThat(attributes.capabilities())
                .containsExactly(ContentCipher.AES_256_CBC, ContentCipher.AES_192_CBC, ContentCipher.AES_128_CBC);
        assertThat(attributes.messageSignatureDigest()).contains(Bytes.of((byte) 1, (byte) 2));
    }

    @Test
    void severalSign() throws IOException {
        Signing signing = new Signing(
                List.of(ADA.signer(), BOB.signer(), CAROL.signer()),
                List.of(ADA.certificate(), BOB.certificate(), CAROL.certificate()),
                People.NOW);
        byte[] message = signing.attached(CmsType.DATA, SizedOctets.of(CONTENT), List.of())
                .toArray();
        assertThat(message).isEqualTo(ASN1Primitive.fromByteArray(message).getEncoded(ASN1Encoding.DER));
        assertThat(signing.digests()).hasSize(2);
        SignedData data = SignedData.read(stored(message));
        StoredOctets content = data.content().orElseThrow();
        assertThat(data.signers()).hasSize(3).allSatisfy(info -> {
            SignatureCheck check =
                    SignatureCheck.of(info, data.contentType(), content, data.digests(content), data.certificates());
            assertThat(check.holds()).isTrue();
        });
    }

    /** Without certificates the reader must have the signer's from elsewhere. */
    @Test
    void enclosesNothingUnlessAsked() throws IOException {
        byte[] message = new Signing(List.of(BOB.signer()), List.of(), People.NOW)
                .attached(CmsType.DATA, SizedOctets.of(CONTENT), List.of())
                .toArray();
        SignedData data = SignedData.read(stored(message));
        assertThat(data.certificates()).isEmpty();
        StoredOctets content = data.content().orElseThrow();
        assertThat(SignatureCheck.of(
                                data.signers().get(0),
                                data.contentType(),
                                content,
                                data.digests(content),
                                List.of(ADA.certificate(), BOB.certificate()))
                        .certificate())
                .isEqualTo(Optional.of(BOB.certificate()));
    }

    /** UTCTime to 2049, then GeneralizedTime (RFC 5652 §11.3). */
    @Test
    void writesTheTimeAsItsYearWants() throws IOException {
        for (String at : List.of("2049-12-31T23:59:59Z", "2050-01-01T00:00:00Z")) {
            var when = java.time.Instant.parse(at);
            byte[] message = new Signing(List.of(BOB.signer()), List.of(BOB.certificate()), when)
                    .attached(CmsType.DATA, SizedOctets.of(CONTENT), List.of())
                    .toArray();
            var attributes = SignedData.read(stored(message)).signers().get(0).attributes();
            assertThat(attributes.orElseThrow().signingTime()).contains(when);
            boolean utc = Bytes.of(message)
                    .hex()
                    .contains("170d"
                            + Bytes.of("491231235959Z".getBytes(StandardCharsets.US_ASCII))
                                    .hex());
            assertThat(utc).isEqualTo(at.startsWith("2049"));
        }
    }
}
