package org.signet.crypto.keys;

import java.security.PublicKey;
import org.signet.crypto.policy.SignatureScheme;

/** A private key that can sign, wherever it lies: in memory, later in a token. Safe for use by several threads. */
public interface SigningKey extends AutoCloseable {
    PublicKey publicKey();

    /** The signature value: PKCS#1 v1.5 for RSA, DER Ecdsa-Sig-Value for EC (RFC 3279 §2.2). */
    byte[] sign(SignatureScheme scheme, byte[] message);

    @Override
    void close();
}
