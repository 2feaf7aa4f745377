package org.signet.ca.revocation;

import java.time.Instant;
import java.util.Optional;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.ocsp.OcspFailure;
import org.signet.model.Bytes;

/**
 * What is sent back to whoever asked for a status.
 *
 * @param der the whole OCSPResponse
 * @param lasting since when and until when it may be told to others who ask the same; empty if it was made for one alone
 */
public record OcspReply(Bytes der, Optional<Lasting> lasting) {

    /**
     * @param since a whole second, as {@code until}
     * @param sha256 of the response, in lower-case hexadecimal: tells one from the next (RFC 9919 §7.2)
     */
    public record Lasting(Instant since, Instant until, String sha256) {}

    static OcspReply lasting(Bytes der, Instant since, Instant until) {
        String name = Bytes.of(Providers.sha256(der.toArray())).hex();
        return new OcspReply(der, Optional.of(new Lasting(since, until, name)));
    }

    public static OcspReply of(OcspFailure failure) {
        return new OcspReply(failure.der(), Optional.empty());
    }
}
