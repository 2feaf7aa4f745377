package org.signet.crypto.keys;

import java.security.PublicKey;
import java.util.Optional;
import org.signet.crypto.policy.KeyTransport;

/** A private key that opens what was encrypted to it, wherever it lies. Safe for use by several threads. */
public interface DecryptionKey extends AutoCloseable {
    PublicKey publicKey();

    /** The content key that was encrypted to this RSA key; nothing if it was not, or not so. */
    Optional<byte[]> decrypt(KeyTransport transport, byte[] encrypted);

    /** The secret that this EC or X25519 key shares with the other; nothing if they do not go together. */
    Optional<byte[]> agree(PublicKey other);

    @Override
    void close();
}
