package org.signet.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DLSet;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.signet.app.TestCa;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.policy.KeyTransport;
import org.signet.crypto.smime.cms.CmsType;
import org.signet.crypto.smime.composing.Signers;
import org.signet.crypto.smime.writing.Compression;
import org.signet.crypto.smime.writing.Encryption;
import org.signet.crypto.x509.Certificate;
import org.signet.model.SizedOctets;

/** Single layers around any octets, also such as no verb would put round one another: DER. */
public record Layers(Post post) {

    private static byte[] octets(SizedOctets sized) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            sized.writeTo(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] encrypted(ContentCipher cipher, byte[] content, String... recipients) {
        List<Certificate> certificates = java.util.Arrays.stream(recipients)
                .map(name -> Certificate.parseFile(post.octets(name + ".pem"))
                        .orThrow()
                        .get(0))
                .toList();
        return octets(new Encryption(cipher, KeyTransport.PKCS1, TestCa.RANDOM)
                .encrypt(SizedOctets.of(content), certificates));
    }

    public byte[] cbc(byte[] content, String... recipients) {
        return encrypted(ContentCipher.AES_256_CBC, content, recipients);
    }

    public byte[] gcm(byte[] content, String... recipients) {
        return encrypted(ContentCipher.AES_256_GCM, content, recipients);
    }

    public byte[] compressed(byte[] content) {
        try {
            return octets(Compression.compress(SizedOctets.of(content)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Signers signers(String name) {
        try (Passphrase passphrase = Passphrase.of(Post.PASSPHRASE.toCharArray())) {
            return Signers.of(
                            Pkcs12File.openAll(post.octets(name + ".p12"), passphrase)
                                    .orThrow(),
                            false,
                            Instant.now())
                    .orThrow();
        }
    }

    public byte[] signed(byte[] content, String signer) {
        try {
            return octets(signers(signer).at(Instant.now()).attached(CmsType.DATA, SizedOctets.of(content), List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] detached(byte[] content, String signer) {
        try {
            return octets(signers(signer).at(Instant.now()).detached(CmsType.DATA, SizedOctets.of(content), List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A body part that holds it: {@code enveloped-data} and the like. */
    public static String part(String type, byte[] cms) {
        return "Content-Type: application/pkcs7-mime; smime-type=" + type + "; name=smime.p7m\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n" + base64(cms);
    }

    public static String base64(byte[] octets) {
        return Base64.getMimeEncoder().encodeToString(octets) + "\r\n";
    }

    /** A message whose content is that entity. */
    public static String message(String from, String entity) {
        return "From: " + from + "@example.com\r\nTo: bob@example.com\r\nSubject: Figures\r\n"
                + "Date: Mon, 2 Mar 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\n" + entity;
    }

    public static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** An opaque message with the signer of another in front of its own, whose signature is made wrong. */
    public static String withSignerOf(String message, String other) throws IOException {
        ContentInfo info = ContentInfo.getInstance(cms(message));
        SignedData data = SignedData.getInstance(info.getContent());
        SignedData asked =
                SignedData.getInstance(ContentInfo.getInstance(cms(other)).getContent());
        SignerInfo signer = SignerInfo.getInstance(asked.getSignerInfos().getObjectAt(0));
        byte[] signature = signer.getEncryptedDigest().getOctets();
        signature[9] ^= 1;
        SignerInfo wrong = new SignerInfo(
                signer.getSID(),
                signer.getDigestAlgorithm(),
                signer.getAuthenticatedAttributes(),
                signer.getDigestEncryptionAlgorithm(),
                new DEROctetString(signature),
                null);
        ASN1EncodableVector signers = new ASN1EncodableVector();
        signers.add(wrong);
        signers.add(data.getSignerInfos().getObjectAt(0));
        SignedData both = new SignedData(
                data.getDigestAlgorithms(),
                data.getEncapContentInfo(),
                data.getCertificates(),
                null,
                new DLSet(signers));
        byte[] cms = new ContentInfo(info.getContentType(), both).getEncoded("DL");
        return message.substring(0, bodyOf(message)) + base64(cms);
    }

    private static int bodyOf(String message) {
        return message.indexOf("\r\n\r\n") + 4;
    }

    private static byte[] cms(String message) {
        return Base64.getMimeDecoder().decode(message.substring(bodyOf(message)));
    }
}
