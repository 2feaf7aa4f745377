package org.signet.crypto.keys;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * The content of a PKCS#12 file (RFC 7292): one private key and its chain. A file may hold several.
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

    /** What a file holds under a name of its own: programs tell keys apart by it. */
    public record Named(String friendlyName, Pkcs12File content) {}

    /** Opens a file of either flavour; refused on a wrong passphrase or a file that is none. */
    public static Outcome<Pkcs12File> open(byte[] file, Passphrase passphrase) {
        return openAll(file, passphrase).map(all -> all.get(0));
    }

    /** Every key of a file, at least one, in no particular order. */
    public static Outcome<List<Pkcs12File>> openAll(byte[] file, Passphrase passphrase) {
        if (file.length > MAX_OCTETS) {
            return Outcome.refused(
                    RefusalCode.TOO_LARGE,
                    "A .p12 file has at most " + (MAX_OCTETS >> 20) + " MiB; give the right file.");
        }
        return Pkcs12Bags.open(file, passphrase).map(Outcome::ok).orElseGet(() -> byPlatform(file, passphrase));
    }

    /** What the bags do not tell: keys that name no certificate, and why a file cannot be opened. */
    private static Outcome<List<Pkcs12File>> byPlatform(byte[] file, Passphrase passphrase) {
        KeyStore store = Providers.pkcs12();
        try {
            store.load(new ByteArrayInputStream(file), passphrase.chars());
            List<Pkcs12File> all = new ArrayList<>();
            for (String alias : java.util.Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    all.add(entry(store, alias, passphrase));
                }
            }
            return all.isEmpty()
                    ? Outcome.refused(
                            RefusalCode.BAD_INPUT,
                            "There is no private key in this .p12 file; export it again together with the key.")
                    : Outcome.ok(Pkcs12Bags.allOf(file, passphrase, all));
        } catch (IOException e) {
            return e.getCause() instanceof UnrecoverableKeyException
                    ? Outcome.refused(
                            RefusalCode.WRONG_PASSPHRASE,
                            "The passphrase does not open this .p12 file; check for typing errors, and whether it is another file's.")
                    : unreadable();
        } catch (GeneralSecurityException | RuntimeException e) {
            return unreadable();
        }
    }

    private static <T> Outcome<T> unreadable() {
        return Outcome.refused(
                RefusalCode.BAD_INPUT,
                "This is not a readable .p12 file; give one in PKCS#12 (.p12 or .pfx), or a copy that is whole.");
    }

    private static Pkcs12File entry(KeyStore store, String alias, Passphrase passphrase)
            throws GeneralSecurityException {
        PrivateKey key = (PrivateKey) store.getKey(alias, passphrase.chars());
        List<Certificate> chain = new ArrayList<>();
        for (var certificate : store.getCertificateChain(alias)) {
            chain.add(Certificate.parse(Bytes.of(certificate.getEncoded())).orThrow());
        }
        // As a key of the provider that will use it, which may be another than the one that read the file.
        String algorithm = PrivateKeyInfo.getInstance(key.getEncoded())
                .getPrivateKeyAlgorithm()
                .getAlgorithm()
                .getId();
        return new Pkcs12File(
                new SoftwareKey(chain.get(0).content().publicKey(), Providers.privateKey(algorithm, key.getEncoded())),
                chain);
    }

    /** Writes the file. */
    public byte[] write(
            Flavour flavour, String friendlyName, Passphrase passphrase, java.security.SecureRandom random) {
        return writeAll(List.of(new Named(friendlyName, this)), flavour, passphrase, random);
    }

    /**
     * Writes several keys into one file.
     *
     * @param contents each under another name
     */
    public static byte[] writeAll(
            List<Named> contents, Flavour flavour, Passphrase passphrase, java.security.SecureRandom random) {
        return new Pkcs12Writer(flavour, random).write(contents, passphrase);
    }
}
