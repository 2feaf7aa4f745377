package org.signet.ca.profile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.policy.KeyPolicy;
import org.signet.crypto.x509.CertificateTemplate.ExtendedKeyUse;
import org.signet.model.DistinguishedName.Type;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * What a company changes of a built-in profile: {@code [profiles.person-strict]} in its configuration. What is null stays.
 *
 * @param days lifetime, 1 to 825 (S/MIME BR §6.3.2)
 * @param keys kinds of keys that it takes, for example {@code rsa-3072}, {@code ec-p256}, {@code ed25519}
 * @param fields of the subject by their names in RFC 5280 and X.520, for example {@code givenName}
 * @param extendedKeyUse {@code emailProtection}, and {@code clientAuth} if wanted
 * @param policy dotted OID in place of the one below the company's arc
 * @param gcm whether its holders' programs read AES-GCM, so that others may write it to them
 */
public record ProfileConfig(
        Integer days, List<String> keys, List<String> fields, List<String> extendedKeyUse, String policy, Boolean gcm) {
    private static final int MAX_DAYS = 825;
    /** Below it the CA/Browser Forum numbers its policies, which a private CA does not assert. */
    private static final String FORUM = "2.23.140.1.";

    Outcome<Profile> adjust(Profile profile) {
        String problem = problem(profile);
        return problem != null
                ? Outcome.refused(RefusalCode.BAD_INPUT, "[profiles." + profile.id() + "] " + problem)
                : Outcome.ok(new Profile(
                        profile.id(),
                        profile.company(),
                        profile.subject(),
                        fields == null ? profile.fields() : ordered(),
                        policy == null ? profile.policy() : policy,
                        days == null ? profile.lifetime() : Duration.ofDays(days),
                        extendedKeyUse == null ? profile.extendedKeyUse() : purposes(),
                        keys == null ? profile.keys() : Set.copyOf(keys),
                        Boolean.TRUE.equals(gcm) ? List.of(ContentCipher.values()) : profile.capabilities()));
    }

    private String problem(Profile profile) {
        if (days != null && (days < 1 || days > MAX_DAYS)) {
            return "days is a number from 1 to " + MAX_DAYS + ".";
        }
        if (keys != null && (keys.isEmpty() || !keys.stream().allMatch(KeyPolicy::isName))) {
            return "keys lists kinds of keys: rsa-2048 to rsa-8192, ec-p256, ec-p384, ec-p521, ed25519.";
        }
        if (fields != null && !fieldsFit(profile)) {
            return "fields lists parts of the subject out of "
                    + String.join(
                            ", ",
                            profile.fields().stream().map(ProfileConfig::name).toList())
                    + "; among them must be what the profile is about: commonName, organizationName, or a person's surname or"
                    + " pseudonym.";
        }
        if (extendedKeyUse != null
                && (!extendedKeyUse.contains("emailProtection")
                        || !Set.of("emailProtection", "clientAuth").containsAll(extendedKeyUse)
                        || profile.id().endsWith("-strict") && extendedKeyUse.contains("clientAuth"))) {
            return "extended_key_use is emailProtection, and clientAuth beside it in a multipurpose profile.";
        }
        return policy != null && (!PolicyArc.parse(policy).isOk() || policy.startsWith(FORUM))
                ? "policy is a dotted object identifier of your own, for example 1.3.6.1.4.1.99999.1.1.3."
                : null;
    }

    private boolean fieldsFit(Profile profile) {
        if (!fields.stream()
                .allMatch(name -> field(name).filter(profile.fields()::contains).isPresent())) {
            return false;
        }
        return switch (profile.subject()) {
            case MAILBOX -> fields.contains(name(Type.COMMON_NAME));
            case ORGANISATION -> fields.contains(name(Type.ORGANIZATION));
            case PERSON -> fields.contains(name(Type.SURNAME)) || fields.contains(name(Type.PSEUDONYM));
        };
    }

    private List<Type> ordered() {
        List<Type> types = new ArrayList<>(fields.stream()
                .map(name -> field(name).orElseThrow())
                .distinct()
                .toList());
        types.sort(null);
        return types;
    }

    private Set<ExtendedKeyUse> purposes() {
        return extendedKeyUse.contains("clientAuth")
                ? EnumSet.of(ExtendedKeyUse.EMAIL_PROTECTION, ExtendedKeyUse.CLIENT_AUTH)
                : EnumSet.of(ExtendedKeyUse.EMAIL_PROTECTION);
    }

    private static Optional<Type> field(String name) {
        return Arrays.stream(Type.values())
                .filter(type -> name(type).equals(name))
                .findFirst();
    }

    /** The attribute's name in X.520, as the configuration spells it. */
    public static String name(Type type) {
        return switch (type) {
            case COUNTRY -> "countryName";
            case ORGANIZATION -> "organizationName";
            case ORGANIZATION_IDENTIFIER -> "organizationIdentifier";
            case GIVEN_NAME -> "givenName";
            case SURNAME -> "surname";
            case PSEUDONYM -> "pseudonym";
            case COMMON_NAME -> "commonName";
        };
    }
}
