package org.signet.ca.access;

import java.time.Instant;
import java.util.Optional;
import org.signet.model.EmailAddress;
import org.signet.model.Person;
import org.signet.model.PersonName;

/** Port: the records of people. An address belongs to one person at most. */
public interface PersonStore {
    Optional<Person> find(long id);

    Optional<Person> find(EmailAddress address);

    void setName(long id, PersonName name);

    /** @return the new person's id */
    long insert(PersonName name, EmailAddress address, Instant proven);

    /** Gives a person one more address, which nobody has yet. */
    void addAddress(long id, EmailAddress address, Instant now);

    void setProven(EmailAddress address, Instant proven);

    void setListed(long id, boolean listed, Instant now);
}
