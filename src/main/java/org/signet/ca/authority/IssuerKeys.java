package org.signet.ca.authority;

import org.signet.crypto.keys.SigningKey;
import org.signet.model.Outcome;

/** Port: the issuers' private keys. */
public interface IssuerKeys {

    /** The issuer's key, open for use; refused with what to do if its file is not here or its passphrase not known. */
    Outcome<SigningKey> key(Issuer issuer);
}
