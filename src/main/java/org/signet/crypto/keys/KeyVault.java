package org.signet.crypto.keys;

import org.signet.model.Outcome;

/** Where an issuer's private key is kept between uses: a PKCS#12 file or a token. */
public interface KeyVault {

    /** Opens the key; refused on a wrong passphrase, with the vault's name in the sentence. */
    Outcome<SigningKey> open(Passphrase passphrase);
}
