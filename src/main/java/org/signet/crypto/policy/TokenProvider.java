package org.signet.crypto.policy;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Providers of PKCS#11 tokens. One for each slot: the library is loaded once in a process. */
public final class TokenProvider {
    private static final Map<TokenSlot, Provider> TOKENS = new ConcurrentHashMap<>();

    private TokenProvider() {}

    /**
     * The provider of a token.
     *
     * @throws java.security.ProviderException if library or token are not there
     */
    public static Provider of(TokenSlot slot) {
        return TOKENS.computeIfAbsent(slot, TokenProvider::configure);
    }

    private static Provider configure(TokenSlot slot) {
        // A configuration that begins with two hyphens stands for itself, not for a file.
        return Security.getProvider("SunPKCS11")
                .configure(
                        "--name = signet" + TOKENS.size() + "\nlibrary = " + slot.library() + "\nslot = " + slot.slot()
                                + "\nattributes(generate, CKO_PRIVATE_KEY, *) = { CKA_SENSITIVE = true CKA_EXTRACTABLE = false }");
    }

    /** The keys of a token. */
    public static KeyStore keyStore(Provider token) throws GeneralSecurityException {
        return KeyStore.getInstance("PKCS11", token);
    }
}
