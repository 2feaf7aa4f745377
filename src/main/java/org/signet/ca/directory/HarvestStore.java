package org.signet.ca.directory;

import java.time.Instant;
import java.util.List;
import org.signet.crypto.x509.Certificate;
import org.signet.model.EmailAddress;

/** Port: certificates of others that came with signed mail. */
public interface HarvestStore {

    /** Those that name the address, the one seen last first. */
    List<Harvested> find(EmailAddress address);

    /** Keeps it for each of its addresses; one that is known already is only seen again. */
    void save(Harvested harvested);

    /**
     * One of them.
     *
     * @param issuers certificates of CAs that came with it; nobody vouches for them
     * @param source the message that it came with, as people find it again; hostile text
     * @param seen when it was taken in
     */
    record Harvested(Certificate certificate, List<Certificate> issuers, String source, Instant seen) {
        public Harvested {
            issuers = List.copyOf(issuers);
        }
    }
}
