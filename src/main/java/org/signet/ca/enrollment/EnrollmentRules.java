package org.signet.ca.enrollment;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.signet.ca.profile.Profile;
import org.signet.model.DistinguishedName.Type;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * What is allowed in.
 *
 * @param domains the company's mail domains, each with who approves and what is issued
 * @param proofLife how long the secret that proves a mailbox holds (S/MIME BR §3.2.2.2: at most 24 hours)
 * @param contact whom people ask who cannot ask here: a mail address
 * @param keyLinkLife how long the link to the key page holds
 * @param patience how long a proven mailbox is relied on, and so how long a request waits
 * @param perAddressAndHour how many enrolments, and so mails, one address gets in an hour
 */
public record EnrollmentRules(
        Map<String, Domain> domains,
        Optional<String> contact,
        Duration proofLife,
        Duration keyLinkLife,
        Duration patience,
        int perAddressAndHour) {

    private static final Set<Type> PARTS = Set.of(Type.GIVEN_NAME, Type.SURNAME, Type.PSEUDONYM);

    /** Who lets a proven request through. */
    public enum Approval {
        AUTOMATIC,
        OFFICER,
        /** Nobody asks: officers invite. */
        CLOSED;

        /** The one that lets fewer through. */
        Approval stricter(Approval other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    /**
     * What holds for the people of one mail domain.
     *
     * @param pair whether each gets two keys, one to sign and one to encrypt to
     */
    public record Domain(Approval approval, Profile profile, boolean pair) {
        /** In words that stay the same as long as it does: what is agreed on. */
        public String text() {
            return "approval = " + approval.name().toLowerCase(Locale.ROOT) + "\nprofile = " + profile.id()
                    + "\nkeys = " + (pair ? "two" : "one");
        }
    }

    public EnrollmentRules {
        domains = Map.copyOf(domains);
    }

    /** What holds for that address; refused if it is not of the company. */
    public Outcome<Domain> domain(EmailAddress address) {
        Domain domain = domains.get(address.domain());
        return domain != null
                ? Outcome.ok(domain)
                : Outcome.refused(
                        RefusalCode.FOREIGN_DOMAIN,
                        "This CA certifies addresses of "
                                + String.join(
                                        ", ", domains.keySet().stream().sorted().toList()) + " only, not of "
                                + address.domain() + ". Use a company address.");
    }

    /**
     * What holds for a certificate that names all of these: what the first one's domain has, and the strictest approval of
     * all; refused if one is not of the company.
     */
    public Outcome<Domain> domain(List<EmailAddress> addresses) {
        Outcome<Domain> all = domain(addresses.get(0));
        for (EmailAddress address : addresses.subList(1, addresses.size())) {
            all = all.then(first -> domain(address)
                    .map(other ->
                            new Domain(first.approval().stricter(other.approval()), first.profile(), first.pair())));
        }
        return all;
    }

    /** What holds for whoever asks for a certificate that names all of these; refused if one of them cannot be asked for. */
    Outcome<Domain> open(List<EmailAddress> addresses) {
        return domain(addresses)
                .then(all -> all.approval() != Approval.CLOSED
                        ? Outcome.ok(all)
                        : Outcome.refused(
                                RefusalCode.DOMAIN_CLOSED,
                                "Certificates for addresses of "
                                        + String.join(
                                                ", ",
                                                closed().stream()
                                                        .filter(name -> addresses.stream()
                                                                .anyMatch(address -> address.domain()
                                                                        .equals(name)))
                                                        .toList())
                                        + " are by invitation only. Ask "
                                        + contact.orElse("the people who run this certificate authority")
                                        + " to invite you."));
    }

    /** The domains whose certificates can be asked for, by name; and by whom a request is decided. */
    public List<String> open() {
        return named(approval -> approval != Approval.CLOSED);
    }

    /** The domains whose people are invited only, by name. */
    public List<String> closed() {
        return named(approval -> approval == Approval.CLOSED);
    }

    private List<String> named(Predicate<Approval> wanted) {
        return domains.entrySet().stream()
                .filter(entry -> wanted.test(entry.getValue().approval()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** How long an approved request waits behind the end of its key link. */
    Duration grace() {
        return patience.minus(keyLinkLife);
    }

    /** The parts of a name that some domain's certificates say apart; empty where a display name for our records will do. */
    public Set<Type> nameParts() {
        return domains.values().stream()
                .map(Domain::profile)
                .filter(profile -> profile.subject() == Profile.Subject.PERSON)
                .flatMap(profile -> profile.fields().stream())
                .filter(PARTS::contains)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @param contact whom people ask who cannot ask here: a mail address */
    public static EnrollmentRules of(Map<String, Domain> domains, Optional<String> contact) {
        return new EnrollmentRules(domains, contact, Duration.ofHours(24), Duration.ofDays(7), Duration.ofDays(30), 5);
    }
}
