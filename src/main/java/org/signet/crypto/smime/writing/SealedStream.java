package org.signet.crypto.smime.writing;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.BiFunction;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.policy.KeyTransport;
import org.signet.crypto.smime.cms.CmsType;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.der.Der;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/**
 * Encrypts what is written to it and whose length nobody knows before its end: an AuthEnvelopedData (RFC 5083) with AES-256-GCM, in BER with elements
 * that end with a mark (X.690 §8.1.3.6) and the content in pieces. {@code openssl cms -decrypt} reads it too. Without {@link #finish} it is cut off, and
 * every reader says so.
 */
public final class SealedStream extends FilterOutputStream {
    private static final ContentCipher CIPHER = ContentCipher.AES_256_GCM;
    private static final int INDEFINITE = 0x80;

    /** So many octets of zero, the marks of ends, are the last of it. */
    public static final int END = 6;

    private final OutputStream target;
    private final Pieces pieces;
    private final Pipe pipe;
    private long length;

    private SealedStream(OutputStream target, Pieces pieces, Pipe pipe) {
        super(new BufferedOutputStream(pipe, Pipe.PIECE));
        this.target = target;
        this.pieces = pieces;
        this.pipe = pipe;
    }

    /** For whoever has that certificate's key. */
    public static SealedStream to(OutputStream target, Certificate recipient, SecureRandom random) throws IOException {
        return begin(target, (keys, key) -> keys.of(recipient, key), random);
    }

    /** For whoever knows the passphrase. */
    public static SealedStream to(OutputStream target, Passphrase passphrase, SecureRandom random) throws IOException {
        return begin(target, (keys, key) -> keys.of(passphrase, key), random);
    }

    private static SealedStream begin(
            OutputStream target, BiFunction<KeyForRecipient, byte[], byte[]> recipient, SecureRandom random)
            throws IOException {
        byte[] key = CIPHER.newKey(random);
        byte[] nonce = CIPHER.newVector(random);
        enter(target, Der.SEQUENCE);
        target.write(oid(CmsType.AUTH_ENVELOPED_DATA));
        enter(target, Der.TAGGED + Der.CONSTRUCTED);
        enter(target, Der.SEQUENCE);
        target.write(Element.der(new ASN1Integer(0)));
        target.write(Der.of(Der.SET, recipient.apply(new KeyForRecipient(KeyTransport.OAEP, random), key)));
        enter(target, Der.SEQUENCE);
        target.write(oid(CmsType.DATA));
        target.write(Element.der(new AlgorithmIdentifier(
                new ASN1ObjectIdentifier(CIPHER.oid()), new GCMParameters(nonce, ContentCipher.TAG))));
        enter(target, Der.TAGGED + Der.CONSTRUCTED);
        Pieces pieces = new Pieces(target);
        Pipe pipe = new Pipe(CIPHER.encryption(key, nonce, new byte[0], ContentCipher.TAG), pieces);
        return new SealedStream(target, pieces, pipe);
    }

    private static byte[] oid(CmsType type) {
        return Element.der(new ASN1ObjectIdentifier(type.oid()));
    }

    private static void enter(OutputStream target, int tag) throws IOException {
        target.write(tag);
        target.write(INDEFINITE);
    }

    private static void leave(OutputStream target) throws IOException {
        target.write(0);
        target.write(0);
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int count) throws IOException {
        length += count;
        if (length > ContentCipher.MOST_GCM) {
            throw new RefusedException(
                    RefusalCode.TOO_LARGE, "AES-GCM protects 64 GiB of one content at most, and this is more.");
        }
        out.write(octets, from, count);
    }

    /** Ends it; the stream below stays open. */
    public void finish() throws IOException {
        out.flush();
        byte[] last = pipe.finish();
        pieces.write(last, 0, last.length - ContentCipher.TAG);
        leave(target);
        leave(target);
        target.write(Der.of(Der.OCTET_STRING, Arrays.copyOfRange(last, last.length - ContentCipher.TAG, last.length)));
        leave(target);
        leave(target);
        leave(target);
        target.flush();
    }

    /** Leaves it cut off, if it was not finished. */
    @Override
    public void close() {
        // The stream below is its owner's.
    }

    /** Each write is a string of its own. */
    private static final class Pieces extends OutputStream {
        private final OutputStream target;

        Pieces(OutputStream target) {
            this.target = target;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int from, int count) throws IOException {
            if (count > 0) {
                target.write(Der.header(Der.OCTET_STRING, count));
                target.write(octets, from, count);
            }
        }
    }
}
