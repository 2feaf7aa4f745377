package org.signet.ca.directory;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Actor;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;

/** Which other companies' CAs are believed, and for whom. */
public final class Partners {
    private static final int MAX_NAME = 128;

    private final PartnerStore store;
    private final Contacts contacts;
    private final Set<String> ours;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Clock clock;

    /** @param ours our own mail domains, for which nobody else's CA is ever believed */
    public Partners(
            PartnerStore store,
            Contacts contacts,
            Set<String> ours,
            Transactions transactions,
            AuditLog audit,
            Clock clock) {
        this.store = store;
        this.contacts = contacts;
        this.ours = Set.copyOf(ours);
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Accepts CA certificates for a partner, new or known, after a person compared their fingerprints. Certificates that wait for them are told
     * to others from now on.
     *
     * @param domains the partner's mail domains, as lower-case A-labels
     */
    public Outcome<Partner> accept(String name, Set<String> domains, List<Certificate> anchors, Actor actor) {
        Optional<Refusal> problem = problem(name, domains, anchors, clock.instant());
        if (problem.isPresent()) {
            return Outcome.refused(problem.get());
        }
        String known = name.strip();
        Outcome<Partner> accepted = transactions.attempt(() -> {
            store.save(known, domains, anchors, clock.instant());
            audit.append(
                    actor,
                    new AuditEvent.PartnerAccepted(
                            known,
                            String.join(" ", domains),
                            anchors.stream()
                                    .map(anchor -> anchor.sha256().hex())
                                    .collect(Collectors.joining(" "))));
            return find(known).orElseThrow();
        });
        accepted.run(partner -> contacts.settle(), refusal -> {});
        return accepted;
    }

    private Optional<Refusal> problem(String name, Set<String> domains, List<Certificate> anchors, Instant now) {
        if (name.isBlank() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            return bad("Give the partner a name of at most " + MAX_NAME + " characters in one line.");
        }
        if (find(name).isEmpty() && (domains.isEmpty() || anchors.isEmpty())) {
            return bad("A new partner needs its mail domains (--domain) and the certificate of its CA.");
        }
        for (Certificate anchor : anchors) {
            if (!anchor.content().isCa()) {
                return bad(anchor + " is no CA's certificate; add it with `signet partner add`.");
            }
            if (!anchor.content().validity().contains(now)) {
                return bad(anchor + " is expired or not yet valid; ask the partner for the one in use.");
            }
        }
        return domains.stream().flatMap(domain -> taken(domain, name).stream()).findFirst();
    }

    private static Optional<Refusal> bad(String why) {
        return Optional.of(new Refusal(RefusalCode.BAD_INPUT, why));
    }

    /** A domain is one company's. */
    private Optional<Refusal> taken(String domain, String name) {
        Optional<String> why = ours.contains(domain)
                ? Optional.of(domain + " is ours: only our own CA speaks for it. Give the partner's domains.")
                : store.all().stream()
                        .filter(partner -> partner.domains().contains(domain))
                        .filter(partner -> !partner.name().equalsIgnoreCase(name.strip()))
                        .findFirst()
                        .map(partner -> domain + " is a domain of " + partner.name()
                                + ": accept the CA under that name, or remove that partner first.");
        return why.map(text -> new Refusal(RefusalCode.DOMAIN_TAKEN, text));
    }

    /** Why the directory does not tell of a certificate that could be encrypted to, and what to do; empty if it does. */
    public Optional<String> waiting(Contact contact) {
        if (contact.standing().partner().isPresent()) {
            return Optional.empty();
        }
        List<String> domains = contact.addresses().stream()
                .map(EmailAddress::domain)
                .distinct()
                .filter(domain -> !ours.contains(domain))
                .toList();
        return Optional.of(
                domains.isEmpty()
                        ? "The directory does not tell of it: our own CA alone speaks for our domains."
                        : "The directory does not tell of it yet, since no CA that is accepted for "
                                + String.join(", ", domains) + " certified it. Accept the one that did, "
                                + contact.certificate().content().issuer()
                                + " (`signet partner accept`), or add it again with that CA's certificate beside it.");
    }

    /** The CA certificates that are believed for that mailbox, besides ours; none for one of ours. */
    public List<Certificate> anchors(EmailAddress address) {
        return ours.contains(address.domain())
                ? List.of()
                : store.all().stream()
                        .filter(partner -> partner.speaksFor(address))
                        .flatMap(partner -> partner.anchors().stream())
                        .distinct()
                        .toList();
    }

    /** By name, whatever its case. */
    public Optional<Partner> find(String name) {
        return store.all().stream()
                .filter(partner -> partner.name().equalsIgnoreCase(name.strip()))
                .findFirst();
    }

    /** By name. */
    public List<Partner> all() {
        return store.all();
    }

    /** Believes its CA no more; its people's certificates stay, and are told to nobody. */
    public void remove(Partner partner, Actor actor) {
        transactions.durable(() -> {
            store.remove(partner);
            audit.append(actor, new AuditEvent.PartnerRemoved(partner.name()));
            return null;
        });
        contacts.settle();
    }
}
