package org.signet.crypto.keys;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.util.ArrayList;
import java.util.List;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * The content of a PKCS#12 file (RFC 7292): one private key and its chain.
 *
 * @param chain the key's certificate first, then its issuers
 */
public record Pkcs12File(SoftwareKey key, List<Certificate> chain) {
    private static final int MAX_OCTETS = 1 << 20;

    /** How a file is protected; see {@link Pkcs12Writer}. */
    public enum Flavour {
        /** AES-256 and SHA-256. */
        MODERN,
        /** Triple DES and SHA-1: for old Windows, macOS and gpgsm 2.2. */
        COMPATIBILITY
    }

    /** Opens a file of either flavour; refused on a wrong passphrase or a file that is none. */
    public static Outcome<Pkcs12File> open(byte[] file, Passphrase passphrase) {
        if (file.length > MAX_OCTETS) {
            return Outcome.refused(RefusalCode.TOO_LARGE, "A .p12 file has at most 1 MiB.");
        }
        KeyStore store = Providers.pkcs12();
        try {
            store.load(new ByteArrayInputStream(file), passphrase.chars());
            for (String alias : java.util.Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    return Outcome.ok(entry(store, alias, passphrase));
                }
            }
            return Outcome.refused(RefusalCode.BAD_INPUT, "There is no private key in this .p12 file.");
        } catch (IOException e) {
            return e.getCause() instanceof UnrecoverableKeyException
                    ? Outcome.refused(RefusalCode.WRONG_PASSPHRASE, "The passphrase does not open this .p12 file.")
                    : Outcome.refused(RefusalCode.BAD_INPUT, "This is not a readable .p12 file.");
        } catch (GeneralSecurityException | RuntimeException e) {
            return Outcome.refused(RefusalCode.BAD_INPUT, "This is not a readable .p12 file.");
        }
    }

    private static Pkcs12File entry(KeyStore store, String alias, Passphrase passphrase)
            throws GeneralSecurityException {
        PrivateKey key = (PrivateKey) store.getKey(alias, passphrase.chars());
        List<Certificate> chain = new ArrayList<>();
        for (var certificate : store.getCertificateChain(alias)) {
            chain.add(Certificate.parse(Bytes.of(certificate.getEncoded())).orThrow());
        }
        return new Pkcs12File(new SoftwareKey(chain.get(0).content().publicKey(), key), chain);
    }

    /** Writes the file. */
    public byte[] write(
            Flavour flavour, String friendlyName, Passphrase passphrase, java.security.SecureRandom random) {
        return new Pkcs12Writer(flavour, random).write(this, friendlyName, passphrase);
    }
}
