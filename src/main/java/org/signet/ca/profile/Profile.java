package org.signet.ca.profile;

import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.policy.KeyPolicy;
import org.signet.crypto.x509.CertificateTemplate.ExtendedKeyUse;
import org.signet.crypto.x509.CertificateTemplate.KeyUsageBit;
import org.signet.crypto.x509.CertificateTemplate.Purpose;
import org.signet.model.DistinguishedName;
import org.signet.model.DistinguishedName.Attribute;
import org.signet.model.DistinguishedName.Type;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.PersonName;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;

/**
 * A kind of certificate for people and mailboxes.
 *
 * @param id what commands and records call it
 * @param company whose certificates these are
 * @param fields of the subject, in the order in which they are written; what is not known of a holder is left out
 * @param policy dotted OID that it asserts
 * @param lifetime with both end seconds counted
 * @param keys as {@link KeyPolicy#name} spells them; empty for every key that may be certified at all
 * @param capabilities ciphers that its holders' programs surely read
 */
public record Profile(
        String id,
        Company company,
        Subject subject,
        List<Type> fields,
        String policy,
        Duration lifetime,
        Set<ExtendedKeyUse> extendedKeyUse,
        Set<String> keys,
        List<ContentCipher> capabilities) {

    /** Whom the subject names (S/MIME BR §7.1.4.2.3 to §7.1.4.2.6). */
    public enum Subject {
        /** The address alone. */
        MAILBOX,
        /** The company: a mailbox that several people read. */
        ORGANISATION,
        /** Somebody by name or pseudonym, and the company that vouches for them. */
        PERSON
    }

    public Profile {
        fields = List.copyOf(fields);
        extendedKeyUse = Set.copyOf(extendedKeyUse);
        keys = Set.copyOf(keys);
        capabilities = List.copyOf(capabilities);
    }

    /**
     * The subject of a certificate; refused if something is not known that such a subject must say. An address longer than
     * the 64 characters of ub-common-name (RFC 5280 Appendix A.1) stands in the subjectAltName alone, which an empty subject
     * makes critical.
     */
    public Outcome<DistinguishedName> subject(PersonName name, List<EmailAddress> addresses) {
        Optional<Refusal> lack = lack();
        if (lack.isPresent()) {
            return Outcome.refused(lack.get());
        }
        if (subject == Subject.PERSON
                && !says(Type.SURNAME, name.surname())
                && !says(Type.PSEUDONYM, name.pseudonym())) {
            return Outcome.refused(
                    RefusalCode.BAD_NAME, "The profile " + id + " needs a given name and a surname, or a pseudonym.");
        }
        List<Attribute> attributes = new ArrayList<>();
        for (Type field : fields) {
            value(field, name, addresses.get(0).toString())
                    .ifPresent(value -> attributes.add(new Attribute(field, value)));
        }
        return Outcome.ok(new DistinguishedName(attributes));
    }

    /** What must be configured before anything can be issued by this profile, if something must. */
    public Optional<Refusal> lack() {
        return fields.contains(Type.ORGANIZATION_IDENTIFIER)
                        && company.organizationId().isEmpty()
                ? Optional.of(new Refusal(
                        RefusalCode.BAD_INPUT,
                        "The profile " + id
                                + " names the company by its register entry; set organization_id in signet.toml"
                                + " (for example NTRDE-HRB12345), or take a mailbox profile."))
                : Optional.empty();
    }

    /** All of it in words that stay the same as long as it does, one part a line: what is agreed on. */
    public String text() {
        return String.join(
                "\n",
                "company = " + company.name(),
                "organization_id = " + company.organizationId().orElse("-"),
                "country = " + company.country().orElse("-"),
                "names = " + subject.name().toLowerCase(Locale.ROOT),
                "fields = " + list(fields.stream().map(ProfileConfig::name)),
                "policy = " + policy,
                "lifetime = "
                        + (lifetime.equals(Duration.ofDays(lifetime.toDays()))
                                ? lifetime.toDays() + " days"
                                : lifetime.toSeconds() + " seconds"),
                "extended_key_use = "
                        + list(extendedKeyUse.stream().map(Enum::name).sorted()),
                "keys = " + (keys.isEmpty() ? "any" : list(keys.stream().sorted())),
                "ciphers = " + list(capabilities.stream().map(Enum::name)));
    }

    private static String list(Stream<String> words) {
        return words.collect(Collectors.joining(", "));
    }

    private boolean says(Type field, Optional<String> part) {
        return part.isPresent() && fields.contains(field);
    }

    private Optional<String> value(Type field, PersonName name, String address) {
        return switch (field) {
            case COUNTRY -> company.country();
            case ORGANIZATION -> Optional.of(company.name());
            case ORGANIZATION_IDENTIFIER -> company.organizationId();
            case GIVEN_NAME -> name.givenName();
            case SURNAME -> name.surname();
            case PSEUDONYM -> name.pseudonym();
            case COMMON_NAME ->
                subject == Subject.PERSON
                        ? Optional.of(name.text())
                        : Optional.of(address).filter(text -> text.length() <= 64);
        };
    }

    /** Why such a certificate is not issued for this key, or nothing if it is. */
    public Optional<String> objection(PublicKey key, KeyUse use) {
        String kind = KeyPolicy.name(key);
        if (!keys.isEmpty() && !keys.contains(kind)) {
            return Optional.of("The profile " + id + " takes keys of type "
                    + String.join(", ", keys.stream().sorted().toList()) + " only, not " + kind + ".");
        }
        return use.encrypts() && !KeyPolicy.encrypts(key)
                ? Optional.of("A key of type " + kind + " only signs; ask for a signing certificate (use sign).")
                : Optional.empty();
    }

    /** What the key is for, by use and kind of key: RSA enciphers keys, EC agrees on them (S/MIME BR §7.1.2.3 e). */
    public Purpose purpose(PublicKey key, KeyUse use) {
        Set<KeyUsageBit> bits = EnumSet.noneOf(KeyUsageBit.class);
        if (use.signs()) {
            bits.add(KeyUsageBit.DIGITAL_SIGNATURE);
        }
        if (use.encrypts()) {
            bits.add(KeyPolicy.isRsa(key) ? KeyUsageBit.KEY_ENCIPHERMENT : KeyUsageBit.KEY_AGREEMENT);
        }
        return new Purpose(bits, extendedKeyUse, capabilities);
    }
}
