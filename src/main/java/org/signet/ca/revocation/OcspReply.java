package org.signet.ca.revocation;

import java.time.Instant;
import java.util.Optional;
import org.signet.crypto.x509.ocsp.OcspFailure;
import org.signet.model.Bytes;

/**
 * What is sent back to whoever asked for a status.
 *
 * @param der the whole OCSPResponse
 * @param lasting since when and until when it may be told to others who ask the same; empty if it was made for one alone
 */
public record OcspReply(Bytes der, Optional<Lasting> lasting) {

    /** @param since a whole second, as {@code until} */
    public record Lasting(Instant since, Instant until) {}

    public static OcspReply of(OcspFailure failure) {
        return new OcspReply(failure.der(), Optional.empty());
    }
}
