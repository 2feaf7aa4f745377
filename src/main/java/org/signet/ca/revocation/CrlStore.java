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

    /**
     * Takes over what another program told of that issuer: revocations of certificates that are not in our records, and the
     * number above which the next one is.
     */
    void importFrom(String issuerId, List<CrlTemplate.Entry> entries, long number);

    /** @param thisUpdate to the millisecond, where the CRL itself says seconds */
    record PublishedCrl(String issuerId, long number, Instant thisUpdate, Instant nextUpdate, Bytes der) {}
}
