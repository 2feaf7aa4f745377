package org.signet.ca.directory;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.signet.ca.access.People;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.authority.Issuers;
import org.signet.ca.directory.DirectoryStore.Numbered;
import org.signet.ca.directory.Entry.Usable;
import org.signet.crypto.x509.Certificate;
import org.signet.model.EmailAddress;
import org.signet.model.Person;

/**
 * The directory of recipients' certificates: our own people's and partners'. Every protocol answers from here. An address that nobody has,
 * that is unlisted, or whose certificates are revoked or expired, all answer alike: nothing. Who may see records is told why.
 */
public final class Directory {
    private static final int PAGE = 200;

    private final DirectoryStore store;
    private final ContactStore contacts;
    private final PartnerStore partners;
    private final CertificateStore certificates;
    private final Issuers issuers;
    private final People people;
    private final Set<String> ours;
    private final Clock clock;

    /** @param ours our own mail domains: for them no partner is asked */
    public Directory(
            DirectoryStore store,
            ContactStore contacts,
            PartnerStore partners,
            CertificateStore certificates,
            Issuers issuers,
            People people,
            Set<String> ours,
            Clock clock) {
        this.store = store;
        this.contacts = contacts;
        this.partners = partners;
        this.certificates = certificates;
        this.issuers = issuers;
        this.people = people;
        this.ours = Set.copyOf(ours);
        this.clock = clock;
    }

    /** Who is written to under that address, and the certificates to encrypt to; best first. */
    public Optional<Entry> find(EmailAddress address) {
        Instant now = clock.instant();
        return store.find(address, now)
                .or(() -> ours.contains(address.domain())
                        ? Optional.empty()
                        : entries(contacts.find(address), now)
                                .filter(entry -> EmailAddress.searchKeys(entry.addresses())
                                        .contains(address.searchKey()))
                                .findFirst());
    }

    /** Why {@link #find} has nothing to tell. Not for everybody's eyes: it tells who is known. */
    public Why why(EmailAddress address) {
        Instant now = clock.instant();
        Optional<Person> person = people.find(address);
        if (person.isPresent()) {
            return person.get().listed()
                    ? Why.of(certificates.ofPerson(person.get().id()), now)
                    : Why.UNLISTED;
        }
        return ours.contains(address.domain()) ? Why.UNKNOWN : Why.ofContacts(contacts.find(address), now);
    }

    /**
     * Our people, one after the other, a page of them in memory; as {@link DirectoryStore#page} tells them.
     *
     * @param part how much is done, in thousandths
     */
    public Iterator<Entry> people(Optional<Instant> changed, IntConsumer part) {
        Instant now = clock.instant();
        long end = Math.max(1, store.last());
        return new Iterator<>() {
            private final Deque<Numbered> page = new ArrayDeque<>();
            private long last;

            @Override
            public boolean hasNext() {
                if (page.isEmpty()) {
                    page.addAll(store.page(last, changed, now, PAGE));
                }
                return !page.isEmpty();
            }

            @Override
            public Entry next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                last = page.element().number();
                part.accept((int) Math.min(1000, last * 1000 / end));
                return page.remove().entry();
            }
        };
    }

    /** Those whose names or addresses have words that begin so; by name. For those who may read the whole directory. */
    public List<Entry> search(String text, int limit) {
        List<String> beginnings = SearchWords.asked(text);
        if (beginnings.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        return Stream.concat(
                        store.search(beginnings, now, limit).stream(), entries(contacts.search(beginnings, limit), now))
                .sorted(Comparator.comparing((Entry entry) -> entry.name().text(), String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(Entry::id))
                .limit(limit)
                .toList();
    }

    /** One entry for each main address; a contact counts for the mailboxes that its partner speaks for. */
    private Stream<Entry> entries(List<Contact> found, Instant now) {
        Map<Long, Partner> known = new LinkedHashMap<>();
        if (found.stream().anyMatch(contact -> contact.usableAt(now))) {
            partners.all().forEach(partner -> known.put(partner.id(), partner));
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Contact contact : found) {
            Optional<Partner> partner = contact.standing().partner().map(known::get);
            List<EmailAddress> addresses = contact.addresses().stream()
                    .filter(address ->
                            partner.filter(p -> p.speaksFor(address)).isPresent() && !ours.contains(address.domain()))
                    .toList();
            if (contact.usableAt(now) && !addresses.isEmpty()) {
                entries.merge(
                        addresses.get(0).searchKey(),
                        new Entry(
                                "c" + contact.certificate().sha256().hex(),
                                contact.name(),
                                addresses,
                                partner.map(Partner::name),
                                List.of(usable(contact))),
                        Directory::together);
            }
        }
        return entries.values().stream();
    }

    private static Usable usable(Contact contact) {
        return new Usable(
                contact.certificate().der(),
                Optional.empty(),
                contact.issuers(),
                contact.seen(),
                contact.certificate().content().validity());
    }

    private static Entry together(Entry first, Entry more) {
        List<EmailAddress> addresses = new ArrayList<>(first.addresses());
        addresses.addAll(more.addresses());
        List<Usable> all = new ArrayList<>(first.certificates());
        all.addAll(more.certificates());
        return new Entry(first.id(), first.name(), EmailAddress.distinct(addresses), first.partner(), all);
    }

    /** The certificate and those of the CAs above it, as far as they are known, the root last. */
    public List<Certificate> chain(Usable usable) {
        return usable.issuer()
                .flatMap(issuers::find)
                .map(issuer -> issuers.chain(usable.certificate(), issuer).certificates())
                .orElseGet(usable::enclosedChain);
    }
}
