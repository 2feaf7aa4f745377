package org.signet.crypto.keys;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.policy.TokenProvider;
import org.signet.crypto.policy.TokenSlot;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.Unavailable;

/** An issuer's key in a PKCS#11 token, which it never leaves; the passphrase is the token's PIN. */
public final class TokenVault implements KeyVault {
    private final TokenSlot slot;
    private final String label;

    /** @param label of the key and its certificate in the token */
    public TokenVault(TokenSlot slot, String label) {
        this.slot = slot;
        this.label = label;
    }

    @Override
    public Outcome<SigningKey> open(Passphrase pin) {
        return store(pin).then(this::key);
    }

    private Outcome<SigningKey> key(KeyStore store) {
        try {
            if (!(store.getKey(label, null) instanceof PrivateKey key)) {
                return unusable("holds no key " + label + ". Put in the token that does.");
            }
            Bytes certificate = Bytes.of(store.getCertificate(label).getEncoded());
            return Certificate.parse(certificate)
                    .map(parsed -> new TokenKey(parsed.content().publicKey(), key, store.getProvider(), slot));
        } catch (GeneralSecurityException | ProviderException e) {
            return unusable("does not give its key " + label + " (" + e.getMessage() + ").");
        }
    }

    /** Makes a key in the token; {@link #keep} makes it stay there. */
    public Outcome<SigningKey> generate(KeyType type, Passphrase pin, SecureRandom random) {
        return store(pin).then(store -> {
            try {
                if (store.containsAlias(label)) {
                    return unusable("holds a key " + label + " already. Remove it with the token's own tool first.");
                }
                KeyPair pair = Providers.generate(type, random, store.getProvider());
                PublicKey portable = Providers.portable(pair.getPublic());
                return Outcome.ok(new TokenKey(portable, pair.getPrivate(), store.getProvider(), slot));
            } catch (GeneralSecurityException | ProviderException e) {
                return unusable("cannot make a key of type " + type.text() + " (" + e.getMessage() + ").");
            }
        });
    }

    /** Keeps a generated key in the token, under its label, with its chain. */
    public void keep(SigningKey key, List<Certificate> chain, Passphrase pin) {
        KeyStore store = store(pin).orThrow();
        try {
            List<java.security.cert.Certificate> platform = new ArrayList<>();
            for (Certificate certificate : chain) {
                platform.add(Providers.certificates()
                        .generateCertificate(new java.io.ByteArrayInputStream(
                                certificate.der().toArray())));
            }
            store.setKeyEntry(
                    label, ((TokenKey) key).privateKey, null, platform.toArray(java.security.cert.Certificate[]::new));
        } catch (GeneralSecurityException | ProviderException e) {
            throw new Unavailable("The token in " + slot + " did not keep the key " + label + ".", e);
        }
    }

    private Outcome<KeyStore> store(Passphrase pin) {
        try {
            Provider provider = TokenProvider.of(slot);
            KeyStore store = TokenProvider.keyStore(provider);
            store.load(null, pin.chars());
            return Outcome.ok(store);
        } catch (IOException e) {
            return wrongPin(e)
                    ? Outcome.refused(
                            RefusalCode.WRONG_PASSPHRASE,
                            "The PIN does not open the token in " + slot
                                    + ". Mind that tokens lock after a few wrong ones.")
                    : absent(e);
        } catch (GeneralSecurityException | RuntimeException e) {
            return absent(e);
        }
    }

    private static boolean wrongPin(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof javax.security.auth.login.FailedLoginException
                    || String.valueOf(cause.getMessage()).contains("PIN")) {
                return true;
            }
        }
        return false;
    }

    private <T> Outcome<T> absent(Exception e) {
        return unusable("is not here (" + e.getMessage() + "). Put it in, check library and slot, and try again.");
    }

    private <T> Outcome<T> unusable(String what) {
        return Outcome.refused(RefusalCode.ISSUER_UNUSABLE, "The token in " + slot + " " + what);
    }

    /** A private key that the token uses for us. */
    private static final class TokenKey implements SigningKey {
        private final PublicKey publicKey;
        private final PrivateKey privateKey;
        private final Provider provider;
        private final TokenSlot slot;

        TokenKey(PublicKey publicKey, PrivateKey privateKey, Provider provider, TokenSlot slot) {
            this.publicKey = publicKey;
            this.privateKey = privateKey;
            this.provider = provider;
            this.slot = slot;
        }

        @Override
        public PublicKey publicKey() {
            return publicKey;
        }

        @Override
        public byte[] sign(SignatureScheme scheme, InputStream message) {
            try {
                return Providers.sign(scheme, privateKey, message, provider);
            } catch (RuntimeException e) {
                throw new Unavailable(
                        "The token in " + slot + " does not sign. Put it back, then start the server again.", e);
            }
        }

        @Override
        public void close() {
            // The key stays in the token; the session ends with the process.
        }
    }
}
