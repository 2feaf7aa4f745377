package org.signet.crypto.keys;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.function.Supplier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.signet.crypto.policy.Providers;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * A private key in PEM as other programs write it: {@code PRIVATE KEY}, {@code ENCRYPTED PRIVATE KEY}, {@code RSA PRIVATE KEY}
 * or {@code EC PRIVATE KEY}, the last two with or without OpenSSL's old encryption.
 */
public final class PemKey {
    private PemKey() {}

    /**
     * The key, if it belongs to that public key.
     *
     * @param passphrase asked for only if the key is encrypted
     */
    public static Outcome<SoftwareKey> read(byte[] pem, PublicKey publicKey, Supplier<Outcome<Passphrase>> passphrase) {
        try (PEMParser parser = new PEMParser(new StringReader(new String(pem, StandardCharsets.ISO_8859_1)))) {
            for (Object block = parser.readObject(); block != null; block = parser.readObject()) {
                if (block instanceof PrivateKeyInfo info) {
                    return matching(info, publicKey);
                }
                if (block instanceof PEMKeyPair pair) {
                    return matching(pair.getPrivateKeyInfo(), publicKey);
                }
                if (block instanceof PKCS8EncryptedPrivateKeyInfo || block instanceof PEMEncryptedKeyPair) {
                    Object encrypted = block;
                    return passphrase.get().then(given -> decrypt(encrypted, given, publicKey));
                }
            }
            return Outcome.refused(
                    RefusalCode.BAD_INPUT,
                    "There is no private key (PEM) in this file; give the one that has a line \"BEGIN … PRIVATE KEY\".");
        } catch (IOException | RuntimeException e) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT,
                    "This is not a readable private key in PEM; write it anew, for example with `openssl pkey`.");
        }
    }

    private static Outcome<SoftwareKey> decrypt(Object block, Passphrase given, PublicKey publicKey) {
        try (given) {
            if (block instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
                return matching(encrypted.decryptPrivateKeyInfo(PasswordEncryption.opening(given)), publicKey);
            }
            PEMKeyPair pair = ((PEMEncryptedKeyPair) block)
                    .decryptKeyPair(new JcePEMDecryptorProviderBuilder()
                            .setProvider(Providers.containers())
                            .build(given.chars()));
            return matching(pair.getPrivateKeyInfo(), publicKey);
        } catch (PKCSException | IOException e) {
            return Outcome.refused(
                    RefusalCode.WRONG_PASSPHRASE,
                    "The passphrase does not open this private key; check for typing errors, and whether it is another file's.");
        }
    }

    private static Outcome<SoftwareKey> matching(PrivateKeyInfo info, PublicKey publicKey) {
        try {
            PrivateKey hidden = Providers.privateKey(
                    info.getPrivateKeyAlgorithm().getAlgorithm().getId(), info.getEncoded());
            SoftwareKey key = new SoftwareKey(publicKey, hidden);
            return key.belongsTo(publicKey) ? Outcome.ok(key) : foreign();
        } catch (IOException | GeneralSecurityException ofAnotherKind) {
            return foreign();
        }
    }

    private static Outcome<SoftwareKey> foreign() {
        return Outcome.refused(
                RefusalCode.BAD_INPUT, "The private key does not belong to the certificate; give the two that do.");
    }
}
