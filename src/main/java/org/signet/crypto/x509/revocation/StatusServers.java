package org.signet.crypto.x509.revocation;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.signet.model.Bytes;
import org.signet.model.Outcome;

/**
 * Port: the servers that certificates name. What they send is read, not believed; where they may stand and how much they may
 * send is decided behind this port.
 */
public interface StatusServers {

    /** The CRL at that address. */
    Outcome<StoredCrl> crl(String url);

    /**
     * Puts an OCSP request to the responder at that address.
     *
     * @param goodUntil until when the answer needs not be asked for again; empty if it does not settle anything
     */
    Outcome<Bytes> ocsp(String url, Bytes request, Function<Bytes, Optional<Instant>> goodUntil);

    /** What they say of certificates: OCSP first, since it is the smaller and often the newer, then CRLs. */
    default RevocationSource source() {
        return new OcspResponders(this).orElse(new PublishedCrls(this));
    }
}
