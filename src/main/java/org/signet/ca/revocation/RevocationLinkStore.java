package org.signet.ca.revocation;

import java.time.Instant;
import java.util.Optional;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;

/** Port: the mailed links by which holders revoke. */
public interface RevocationLinkStore {

    /**
     * A link.
     *
     * @param digest of its secret
     * @param address whose mailbox it went to, if it went out at all
     * @param language of the mails
     * @param used when it did its work; empty if it has not
     */
    record Link(
            Bytes digest,
            EmailAddress address,
            String language,
            Instant asked,
            Instant expires,
            Optional<Instant> used) {}

    void insert(Link link);

    Optional<Link> find(Bytes digest);

    void setUsed(Bytes digest, Instant now);

    /** How many were asked for that mailbox after that moment. */
    int asked(EmailAddress address, Instant after);

    /** Forgets those that ended before that moment. */
    void deleteEnded(Instant before);
}
