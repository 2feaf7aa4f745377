package org.signet.ca.access;

import java.time.Clock;
import java.util.ArrayList;
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
     * @return refused if one of them is somebody else's; then nothing is changed
     */
    public Outcome<Person> proven(List<EmailAddress> addresses, PersonName name, Actor actor) {
        EmailAddress first = addresses.get(0);
        Optional<Person> known = store.find(first);
        return nobodys(addresses, known, "ask for one certificate for each").map(free -> {
            Person person = known.orElseGet(() -> create(first, name, actor));
            add(free, person, actor);
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
     * @return refused if one of them is somebody else's; then nothing is changed
     */
    public Outcome<Person> vouchedFor(List<EmailAddress> addresses, Optional<PersonName> name, Actor actor) {
        Optional<Person> known = addresses.stream()
                .flatMap(address -> store.find(address).stream())
                .findFirst();
        EmailAddress first = addresses.get(0);
        return nobodys(addresses, known, "issue one certificate for each person")
                .map(free -> {
                    Person person = known.orElseGet(
                            () -> create(first, name.orElseGet(() -> PersonName.ofDisplay(first.local())), actor));
                    boolean renamed =
                            name.filter(given -> !given.equals(person.name())).isPresent();
                    if (renamed) {
                        store.setName(person.id(), name.get());
                        audit.append(
                                actor,
                                new AuditEvent.PersonRenamed(
                                        person.id(), name.get().text()));
                    }
                    boolean grown = add(free, person, actor);
                    return renamed || grown ? store.find(person.id()).orElseThrow() : person;
                });
    }

    /**
     * Those that are nobody's yet; refused if one is somebody else's than the person's. Asked before anything is changed: a
     * caller may go on after a refusal.
     *
     * @param person empty for one who is still to be created, of the first address
     */
    private Outcome<List<EmailAddress>> nobodys(List<EmailAddress> addresses, Optional<Person> person, String next) {
        List<EmailAddress> free = new ArrayList<>();
        for (EmailAddress address : EmailAddress.distinct(addresses)) {
            Optional<Person> holder = person.filter(known -> known.has(address)).or(() -> store.find(address));
            if (holder.isEmpty()) {
                free.add(address);
            } else if (person.isEmpty() || holder.get().id() != person.get().id()) {
                EmailAddress main =
                        person.map(known -> known.addresses().get(0).address()).orElse(addresses.get(0));
                return Outcome.refused(
                        RefusalCode.NOT_ALLOWED,
                        address + " belongs to another person than " + main + "; " + next + ".");
            }
        }
        return Outcome.ok(free);
    }

    /** Makes addresses that nobody has theirs, and tells whether any was not before. */
    private boolean add(List<EmailAddress> free, Person person, Actor actor) {
        List<EmailAddress> more =
                free.stream().filter(address -> !person.has(address)).toList();
        for (EmailAddress address : more) {
            store.addAddress(person.id(), address, clock.instant());
            audit.append(actor, new AuditEvent.AddressAdded(person.id(), address));
        }
        return !more.isEmpty();
    }

    /** Shows a person in the directory, or hides them from it. */
    public void setListed(Person person, boolean listed, Actor actor) {
        transactions.durable(() -> {
            store.setListed(person.id(), listed, clock.instant());
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
}
