package org.signet.crypto.keys;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfoBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.signet.crypto.policy.Providers;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * A key that waits for its certificate, under a passphrase: where PKCS#12 would want a certificate already.
 *
 * @param publicKey DER SubjectPublicKeyInfo, in the clear
 * @param privateKey DER EncryptedPrivateKeyInfo (RFC 5958 §3) under PBES2, as {@code openssl pkey} reads it
 */
public record EncryptedKey(Bytes publicKey, Bytes privateKey) {
    /** PBKDF2 rounds for a private key under a passphrase (OWASP 2023: 600,000 with HMAC-SHA-256). */
    static final int ITERATIONS = 600_000;

    public static EncryptedKey of(SoftwareKey key, Passphrase passphrase, SecureRandom random) {
        try {
            PrivateKeyInfo plain = PrivateKeyInfo.getInstance(key.privateKey().getEncoded());
            PKCS8EncryptedPrivateKeyInfo encrypted = new PKCS8EncryptedPrivateKeyInfoBuilder(plain)
                    .build(PasswordEncryption.encryptor(passphrase, ITERATIONS, random));
            return new EncryptedKey(Bytes.of(key.publicKey().getEncoded()), Bytes.of(encrypted.getEncoded()));
        } catch (IOException e) {
            throw new IllegalStateException("cannot encrypt a private key", e);
        }
    }

    /** The key, if the passphrase opens it and both halves belong together. */
    public Outcome<SoftwareKey> open(Passphrase passphrase) {
        try {
            PublicKey open = publicKeyValue();
            PrivateKeyInfo plain = new PKCS8EncryptedPrivateKeyInfo(privateKey.toArray())
                    .decryptPrivateKeyInfo(PasswordEncryption.opening(passphrase));
            PrivateKey hidden = Providers.privateKey(
                    plain.getPrivateKeyAlgorithm().getAlgorithm().getId(), plain.getEncoded());
            SoftwareKey key = new SoftwareKey(open, hidden);
            return key.belongsTo(open) ? Outcome.ok(key) : refused();
        } catch (IOException | PKCSException | GeneralSecurityException | RuntimeException e) {
            // Without a MAC a wrong passphrase shows as bad padding or as octets that are no key.
            return refused();
        }
    }

    private PublicKey publicKeyValue() throws GeneralSecurityException {
        var info = SubjectPublicKeyInfo.getInstance(publicKey.toArray());
        return Providers.publicKey(info.getAlgorithm().getAlgorithm().getId(), publicKey.toArray());
    }

    private static Outcome<SoftwareKey> refused() {
        return Outcome.refused(
                RefusalCode.WRONG_PASSPHRASE, "The passphrase does not open this key; check for typing errors.");
    }
}
