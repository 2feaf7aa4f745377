package org.signet.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.signet.ca.authority.Issuer;
import org.signet.ca.authority.IssuerKeys;
import org.signet.ca.profile.CaProfile;
import org.signet.ca.revocation.Responders;
import org.signet.crypto.keys.KeyVault;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.keys.Pkcs12Vault;
import org.signet.crypto.keys.SigningKey;
import org.signet.crypto.keys.TokenVault;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** Issuers' keys in the data folder, opened when first needed and kept open until closed. */
public final class KeysOnDisk implements IssuerKeys, Responders.Files, AutoCloseable {
    private final DataFolder folder;
    private final Passphrases passphrases;
    private final SecureRandom random;
    private final Map<String, SigningKey> open = new ConcurrentHashMap<>();

    /** Where passphrases come from, besides the files in the data folder: an environment variable, a prompt. */
    public interface Passphrases {

        /** The passphrase, or a refusal that says how to give it. */
        Outcome<Passphrase> of(String issuerId);

        /** The one that was named for this run, before all others; empty if none was. */
        default Optional<Outcome<Passphrase>> explicit() {
            return Optional.empty();
        }

        /** Files in the data folder only. */
        static Passphrases none() {
            return issuerId -> Outcome.refused(
                    RefusalCode.ISSUER_UNUSABLE,
                    "The passphrase of " + issuerId + " is not known. Put it into keys/" + issuerId
                            + ".passphrase in the data folder, or start the server with SIGNET_PASSPHRASE.");
        }
    }

    public KeysOnDisk(DataFolder folder, Passphrases passphrases, SecureRandom random) {
        this.folder = folder;
        this.passphrases = passphrases;
        this.random = random;
    }

    @Override
    public Outcome<SigningKey> key(Issuer issuer) {
        SigningKey known = open.get(issuer.id());
        return known != null ? Outcome.ok(known) : unlock(issuer);
    }

    /** True if the key is open already; asks for nothing. */
    public boolean isOpen(Issuer issuer) {
        return open.containsKey(issuer.id());
    }

    private synchronized Outcome<SigningKey> unlock(Issuer issuer) {
        SigningKey known = open.get(issuer.id());
        if (known != null) {
            return Outcome.ok(known);
        }
        return vault(issuer.id())
                .then(vault -> passphrase(issuer).then(passphrase -> {
                    try (passphrase) {
                        return vault.open(passphrase).then(key -> checked(issuer, key));
                    }
                }));
    }

    private Outcome<KeyVault> vault(String issuerId) {
        if (folder.token(issuerId).present()) {
            return folder.token(issuerId).read().map(slot -> new TokenVault(slot, issuerId));
        }
        Pkcs12Vault file = new Pkcs12Vault(folder.key(issuerId), random);
        return file.present()
                ? Outcome.ok(file)
                : Outcome.refused(
                        RefusalCode.ISSUER_UNUSABLE,
                        "The key file " + folder.key(issuerId) + " is not here; bring it back for as long as its key is"
                                + " needed.");
    }

    /** A key of the server's own that is no issuer's, with its chain; nothing if it is not there or does not open. */
    @Override
    public Optional<Pkcs12File> read(String id) {
        Path passphrase = folder.passphrase(id);
        if (!Files.isRegularFile(folder.key(id)) || !Files.isRegularFile(passphrase)) {
            return Optional.empty();
        }
        return read(passphrase)
                .then(secret -> {
                    try (secret) {
                        return Pkcs12File.open(Files.readAllBytes(folder.key(id)), secret);
                    } catch (IOException e) {
                        return Outcome.refused(
                                RefusalCode.BAD_INPUT,
                                folder.key(id) + " cannot be read; check that it is there and readable.");
                    }
                })
                .fold(Optional::of, refusal -> Optional.empty());
    }

    /** Keeps such a key under a passphrase that is made. */
    @Override
    public void write(String id, Pkcs12File file) {
        NewKey.of(folder, id, file.key(), random).keep(file.chain());
    }

    /** Whether the issuer's key lies in a token, which may be away while the server goes on. */
    public boolean inToken(Issuer issuer) {
        return folder.token(issuer.id()).present();
    }

    private Outcome<SigningKey> checked(Issuer issuer, SigningKey key) {
        if (!key.belongsTo(issuer.certificate().content().publicKey())) {
            key.close();
            return Outcome.refused(
                    RefusalCode.ISSUER_UNUSABLE,
                    (inToken(issuer) ? "The token" : folder.key(issuer.id()))
                            + " holds another key than the certificate of " + issuer.id()
                            + " names; put the right one back.");
        }
        open.put(issuer.id(), key);
        return Outcome.ok(key);
    }

    /**
     * The passphrase of that issuer's key: the one that was named for this run, that of its file, or that of whoever is
     * asked. One that was named and is wrong is not replaced by the file's: who gave it is to learn that it is wrong.
     */
    public Outcome<Passphrase> passphrase(Issuer issuer) {
        Path file = folder.passphrase(issuer.id());
        boolean kept = Files.isRegularFile(file);
        Optional<Outcome<Passphrase>> named = kept && isForAnother(issuer) ? Optional.empty() : passphrases.explicit();
        return named.orElseGet(() -> kept ? read(file) : passphrases.of(issuer.id()));
    }

    /** With several keys the one that was named is for those without a file: they have no other. A root's is asked for alone. */
    private boolean isForAnother(Issuer issuer) {
        return !issuer.isOffline()
                && folder.keyIds().stream()
                        .anyMatch(id -> !id.startsWith(CaProfile.ROOT.idPrefix())
                                && !Files.isRegularFile(folder.passphrase(id)));
    }

    /** The first line of a passphrase file. */
    public static Outcome<Passphrase> read(Path file) {
        try {
            char[] text = Files.readString(file).toCharArray();
            int end = 0;
            while (end < text.length && text[end] != '\n' && text[end] != '\r') {
                end++;
            }
            char[] line = Arrays.copyOf(text, end);
            Passphrase passphrase = Passphrase.of(line);
            Arrays.fill(text, '\0');
            Arrays.fill(line, '\0');
            return Outcome.ok(passphrase);
        } catch (IOException e) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT,
                    "The passphrase file " + file + " cannot be read; check that it is there and readable.");
        }
    }

    @Override
    public synchronized void close() {
        open.values().forEach(SigningKey::close);
        open.clear();
    }
}
