package org.signet.crypto.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.signet.crypto.keys.files.PrivateFiles;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Outcome;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;

/** An issuer's key in an encrypted PKCS#12 file of its own, readable by its owner alone. */
public final class Pkcs12Vault implements KeyVault {
    private final Path file;
    private final SecureRandom random;

    public Pkcs12Vault(Path file, SecureRandom random) {
        this.file = file;
        this.random = random;
    }

    @Override
    public Outcome<SigningKey> open(Passphrase passphrase) {
        if (!present()) {
            return Outcome.refused(
                    RefusalCode.ISSUER_UNUSABLE,
                    "The key file " + file + " is not here; bring it back for as long as its key is needed.");
        }
        try {
            return Pkcs12File.open(Files.readAllBytes(file), passphrase)
                    .fold(
                            opened -> Outcome.ok((SigningKey) opened.key()),
                            refusal -> Outcome.refused(new Refusal(refusal.code(), file + ": " + refusal.detail())));
        } catch (IOException e) {
            return Outcome.refused(
                    RefusalCode.ISSUER_UNUSABLE, "The key file " + file + " cannot be read; check its owner and mode.");
        }
    }

    /** Stores a key with its chain, its own certificate first. */
    public void store(SoftwareKey key, List<Certificate> chain, Passphrase passphrase) {
        String name = chain.get(0).content().shortName();
        byte[] content = new Pkcs12File(key, chain).write(Pkcs12File.Flavour.MODERN, name, passphrase, random);
        PrivateFiles.write(file, content);
    }

    /** Whether there is a file to open. */
    public boolean present() {
        return Files.isRegularFile(file);
    }
}
