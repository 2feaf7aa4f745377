package org.signet.ca.directory;

import java.util.List;
import java.util.Optional;
import org.signet.model.EmailAddress;

/** Port: certificates of others. */
public interface ContactStore {

    /** Those that name the address, the one seen last first. */
    List<Contact> find(EmailAddress address);

    /** @param sha256 fingerprint in lower-case hexadecimal */
    Optional<Contact> find(String sha256);

    /** Those with a word that begins so, for each of these {@link SearchWords}. */
    List<Contact> search(List<String> beginnings, int limit);

    /**
     * A page of all of them, in the order of their fingerprints.
     *
     * @param after SHA-256 of the last of the page before, in hex; empty for the first
     */
    List<Contact> page(String after, int limit);

    /** Keeps it; one that is known already is only seen again, by its new source and standing. */
    void save(Contact contact);

    void setStanding(Contact contact, Contact.Standing standing);

    void remove(Contact contact);
}
