package org.signet.ca.profile;

import static org.signet.model.DistinguishedName.Type.COMMON_NAME;
import static org.signet.model.DistinguishedName.Type.COUNTRY;
import static org.signet.model.DistinguishedName.Type.GIVEN_NAME;
import static org.signet.model.DistinguishedName.Type.ORGANIZATION;
import static org.signet.model.DistinguishedName.Type.ORGANIZATION_IDENTIFIER;
import static org.signet.model.DistinguishedName.Type.PSEUDONYM;
import static org.signet.model.DistinguishedName.Type.SURNAME;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.signet.ca.profile.Profile.Subject;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.x509.CertificateTemplate.ExtendedKeyUse;
import org.signet.model.DistinguishedName.Type;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * The profiles of one CA for people: those of the S/MIME Baseline Requirements §7.1 that suit a company, each strict (e-mail alone) and
 * multipurpose (with TLS client authentication), adjusted by its configuration.
 *
 * <table>
 *   <caption>policies below the company's arc, as the Baseline Requirements number theirs (§7.1.6.1)</caption>
 *   <tr><td>mailbox</td><td>.1</td><td>CN = address (§7.1.4.2.3)</td></tr>
 *   <tr><td>organisation</td><td>.2</td><td>C, O, organizationIdentifier, CN = address (§7.1.4.2.4)</td></tr>
 *   <tr><td>person</td><td>.3</td><td>the same with a name or pseudonym: sponsor-validated (§7.1.4.2.5)</td></tr>
 *   <tr><td>multipurpose / strict</td><td>.2 / .3</td><td>below each</td></tr>
 * </table>
 */
public record Profiles(List<Profile> all, Profile service) {
    public static final String DEFAULT = "mailbox-strict";
    /** That of the CA's own mailbox. */
    public static final String SERVICE = "service";

    /** One day under the 825 of §6.3.2. */
    private static final Duration LIFETIME = Duration.ofDays(824);
    /** Renewed by itself, so it may be short. */
    private static final Duration SERVICE_LIFETIME = Duration.ofDays(398);
    /** GCM only where a profile opts in: Thunderbird does not read it (checked 2026-11). */
    private static final List<ContentCipher> READ_BY_ALL =
            List.of(ContentCipher.AES_256_CBC, ContentCipher.AES_128_CBC);

    private static final List<Type> MAILBOX_FIELDS = List.of(COMMON_NAME);
    private static final List<Type> COMPANY_FIELDS =
            List.of(COUNTRY, ORGANIZATION, ORGANIZATION_IDENTIFIER, COMMON_NAME);
    private static final List<Type> PERSON_FIELDS =
            List.of(COUNTRY, ORGANIZATION, ORGANIZATION_IDENTIFIER, GIVEN_NAME, SURNAME, PSEUDONYM, COMMON_NAME);

    public Profiles {
        all = List.copyOf(all);
    }

    /** The built-in profiles, with what the configuration says of some of them by id. */
    public static Outcome<Profiles> of(PolicyArc arc, Company company, Map<String, ProfileConfig> adjustments) {
        List<Profile> profiles = new ArrayList<>();
        for (Profile profile : builtIn(arc, company)) {
            ProfileConfig adjustment = adjustments.get(profile.id());
            Outcome<Profile> adjusted = adjustment == null ? Outcome.ok(profile) : adjustment.adjust(profile);
            if (!adjusted.isOk()) {
                return Outcome.refused(adjusted.refusal());
            }
            profiles.add(adjusted.orThrow());
        }
        Profiles all = new Profiles(profiles, service(arc, company));
        for (String id : adjustments.keySet()) {
            if (!all.find(id).isOk()) {
                return all.unknown(id);
            }
        }
        return Outcome.ok(all);
    }

    /** The CA's own mailbox, whose key the server holds: it signs notices and test messages, and is nobody's. */
    private static Profile service(PolicyArc arc, Company company) {
        return new Profile(
                SERVICE,
                company,
                Subject.MAILBOX,
                MAILBOX_FIELDS,
                arc.policy(Subject.MAILBOX, true),
                SERVICE_LIFETIME,
                EnumSet.of(ExtendedKeyUse.EMAIL_PROTECTION),
                Set.of(),
                READ_BY_ALL);
    }

    private static List<Profile> builtIn(PolicyArc arc, Company company) {
        List<Profile> profiles = new ArrayList<>();
        for (Subject subject : Subject.values()) {
            profiles.add(builtIn(arc, company, subject, true));
            profiles.add(builtIn(arc, company, subject, false));
        }
        return profiles;
    }

    private static Profile builtIn(PolicyArc arc, Company company, Subject subject, boolean strict) {
        Set<ExtendedKeyUse> purposes = strict
                ? EnumSet.of(ExtendedKeyUse.EMAIL_PROTECTION)
                : EnumSet.of(ExtendedKeyUse.EMAIL_PROTECTION, ExtendedKeyUse.CLIENT_AUTH);
        List<Type> fields = switch (subject) {
            case MAILBOX -> MAILBOX_FIELDS;
            case ORGANISATION -> COMPANY_FIELDS;
            case PERSON -> PERSON_FIELDS;
        };
        String id = subject.name().toLowerCase(java.util.Locale.ROOT) + (strict ? "-strict" : "-multipurpose");
        return new Profile(
                id, company, subject, fields, arc.policy(subject, strict), LIFETIME, purposes, Set.of(), READ_BY_ALL);
    }

    /** The profile of that id; refused with the ids that there are. */
    public Outcome<Profile> find(String id) {
        return all.stream()
                .filter(profile -> profile.id().equals(id))
                .findFirst()
                .map(Outcome::ok)
                .orElseGet(() -> unknown(id));
    }

    private <T> Outcome<T> unknown(String id) {
        return Outcome.refused(
                RefusalCode.BAD_INPUT,
                "There is no profile " + id + "; there are "
                        + String.join(", ", all.stream().map(Profile::id).toList()) + ".");
    }
}
