package org.signet.ca.access;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.model.Actor;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.Person;
import org.signet.model.PersonName;
import org.signet.model.RefusalCode;

/** Finds and creates the person behind an address. What proves or vouches joins the caller's unit of work. */
public final class People {
    private final PersonStore store;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Clock clock;

    public People(PersonStore store, Transactions transactions, AuditLog audit, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The holder of addresses that were just proven together; created under that name if the first one is new. Addresses that
     * nobody has become theirs.
     *
     * @return refused if one of them is somebody else's
     */
    public Outcome<Person> proven(List<EmailAddress> addresses, PersonName name, Actor actor) {
        EmailAddress first = addresses.get(0);
        Person person = store.find(first).orElseGet(() -> create(first, name, actor));
        return take(addresses, person, "ask for one certificate for each", actor)
                .map(grown -> {
                    addresses.forEach(address -> store.setProven(address, clock.instant()));
                    return store.find(person.id()).orElseThrow();
                });
    }

    /** The name that {@link #vouchedFor} would record: the one given, else the one on record, else the local part. */
    public PersonName nameFor(List<EmailAddress> addresses, Optional<PersonName> given) {
        return given.or(() -> addresses.stream()
                        .flatMap(address -> store.find(address).stream())
                        .findFirst()
                        .map(Person::name))
                .orElseGet(() -> PersonName.ofDisplay(addresses.get(0).local()));
    }

    /**
     * The holder of addresses that an operator vouches for, without a proof. Addresses that nobody has become theirs.
     *
     * @param name becomes theirs; without one they keep what they have, or get the local part
     * @return refused if one of them is somebody else's
     */
    public Outcome<Person> vouchedFor(List<EmailAddress> addresses, Optional<PersonName> name, Actor actor) {
        Optional<Person> known = addresses.stream()
                .flatMap(address -> store.find(address).stream())
                .findFirst();
        EmailAddress first = addresses.get(0);
        Person person =
                known.orElseGet(() -> create(first, name.orElseGet(() -> PersonName.ofDisplay(first.local())), actor));
        boolean renamed = name.filter(given -> !given.equals(person.name())).isPresent();
        if (renamed) {
            store.setName(person.id(), name.get());
            audit.append(
                    actor, new AuditEvent.PersonRenamed(person.id(), name.get().text()));
        }
        return take(addresses, person, "issue one certificate for each person", actor)
                .map(grown -> renamed || grown ? store.find(person.id()).orElseThrow() : person);
    }

    /** Makes addresses that nobody has theirs, and tells whether there were any; refused if one is somebody else's. */
    private Outcome<Boolean> take(List<EmailAddress> addresses, Person person, String next, Actor actor) {
        boolean grown = false;
        for (EmailAddress address : addresses) {
            Optional<Person> holder = person.has(address) ? Optional.of(person) : store.find(address);
            if (holder.isPresent() && holder.get().id() != person.id()) {
                return Outcome.refused(
                        RefusalCode.NOT_ALLOWED,
                        address + " belongs to another person than "
                                + person.addresses().get(0).address() + "; " + next + ".");
            }
            if (holder.isEmpty()) {
                store.addAddress(person.id(), address);
                audit.append(actor, new AuditEvent.AddressAdded(person.id(), address));
                grown = true;
            }
        }
        return Outcome.ok(grown);
    }

    /** Shows a person in the directory, or hides them from it. */
    public void setListed(Person person, boolean listed, Actor actor) {
        transactions.durable(() -> {
            store.setListed(person.id(), listed);
            audit.append(actor, new AuditEvent.ListingChanged(person.id(), listed));
            return null;
        });
    }

    private Person create(EmailAddress address, PersonName name, Actor actor) {
        long id = store.insert(name, address, null);
        audit.append(actor, new AuditEvent.PersonCreated(id, address));
        return new Person(id, name, List.of(new Person.ProvenAddress(address, null)), true);
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
