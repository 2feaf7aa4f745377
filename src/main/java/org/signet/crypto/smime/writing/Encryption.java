package org.signet.crypto.smime.writing;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.policy.KeyPolicy;
import org.signet.crypto.policy.KeyTransport;
import org.signet.crypto.smime.cms.CmsType;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.der.Der;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.SizedOctets;

/**
 * Encrypts to certificates, in DER: CBC as EnvelopedData (RFC 5652 §6), GCM as AuthEnvelopedData (RFC 5083) and nowhere else, since a
 * reader of EnvelopedData looks for no tag.
 */
public final class Encryption {
    private final ContentCipher cipher;
    private final KeyTransport transport;
    private final SecureRandom random;

    /** @param transport how the content key goes to RSA keys */
    public Encryption(ContentCipher cipher, KeyTransport transport, SecureRandom random) {
        this.cipher = cipher;
        this.transport = transport;
        this.random = random;
    }

    /** Encrypts under a new key that each of these certificates' keys opens; what comes out is made as it is written. */
    public SizedOctets encrypt(SizedOctets content, List<Certificate> recipients) {
        if (cipher.isAuthenticated() && content.length() > ContentCipher.MOST_GCM) {
            throw new RefusedException(
                    RefusalCode.TOO_LARGE,
                    "AES-GCM protects 64 GiB of one message at most; encrypt this with AES-CBC.");
        }
        byte[] key = cipher.newKey(random);
        byte[] vector = cipher.newVector(random);
        List<byte[]> infos = new ArrayList<>();
        boolean agreement = false;
        for (Certificate recipient : recipients) {
            infos.add(new KeyForRecipient(transport, random).of(recipient, key));
            agreement |= !KeyPolicy.isRsa(recipient.content().publicKey());
        }
        Sealed sealed = new Sealed(content, key, vector);
        // §6.1: 2 with key agreement; RFC 5083 §2.1: always 0.
        int version = agreement && !cipher.isAuthenticated() ? 2 : 0;
        SizedOctets info = Element.of(
                Der.SEQUENCE,
                Element.oid(CmsType.DATA),
                Element.of(identifier(vector)),
                Element.of(Der.TAGGED, sealed));
        return Element.contentInfo(
                cipher.isAuthenticated() ? CmsType.AUTH_ENVELOPED_DATA : CmsType.ENVELOPED_DATA,
                Element.of(
                        Der.SEQUENCE,
                        Element.of(new ASN1Integer(version)),
                        SizedOctets.of(Element.sorted(Der.SET, infos.stream())),
                        info,
                        sealed.tag()));
    }

    private AlgorithmIdentifier identifier(byte[] vector) {
        ASN1Encodable parameters =
                cipher.isAuthenticated() ? new GCMParameters(vector, ContentCipher.TAG) : new DEROctetString(vector);
        return new AlgorithmIdentifier(new ASN1ObjectIdentifier(cipher.oid()), parameters);
    }

    /** The ciphertext, and after it the tag that came out of making it. */
    private final class Sealed implements SizedOctets {
        private final SizedOctets content;
        private final byte[] key;
        private final byte[] vector;
        private byte[] last = new byte[0];

        Sealed(SizedOctets content, byte[] key, byte[] vector) {
            this.content = content;
            this.key = key;
            this.vector = vector;
        }

        @Override
        public long length() {
            long plain = content.length();
            return cipher.isAuthenticated() ? plain : (plain / cipher.block() + 1) * cipher.block();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            Pipe pipe = new Pipe(cipher.encryption(key, vector, new byte[0], ContentCipher.TAG), out);
            // In pieces of the size that ciphers like.
            OutputStream pieces = new BufferedOutputStream(pipe, Pipe.PIECE);
            content.writeTo(pieces);
            pieces.flush();
            last = pipe.finish();
            if (!cipher.isAuthenticated()) {
                out.write(last);
                return;
            }
            out.write(last, 0, last.length - ContentCipher.TAG);
            last = Arrays.copyOfRange(last, last.length - ContentCipher.TAG, last.length);
        }

        /** RFC 5083 §2.1: mac, for GCM alone. */
        SizedOctets tag() {
            byte[] header = Der.header(Der.OCTET_STRING, ContentCipher.TAG);
            return new SizedOctets() {
                @Override
                public long length() {
                    return cipher.isAuthenticated() ? header.length + ContentCipher.TAG : 0;
                }

                @Override
                public void writeTo(OutputStream out) throws IOException {
                    if (cipher.isAuthenticated()) {
                        out.write(header);
                        out.write(last);
                    }
                }
            };
        }
    }
}
