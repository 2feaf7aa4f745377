package org.signet.ca.revocation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.crypto.x509.CrlTemplate;
import org.signet.model.Bytes;

/** Port: published CRLs and what goes into the next. */
public interface CrlStore {

    /** The next number of that issuer's CRLs, taken for ever. */
    long takeNumber(String issuerId);

    void insert(PublishedCrl crl);

    /** The one with the highest number. */
    Optional<PublishedCrl> latest(String issuerId);

    /** Revoked, held and abandoned serial numbers of an issuer whose certificates end after that moment, ascending. */
    List<CrlTemplate.Entry> entries(String issuerId, Instant endAfter);

    /** True if a status of that issuer's certificates changed at or after that moment. */
    boolean changedSince(String issuerId, Instant moment);

    /** @param thisUpdate to the millisecond, where the CRL itself says seconds */
    record PublishedCrl(String issuerId, long number, Instant thisUpdate, Instant nextUpdate, Bytes der) {}
}
