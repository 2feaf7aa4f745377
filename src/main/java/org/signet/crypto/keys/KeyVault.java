package org.signet.crypto.keys;

import java.util.List;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Outcome;

/** Where an issuer's private key is kept between uses: a PKCS#12 file now, a token later. */
public interface KeyVault {

    /** Opens the key; refused on a wrong passphrase, with the vault's name in the sentence. */
    Outcome<SigningKey> open(Passphrase passphrase);

    /** Stores a key with its chain, its own certificate first. */
    void store(SoftwareKey key, List<Certificate> chain, Passphrase passphrase);

    /** True if there is a key to open. */
    boolean present();
}
