package org.signet.ca.revocation;

import java.util.Optional;
import org.signet.crypto.keys.SigningKey;
import org.signet.crypto.x509.Certificate;

/** Port: the keys that sign OCSP answers in the issuers' places. */
public interface Responders {

    /** The one that answers for that issuer now; empty as long as there is none. Quick: asked for at every answer. */
    Optional<Responder> of(String issuerId);

    /** @param certificate issued by the very CA that it answers for */
    record Responder(Certificate certificate, SigningKey key) {}
}
