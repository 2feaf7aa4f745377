package org.signet.ca.directory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.model.EmailAddress;

/** Port: our own people as the directory tells of them: only those who are listed and have a certificate to encrypt to. */
public interface DirectoryStore {

    /**
     * Who has that mailbox. Certificates that name it come first, then the newest.
     *
     * @param now certificates must be valid then
     */
    Optional<Entry> find(EmailAddress address, Instant now);

    /** Those with a word that begins so, for each of these {@link SearchWords}; by name. */
    List<Entry> search(List<String> beginnings, Instant now, int limit);
}
