package org.signet.crypto.smime.cms;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.signet.crypto.keys.DecryptionKey;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.policy.ContentCipher;
import org.signet.model.Bytes;
import org.signet.model.StoredOctets;

/**
 * What an envelope's content is encrypted with, and its plaintext for whoever has the content key.
 *
 * @param vector nonce of GCM, initialisation vector of CBC
 * @param bits effective key bits of RC2
 * @param tagOctets how long its tag must be; 0 for CBC
 */
public record Decryption(EnvelopedData envelope, ContentCipher cipher, Bytes vector, int bits, int tagOctets) {
    private static final int RC2_PARAMETERS = 256;

    /** @throws MalformedCms if the cipher is not known, does not belong there, or its parameters are no good */
    public static Decryption of(EnvelopedData envelope) throws IOException {
        String oid = envelope.cipher().getAlgorithm().getId();
        ContentCipher cipher = ContentCipher.ofOid(oid)
                .orElseThrow(
                        () -> new MalformedCms("It is encrypted with a cipher that is not known here: " + oid + "."));
        boolean authenticated = envelope.type() == CmsType.AUTH_ENVELOPED_DATA;
        if (cipher.isAuthenticated() != authenticated) {
            throw new MalformedCms(
                    authenticated
                            ? "Its cipher has no tag, which an AuthEnvelopedData must have (RFC 5083)."
                            : "Its cipher is GCM, which must stand in an AuthEnvelopedData (RFC 5084); its tag could not be checked.");
        }
        try {
            return authenticated ? gcm(envelope, cipher) : cbc(envelope, cipher);
        } catch (RuntimeException e) {
            throw new MalformedCms("The parameters of its cipher are malformed.", e);
        }
    }

    private static Decryption gcm(EnvelopedData envelope, ContentCipher cipher) throws IOException {
        GCMParameters parameters = GCMParameters.getInstance(envelope.cipher().getParameters());
        if (parameters.getNonce().length != ContentCipher.NONCE) {
            throw new MalformedCms(
                    "Its nonce has not the 12 octets that RFC 5084 recommends, and no others are read here: ask for it anew.");
        }
        int tag = parameters.getIcvLen();
        if (tag < ContentCipher.LEAST_TAG
                || tag > ContentCipher.TAG
                || envelope.tag().get().length() != tag) {
            throw new MalformedCms("Its authentication tag is cut short, so that it protects nothing.");
        }
        return new Decryption(envelope, cipher, Bytes.of(parameters.getNonce()), 0, tag);
    }

    private static Decryption cbc(EnvelopedData envelope, ContentCipher cipher) throws IOException {
        var given = envelope.cipher().getParameters();
        byte[] vector;
        int bits = 0;
        if (cipher == ContentCipher.RC2_CBC) {
            ASN1Sequence sequence = ASN1Sequence.getInstance(given);
            bits = rc2Bits(ASN1Integer.getInstance(sequence.getObjectAt(0)).intValueExact());
            vector = ASN1OctetString.getInstance(sequence.getObjectAt(1)).getOctets();
        } else {
            vector = ASN1OctetString.getInstance(given).getOctets();
        }
        if (vector.length != cipher.block()) {
            throw new MalformedCms("Its initialisation vector has a wrong length.");
        }
        return new Decryption(envelope, cipher, Bytes.of(vector), bits, 0);
    }

    /** RFC 2268 §6: the usual lengths by the numbers that stand for them. */
    private static int rc2Bits(int version) {
        return switch (version) {
            case 160 -> 40;
            case 120 -> 64;
            case 58 -> 128;
            default -> {
                if (version < RC2_PARAMETERS) {
                    throw new IllegalArgumentException("unknown RC2 version");
                }
                yield version;
            }
        };
    }

    /** True if a key of so many octets fits the cipher. */
    private boolean fits(byte[] key) {
        return cipher == ContentCipher.RC2_CBC
                ? key.length >= 5 && key.length <= 128
                : key.length == cipher.keyOctets();
    }

    /**
     * The content key, by a recipient's private key. A key that does not come out of RSA whole is replaced by a random one, so that
     * nobody learns from what follows whether its padding was right (RFC 3218 §2.3.2).
     *
     * @return nothing if it is not this key's to open
     */
    public Optional<byte[]> contentKey(Recipient recipient, DecryptionKey key, SecureRandom random) {
        Optional<byte[]> opened = recipient.opening().open(key).filter(this::fits);
        boolean rsa = key.publicKey().getAlgorithm().equals("RSA");
        return opened.isPresent() || !rsa ? opened : Optional.of(cipher.newKey(random));
    }

    /** The content key, by a passphrase; nothing if it is another. */
    public Optional<byte[]> contentKey(Recipient recipient, Passphrase passphrase) {
        return recipient.opening().open(passphrase).filter(this::fits);
    }

    /** Of a content key that does not come out. */
    public static BrokenContent broken() {
        return new BrokenContent();
    }

    /**
     * The plaintext. It is made anew each time it is opened; of GCM the tag is looked at each time, at the end: only when a stream came
     * to its end without a {@link BrokenContent} may what it gave be believed.
     */
    public StoredOctets plaintext(byte[] contentKey) {
        return () -> cipher.isAuthenticated() ? new GcmStream(this, contentKey) : new CbcStream(this, contentKey);
    }
}
