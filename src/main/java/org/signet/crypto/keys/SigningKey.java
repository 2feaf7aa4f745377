package org.signet.crypto.keys;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.PublicKey;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;

/** A private key that can sign, wherever it lies: in memory or in a token. Safe for use by several threads. */
public interface SigningKey extends AutoCloseable {
    PublicKey publicKey();

    /** The signature value over all octets of the stream: PKCS#1 v1.5 for RSA, DER Ecdsa-Sig-Value for EC (RFC 3279 §2.2). */
    byte[] sign(SignatureScheme scheme, InputStream message);

    default byte[] sign(SignatureScheme scheme, byte[] message) {
        return sign(scheme, new ByteArrayInputStream(message));
    }

    /**
     * Whether this is the private half of that public key. A file may name one key and hold another, so something is signed
     * and the signature verified.
     */
    default boolean belongsTo(PublicKey key) {
        if (!publicKey().equals(key)) {
            return false;
        }
        byte[] probe = {1};
        try {
            SignatureScheme scheme = SignatureScheme.forKey(key);
            return Providers.verify(scheme, key, probe, sign(scheme, probe));
        } catch (IllegalStateException ofAnotherKind) {
            return false;
        }
    }

    @Override
    void close();
}
