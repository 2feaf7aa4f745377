package org.signet.crypto.keys;

import java.io.InputStream;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Optional;
import org.signet.crypto.policy.KeyAgreementScheme;
import org.signet.crypto.policy.KeyPolicy;
import org.signet.crypto.policy.KeyTransport;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;

/** A key pair in this process's memory. */
public final class SoftwareKey implements SigningKey, DecryptionKey {
    private final PublicKey publicKey;
    private volatile PrivateKey privateKey;

    SoftwareKey(PublicKey publicKey, PrivateKey privateKey) {
        this.publicKey = publicKey;
        this.privateKey = privateKey;
    }

    public static SoftwareKey generate(KeyType type, SecureRandom random) {
        KeyPair pair = Providers.generate(type, random);
        return new SoftwareKey(pair.getPublic(), pair.getPrivate());
    }

    @Override
    public PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public byte[] sign(SignatureScheme scheme, InputStream message) {
        return Providers.sign(scheme, privateKey(), message);
    }

    @Override
    public Optional<byte[]> decrypt(KeyTransport transport, byte[] encrypted) {
        return KeyPolicy.isRsa(publicKey) ? transport.decrypt(privateKey(), encrypted) : Optional.empty();
    }

    @Override
    public Optional<byte[]> agree(PublicKey other) {
        return KeyPolicy.isRsa(publicKey) ? Optional.empty() : KeyAgreementScheme.agree(privateKey(), other);
    }

    PrivateKey privateKey() {
        PrivateKey key = privateKey;
        if (key == null) {
            throw new IllegalStateException("this key is closed");
        }
        return key;
    }

    /** Drops the key. The platform's key objects cannot be wiped, only let go. */
    @Override
    public void close() {
        privateKey = null;
    }
}
