package org.signet.crypto.x509.revocation;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.signet.crypto.x509.PathValidation.TrustedPath;

/**
 * Port: what is known about the revocation of certificates. It is asked about paths that hold, so that nobody makes us fetch
 * from an address by writing it into a certificate that no CA of ours ever saw.
 */
public interface RevocationSource {

    /**
     * What became of one certificate of the path.
     *
     * @param place 0 for the certificate itself, counting towards the anchor, which has no status
     * @param at the moment for which evidence must be fresh: now
     */
    RevocationStatus status(TrustedPath path, int place, Instant at);

    /** The same for each certificate of the path, from the first to the one below the anchor. */
    default List<RevocationStatus> statuses(TrustedPath path, Instant at) {
        return IntStream.range(0, path.length())
                .mapToObj(place -> status(path, place, at))
                .toList();
    }

    /**
     * This source, and where it does not know, the next. What one of them determines stands: evidence of a revocation is never
     * outvoted, and a good word of the first needs no second.
     */
    default RevocationSource orElse(RevocationSource next) {
        return (path, place, at) -> {
            RevocationStatus first = status(path, place, at);
            return first.fold(
                    good -> good, revoked -> revoked, unknown -> unknown.orElse(next.status(path, place, at)));
        };
    }
}
