package org.signet.ca.directory;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.ca.directory.Contact.Standing;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.PathValidation;
import org.signet.crypto.x509.PathValidation.Policies;
import org.signet.crypto.x509.PathValidation.Setting;
import org.signet.crypto.x509.PathValidation.Strength;
import org.signet.crypto.x509.PathValidation.TrustedPath;
import org.signet.crypto.x509.revocation.RevocationSource;
import org.signet.crypto.x509.revocation.RevocationStatus;
import org.signet.model.Actor;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.Printable;
import org.signet.model.RefusalCode;

/**
 * Certificates of others, so that they can be written to: from files, directories and signed mail. One is told to others only if it
 * leads to an anchor that was accepted for a {@link Partner}, and is not known to be revoked; all are there for whoever checks them
 * himself.
 */
public final class Contacts {
    private static final int MAX_SOURCE = 400;
    private static final int MAX_ISSUERS = 10;
    private static final int PAGE = 100;

    private final ContactStore store;
    private final PartnerStore partners;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Clock clock;

    public Contacts(ContactStore store, PartnerStore partners, Transactions transactions, AuditLog audit, Clock clock) {
        this.store = store;
        this.partners = partners;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Keeps people's certificates that can be encrypted to.
     *
     * @param source the file, directory or message that they came with
     * @return what became of each of them; one refusal if there is none
     */
    public List<Outcome<Contact>> take(ContactFile file, String source, Actor actor) {
        if (file.people().isEmpty()) {
            return List.of(Outcome.refused(
                    RefusalCode.ONLY_CAS,
                    file.authorities().isEmpty()
                            ? "There is no certificate of anybody; check what was asked for."
                            : "It holds CAs' certificates alone; accept them with `signet partner accept`."));
        }
        List<Outcome<Contact>> all = new ArrayList<>();
        for (Certificate certificate : file.people()) {
            all.add(take(certificate, file.authorities(), source, actor));
        }
        return all;
    }

    private Outcome<Contact> take(Certificate certificate, List<Certificate> authorities, String source, Actor actor) {
        List<EmailAddress> addresses = certificate.content().addresses();
        if (addresses.isEmpty()) {
            return refused(certificate + " names no e-mail address, so nobody would find it; it was not kept.");
        }
        if (!certificate.encrypts()) {
            return refused(certificate + " is not for encryption; it was not kept. Ask its holder for the other one.");
        }
        if (clock.instant().isAfter(certificate.content().validity().notAfter())) {
            return Outcome.refused(
                    RefusalCode.CERTIFICATE_EXPIRED,
                    certificate + " has expired; it was not kept. Ask its holder for the new one.");
        }
        String from = Printable.of(source, MAX_SOURCE - 1);
        return transactions.attempt(() -> {
            Instant now = clock.instant();
            Optional<Contact> before = store.find(certificate.sha256().hex());
            // A mail often comes without the CA that an earlier file brought.
            List<Certificate> issuers = Stream.concat(
                            authorities.stream(), before.stream().flatMap(contact -> contact.issuers().stream()))
                    .distinct()
                    .limit(MAX_ISSUERS)
                    .toList();
            Standing standing = before.map(Contact::standing)
                    .orElse(Standing.NEW)
                    .of(path(certificate, issuers, now).map(Belonging::partner));
            Contact contact = new Contact(certificate, issuers, from, now, standing);
            store.save(contact);
            audit.append(actor, new AuditEvent.ContactAdded(certificate.sha256().hex(), addresses.get(0), from));
            return contact;
        });
    }

    /** @param partner id of the one whose anchor the path leads to */
    private record Belonging(long partner, TrustedPath path) {}

    private Optional<Belonging> path(Certificate certificate, List<Certificate> issuers, Instant now) {
        List<EmailAddress> addresses = certificate.content().addresses();
        List<Certificate> between =
                issuers.stream().filter(Certificate::servesMail).toList();
        return partners.all().stream()
                .filter(partner -> addresses.stream().anyMatch(partner::speaksFor))
                .filter(partner -> !partner.anchors().isEmpty())
                .flatMap(partner -> PathValidation.trusted(
                        certificate,
                        new Setting(partner.anchors(), between, Optional.empty(), now, Policies.ANY, Strength.SOUND))
                        .fold(Optional::of, refusal -> Optional.<TrustedPath>empty())
                        .map(path -> new Belonging(partner.id(), path))
                        .stream())
                .findFirst();
    }

    /** Looks for the partner of each certificate anew, after anchors were accepted or removed. */
    public void settle() {
        Instant now = clock.instant();
        forEach(contact -> {
            Optional<Long> partner =
                    path(contact.certificate(), contact.issuers(), now).map(Belonging::partner);
            if (!partner.equals(contact.standing().partner())) {
                set(contact, standing -> standing.of(partner));
            }
        });
    }

    /**
     * Asks what became of the certificates of partners that have not ended.
     *
     * @return how many were found to be revoked that were not known to be
     */
    public int watch(RevocationSource source) {
        Instant now = clock.instant();
        int[] revoked = {0};
        forEach(contact -> {
            if (!contact.certificate().content().validity().contains(now)) {
                return;
            }
            path(contact.certificate(), contact.issuers(), now).ifPresent(belonging -> {
                List<RevocationStatus> told = source.statuses(belonging.path(), now);
                // Asking takes its time, in which a partner may have been removed.
                Optional<Long> partner =
                        path(contact.certificate(), contact.issuers(), now).map(Belonging::partner);
                set(contact, before -> {
                    Standing standing = asked(told, before, now);
                    revoked[0] +=
                            standing.revoked().isPresent() && before.revoked().isEmpty() ? 1 : 0;
                    return standing.of(partner);
                });
            });
        });
        return revoked[0];
    }

    /** A hold that was released is one no more; where nobody answers, what was known stands. */
    private static Standing asked(List<RevocationStatus> statuses, Standing before, Instant now) {
        Optional<Instant> revoked = statuses.stream()
                .filter(RevocationStatus.Revoked.class::isInstance)
                .map(status -> ((RevocationStatus.Revoked) status).at())
                .findFirst();
        if (revoked.isPresent()) {
            return new Standing(before.partner(), revoked, Optional.of(now));
        }
        return statuses.stream().allMatch(RevocationStatus::isGood)
                ? new Standing(before.partner(), Optional.empty(), Optional.of(now))
                : before;
    }

    /** From what is known of it now, not when its page was read. */
    private void set(Contact contact, UnaryOperator<Standing> change) {
        transactions.durable(() -> {
            store.find(contact.certificate().sha256().hex())
                    .ifPresent(now -> store.setStanding(now, change.apply(now.standing())));
            return null;
        });
    }

    /** One after the other, a page of them in memory. */
    public void forEach(Consumer<Contact> work) {
        String last = "";
        for (List<Contact> page = store.page(last, PAGE); !page.isEmpty(); page = store.page(last, PAGE)) {
            page.forEach(work);
            last = page.get(page.size() - 1).certificate().sha256().hex();
        }
    }

    /** @see ContactStore#page */
    public List<Contact> page(String after, int limit) {
        return store.page(after, limit);
    }

    public void remove(Contact contact, Actor actor) {
        transactions.durable(() -> {
            store.remove(contact);
            audit.append(
                    actor,
                    new AuditEvent.ContactRemoved(contact.certificate().sha256().hex()));
            return null;
        });
    }

    /** Every certificate of others for that address, the one seen last first; whoever asks checks them. */
    public List<Contact> find(EmailAddress address) {
        return store.find(address);
    }

    /** @param sha256 in hex, as {@code signet partner list} tells it */
    public Optional<Contact> find(String sha256) {
        return store.find(sha256.strip().toLowerCase(Locale.ROOT));
    }

    private static <T> Outcome<T> refused(String why) {
        return Outcome.refused(RefusalCode.CANNOT_ENCRYPT, why);
    }
}
