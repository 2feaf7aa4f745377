package org.signet.ca.enrollment.preview;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.signet.ca.authority.Authority;
import org.signet.ca.authority.Order;
import org.signet.ca.enrollment.Enrollment;
import org.signet.ca.enrollment.EnrollmentRules;
import org.signet.ca.profile.Profile;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.CertificateRequest;
import org.signet.crypto.x509.RequestTemplate;
import org.signet.model.EmailAddress;
import org.signet.model.Finding;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** Shows who decides what they decide: the certificate is prepared and linted as if its key were there. Signs nothing. */
public final class Previews {
    private static final EmailAddress NOBODY = new EmailAddress("nobody", "invalid");

    private final EnrollmentRules rules;
    private final Authority authority;
    private final SecureRandom random;
    /** Public keys whose private halves were thrown away; making an RSA key takes a second. */
    private final Map<KeyType, CertificateRequest> standIns = new ConcurrentHashMap<>();

    public Previews(EnrollmentRules rules, Authority authority, SecureRandom random) {
        this.rules = rules;
        this.authority = authority;
        this.random = random;
    }

    /** Refused if an address is of no domain of the company any more, or its profile takes no kind of key that we make. */
    public Outcome<Preview> of(Enrollment enrollment) {
        return rules.domain(enrollment.addresses())
                .then(domain -> standIn(domain.profile()).map(kind -> of(enrollment, domain.profile(), kind)));
    }

    private Preview of(Enrollment enrollment, Profile profile, KeyType kind) {
        List<EmailAddress> addresses = enrollment.addresses();
        CertificateRequest request = standIns.computeIfAbsent(kind, this::throwAway);
        List<KeyUse> uses = enrollment.uses();
        Outcome<List<Finding>> findings = Outcome.ok(List.of());
        for (KeyUse use : uses) {
            Order order = new Order(enrollment.personId(), enrollment.name(), addresses, profile, use, request);
            findings = findings.then(
                    before -> authority.prepare(order).map(prepared -> joined(before, prepared.findings())));
        }
        return new Preview(profile, profile.subject(enrollment.name(), addresses), uses, kind.text(), findings);
    }

    private static List<Finding> joined(List<Finding> some, List<Finding> more) {
        return Stream.concat(some.stream(), more.stream()).distinct().toList();
    }

    /** The kind that pages and commands make unless told otherwise, or the first one that the profile takes. */
    private static Outcome<KeyType> standIn(Profile profile) {
        return Stream.concat(Stream.of(KeyType.RSA_3072), Arrays.stream(KeyType.values()))
                .filter(type -> profile.keys().isEmpty() || profile.keys().contains(type.text()))
                .findFirst()
                .map(Outcome::ok)
                .orElseGet(() -> Outcome.refused(
                        RefusalCode.BAD_INPUT,
                        "The profile " + profile.id() + " takes only keys that Signet does not make itself ("
                                + String.join(", ", profile.keys())
                                + "); the certificate is judged when the key comes."));
    }

    private CertificateRequest throwAway(KeyType kind) {
        KeyPair key = Providers.generate(kind, random);
        RequestTemplate template = new RequestTemplate(NOBODY, key.getPublic());
        return CertificateRequest.parse(
                        template.signed(octets -> Providers.sign(template.scheme(), key.getPrivate(), octets))
                                .toArray())
                .orThrow();
    }
}
