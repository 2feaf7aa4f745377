package org.signet.ca.revocation;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
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

    /** What figures count it as: {@code lasting}, {@code single}, or the failure as RFC 6960 names it. */
    public String kind() {
        if (lasting.isPresent()) {
            return "lasting";
        }
        return Stream.of(OcspFailure.values())
                .filter(failure -> failure.der().equals(der))
                .findFirst()
                .map(OcspFailure::kind)
                .orElse("single");
    }

    public static OcspReply of(OcspFailure failure) {
        return new OcspReply(failure.der(), Optional.empty());
    }
}
