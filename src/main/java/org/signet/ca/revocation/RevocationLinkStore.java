package org.signet.ca.revocation;

import java.time.Instant;
import java.util.Optional;
import org.signet.ca.access.MailedLink;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;

/** Port: the mailed links by which holders revoke. */
public interface RevocationLinkStore {

    /** @param language of the mails */
    void insert(MailedLink link, String language);

    Optional<MailedLink> find(Bytes digest);

    void setUsed(Bytes digest, Instant now);

    /** How many were asked for that mailbox between two moments. */
    int asked(EmailAddress address, Instant after, Instant before);

    /** Forgets those that ended before that moment. */
    void deleteEnded(Instant before);
}
