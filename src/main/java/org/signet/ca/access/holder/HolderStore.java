package org.signet.ca.access.holder;

import java.time.Instant;
import java.util.Optional;
import org.signet.ca.access.MailedLink;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;

/** Port: mailed links by which readers of mailboxes sign in, and their sessions. Secrets are known by their digests only. */
public interface HolderStore {

    /** A session's mailbox and end. */
    record Open(EmailAddress address, Instant expires) {}

    void insert(MailedLink link);

    Optional<MailedLink> find(Bytes digest);

    void use(Bytes digest, Instant now);

    /** How many links were asked for that mailbox between two moments. */
    int asked(EmailAddress address, Instant after, Instant before);

    void insertSession(Bytes digest, EmailAddress address, Instant opened, Instant expires);

    Optional<Open> session(Bytes digest);

    /** Ends every session of that mailbox, and every link to it. */
    void endAll(EmailAddress address);

    /** Forgets links and sessions that ended before. */
    void deleteEnded(Instant before);
}
