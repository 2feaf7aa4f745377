package org.signet.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Someone (or a shared mailbox) who can hold certificates.
 *
 * @param id number in our records
 * @param addresses each with the moment its mailbox was last proven; the first one is the main one
 * @param listed whether the directory may show them
 */
public record Person(long id, PersonName name, List<ProvenAddress> addresses, boolean listed) {

    /**
     * An address of a person.
     *
     * @param proven when a mailed secret last came back from it; null if an operator vouched for it
     */
    public record ProvenAddress(EmailAddress address, Instant proven) {
        public Optional<Instant> proof() {
            return Optional.ofNullable(proven);
        }
    }

    public Person {
        addresses = List.copyOf(addresses);
    }

    /** Whether that mailbox is theirs, however its letters are written. */
    public boolean has(EmailAddress mailbox) {
        return addresses.stream().anyMatch(own -> own.address().searchKey().equals(mailbox.searchKey()));
    }
}
