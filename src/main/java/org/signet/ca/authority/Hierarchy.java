package org.signet.ca.authority;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.ca.profile.CaProfile;
import org.signet.ca.profile.Company;
import org.signet.crypto.keys.SigningKey;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateTemplate;
import org.signet.model.Actor;
import org.signet.model.Outcome;
import org.signet.model.SerialNumber;
import org.signet.model.Validity;

/** Founds the hierarchy: a root that certifies itself and an issuing CA below it. */
public final class Hierarchy {
    private static final Duration SKEW = Duration.ofHours(1);

    private final IssuerStore issuers;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random;

    public Hierarchy(IssuerStore issuers, Transactions transactions, AuditLog audit, Clock clock, SecureRandom random) {
        this.issuers = issuers;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /**
     * What a hierarchy is founded on.
     *
     * @param domains the company's mail domains: the issuing CA can certify no others
     * @param statusUrl plain HTTP base of the URLs that certificates carry, without a slash at its end
     */
    public record Plan(Company company, List<String> domains, String statusUrl, boolean constraintsCritical) {
        public Plan {
            domains = List.copyOf(domains);
        }

        /** A new issuer's entry, its URLs below the status URL. */
        private Issuer issuer(String id, String parentId, Certificate certificate) {
            return new Issuer(
                    id, parentId, certificate, statusUrl + "/crl/" + id + ".crl", statusUrl + "/aia/" + id + ".cer");
        }
    }

    /** Root and issuing CA, in this order. */
    public record Founded(Issuer root, Issuer issuing) {}

    /** Certifies both keys. Nothing is stored yet: the keys are put away safely first, then {@link #record} is called. */
    public Outcome<Founded> found(Plan plan, SigningKey rootKey, SigningKey issuingKey) {
        Instant from = clock.instant().minus(SKEW);
        SignatureScheme scheme = SignatureScheme.forRootKey(rootKey.publicKey());
        CertificateTemplate root = new CertificateTemplate(
                SerialNumber.next(from, random),
                null,
                CaProfile.ROOT.subject(plan.company(), 1),
                lifetime(CaProfile.ROOT, from),
                rootKey.publicKey(),
                scheme,
                CaProfile.ROOT.purpose(),
                CaProfile.ROOT.scope(List.of(), true),
                List.of(),
                CaProfile.ROOT.policies(),
                CertificateTemplate.Links.NONE);
        return Prepared.of(root)
                .map(prepared -> plan.issuer("root-1", "root-1", Authority.sign(prepared, rootKey)))
                .then(issuer -> Prepared.of(issuing(plan, issuer, issuingKey, from, scheme))
                        .map(prepared -> new Founded(
                                issuer, plan.issuer("issuing-1", issuer.id(), Authority.sign(prepared, rootKey)))));
    }

    private CertificateTemplate issuing(
            Plan plan, Issuer root, SigningKey issuingKey, Instant from, SignatureScheme scheme) {
        return new CertificateTemplate(
                SerialNumber.next(from, random),
                root.certificate(),
                CaProfile.ISSUING.subject(plan.company(), 1),
                lifetime(CaProfile.ISSUING, from)
                        .within(root.certificate().content().validity()),
                issuingKey.publicKey(),
                scheme,
                CaProfile.ISSUING.purpose(),
                CaProfile.ISSUING.scope(plan.domains(), plan.constraintsCritical()),
                List.of(),
                CaProfile.ISSUING.policies(),
                root.links());
    }

    private static Validity lifetime(CaProfile profile, Instant from) {
        return new Validity(from, from.plus(profile.lifetime()).minusSeconds(1));
    }

    /** Stores a founded hierarchy, once its keys are on disk. */
    public void record(Plan plan, Founded founded, Actor actor) {
        transactions.durable(() -> {
            issuers.insert(founded.root());
            issuers.insert(founded.issuing());
            audit.append(
                    actor,
                    new AuditEvent.HierarchyFounded(
                            plan.company().name(),
                            founded.root().certificate().sha256().hex(),
                            founded.issuing().certificate().sha256().hex()));
            return null;
        });
    }
}
