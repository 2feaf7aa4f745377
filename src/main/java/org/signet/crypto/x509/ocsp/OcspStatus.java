package org.signet.crypto.x509.ocsp;

import java.time.Instant;
import java.util.Optional;
import org.signet.model.RevocationReason;

/** CertStatus: what a responder says of a certificate (RFC 6960 §4.2.1). */
public sealed interface OcspStatus {

    /** It was issued and is not revoked; whether it has ended is another question. */
    record Good() implements OcspStatus {}

    /**
     * It is revoked, or held.
     *
     * @param reason empty if none was told, or one that RFC 5280 does not know
     */
    record Revoked(Instant at, Optional<RevocationReason> reason) implements OcspStatus {}

    /** The responder knows nothing of it: never a "good". */
    record Unknown() implements OcspStatus {}
}
