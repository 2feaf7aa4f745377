package org.signet.ca.enrollment;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
 * @param keyLinkLife how long the link to the key page holds
 * @param perAddressAndHour how many enrolments, and so mails, one address gets in an hour
 */
public record EnrollmentRules(
        Map<String, Domain> domains, Duration proofLife, Duration keyLinkLife, int perAddressAndHour) {

    private static final Set<Type> PARTS = Set.of(Type.GIVEN_NAME, Type.SURNAME, Type.PSEUDONYM);

    /** Who lets a proven request through. */
    public enum Approval {
        OFFICER,
        AUTOMATIC
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
    Outcome<Domain> domain(EmailAddress address) {
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
     * What holds for a certificate that names all of these: what the first one's domain has, and an officer's decision where
     * any of them wants it; refused if one is not of the company.
     */
    Outcome<Domain> domain(List<EmailAddress> addresses) {
        Outcome<Domain> all = domain(addresses.get(0));
        for (EmailAddress address : addresses.subList(1, addresses.size())) {
            all = all.then(first -> domain(address)
                    .map(other -> new Domain(
                            other.approval() == Approval.OFFICER ? other.approval() : first.approval(),
                            first.profile(),
                            first.pair())));
        }
        return all;
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

    public static EnrollmentRules of(Map<String, Domain> domains) {
        return new EnrollmentRules(domains, Duration.ofHours(24), Duration.ofDays(7), 5);
    }
}
