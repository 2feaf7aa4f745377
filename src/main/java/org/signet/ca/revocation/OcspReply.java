package org.signet.ca.revocation;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
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

    /** What figures count it as: {@code lasting}, {@code single}, or the failure as RFC 6960 names it. */
    public String kind() {
        return Stream.of(OcspFailure.values())
                .filter(failure -> failure.der().equals(der))
                .findFirst()
                .map(OcspFailure::kind)
                .orElse(lasting.isPresent() ? "lasting" : "single");
    }

    public static OcspReply of(OcspFailure failure) {
        return new OcspReply(failure.der(), Optional.empty());
    }
}
