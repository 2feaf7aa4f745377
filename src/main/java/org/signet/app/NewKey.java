package org.signet.app;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Consumer;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.Pkcs12Vault;
import org.signet.crypto.keys.SigningKey;
import org.signet.crypto.keys.SoftwareKey;
import org.signet.crypto.keys.TokenVault;
import org.signet.crypto.keys.files.PrivateFiles;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.TokenSlot;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** A key made for a new issuer. It is kept, in an encrypted file or a token, once there is a certificate for it. */
public final class NewKey implements AutoCloseable {
    private final String id;
    private final SigningKey key;
    private final Consumer<List<Certificate>> keeper;

    private NewKey(String id, SigningKey key, Consumer<List<Certificate>> keeper) {
        this.id = id;
        this.key = key;
        this.keeper = keeper;
    }

    /**
     * What key is wanted.
     *
     * @param passphrase of its file, null to make one and write it into a file of its own; a token's PIN
     * @param token where it is made and stays; null for a file in the data folder
     */
    public record Wish(KeyType type, Passphrase passphrase, TokenSlot token) {
        /** In a file, under a passphrase that is made. */
        public static Wish of(KeyType type) {
            return new Wish(type, null, null);
        }
    }

    /** Makes the key. A file of that issuer that no record names is of a change that did not end, and is replaced. */
    public static Outcome<NewKey> make(DataFolder folder, String id, Wish wish, SecureRandom random) {
        if (wish.token() == null) {
            SoftwareKey key = SoftwareKey.generate(wish.type(), random);
            return Outcome.ok(new NewKey(id, key, chain -> file(folder, id, wish.passphrase(), key, chain, random)));
        }
        if (wish.passphrase() == null) {
            return Outcome.refused(RefusalCode.BAD_INPUT, "A token needs its PIN; give it as the key's passphrase.");
        }
        TokenVault vault = new TokenVault(wish.token(), id);
        return vault.generate(wish.type(), wish.passphrase(), random)
                .map(key -> new NewKey(id, key, chain -> {
                    vault.keep(key, chain, wish.passphrase());
                    folder.token(id).write(wish.token());
                }));
    }

    /** A key that is there already, to be kept in a file under a passphrase that is made. */
    public static NewKey of(DataFolder folder, String id, SoftwareKey key, SecureRandom random) {
        return new NewKey(id, key, chain -> file(folder, id, null, key, chain, random));
    }

    private static void file(
            DataFolder folder,
            String id,
            Passphrase given,
            SoftwareKey key,
            List<Certificate> chain,
            SecureRandom random) {
        Pkcs12Vault vault = new Pkcs12Vault(folder.key(id), random);
        if (given != null) {
            vault.store(key, chain, given);
            return;
        }
        try (Passphrase made = Passphrase.random(random)) {
            PrivateFiles.write(folder.passphrase(id), (made.reveal() + "\n").getBytes(StandardCharsets.UTF_8));
            vault.store(key, chain, made);
        }
    }

    public String id() {
        return id;
    }

    public SigningKey key() {
        return key;
    }

    /** @param chain its certificate first, then its issuers */
    public void keep(List<Certificate> chain) {
        keeper.accept(chain);
    }

    @Override
    public void close() {
        key.close();
    }
}
