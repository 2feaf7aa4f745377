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

    /**
     * Our people who ever had a certificate to encrypt to, in the order of their numbers: a page of them. Who is not listed any more, or has no
     * such certificate now, has an entry without certificates.
     *
     * @param after the number of the last of the page before; 0 for the first
     * @param changed only those of whom one was issued, revoked, held, released or ended since that moment, and those who got an address or whose
     *     listing changed
     */
    List<Numbered> page(long after, Optional<Instant> changed, Instant now, int limit);

    /** @param number of the person */
    record Numbered(long number, Entry entry) {}

    /** The highest number of a person; 0 if there is nobody. */
    long last();

    /** Those with a word that begins so, for each of these {@link SearchWords}; by name. */
    List<Entry> search(List<String> beginnings, Instant now, int limit);
}
