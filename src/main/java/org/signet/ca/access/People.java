package org.signet.ca.access;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.model.Actor;
import org.signet.model.EmailAddress;
import org.signet.model.Person;
import org.signet.model.PersonName;

/** Finds and creates the person behind an address. Changes join the caller's unit of work. */
public final class People {
    private final PersonStore store;
    private final AuditLog audit;
    private final Clock clock;

    public People(PersonStore store, AuditLog audit, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    /** The holder of an address that just proved it; created under that name if the address is new. */
    public Person proven(EmailAddress address, PersonName name, Actor actor) {
        Person person = store.find(address).orElseGet(() -> create(address, name, actor));
        store.setProven(address, clock.instant());
        return store.find(person.id()).orElseThrow();
    }

    /** The holder of an address that an operator vouches for, without a proof. */
    public Person vouchedFor(EmailAddress address, PersonName name, Actor actor) {
        return store.find(address).orElseGet(() -> create(address, name, actor));
    }

    private Person create(EmailAddress address, PersonName name, Actor actor) {
        long id = store.insert(name, address, null);
        audit.append(actor, new AuditEvent.PersonCreated(id, address));
        return store.find(id).orElseThrow();
    }

    public Optional<Person> find(long id) {
        return store.find(id);
    }

    public Optional<Person> find(EmailAddress address) {
        return store.find(address);
    }

    public List<Person> search(String text, int limit) {
        return store.search(text.strip(), limit);
    }
}
