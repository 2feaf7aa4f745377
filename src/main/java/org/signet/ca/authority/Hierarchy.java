package org.signet.ca.authority;

import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.ca.authority.CaCertification.Signer;
import org.signet.ca.authority.CaCertification.Subject;
import org.signet.ca.authority.IssuerStore.Added;
import org.signet.ca.profile.CaProfile;
import org.signet.ca.profile.Company;
import org.signet.crypto.keys.SigningKey;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Actor;
import org.signet.model.DistinguishedName;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.RefusalCode;

/**
 * The CAs and how they change over the years: founded, renewed, given a mail domain, rolled over, retired. A new CA's key
 * is put away safely between its certification and its {@link #record}, so that no record names a key that is nowhere.
 */
public final class Hierarchy {
    private final IssuerStore issuers;
    private final Transactions transactions;
    private final AuditLog audit;
    private final CaCertification certification;

    public Hierarchy(
            IssuerStore issuers,
            CertificateStore certificates,
            Transactions transactions,
            AuditLog audit,
            Clock clock,
            SecureRandom random) {
        this.issuers = issuers;
        this.transactions = transactions;
        this.audit = audit;
        this.certification = new CaCertification(certificates, transactions, audit, clock, random);
    }

    /**
     * What a new CA is made by.
     *
     * @param domains the company's mail domains: an issuing CA can certify no others
     * @param statusUrl plain HTTP base of the URLs that certificates carry, without a slash at its end
     */
    public record Plan(Company company, List<String> domains, String statusUrl, boolean constraintsCritical) {
        public Plan {
            domains = List.copyOf(domains);
        }
    }

    /**
     * The id of the next issuer of that kind: {@code root-2}, {@code issuing-3}.
     *
     * @param taken ids that no record has yet
     */
    public String nextId(String prefix, Predicate<String> taken) {
        int last = issuers.all().stream()
                .map(Issuer::id)
                .filter(id -> id.matches(prefix + "[0-9]{1,6}"))
                .mapToInt(id -> generation(id))
                .max()
                .orElse(0);
        int next = last + 1;
        while (taken.test(prefix + next)) {
            next++;
        }
        return prefix + next;
    }

    /** The number in an id. */
    public static int generation(String id) {
        return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
    }

    /** A root that certifies itself. */
    public Outcome<Issuer> newRoot(String id, Plan plan, SigningKey key, Actor actor) {
        CaProfile profile = CaProfile.ROOT;
        Subject subject = new Subject(
                profile,
                profile.subject(plan.company(), generation(id)),
                key.publicKey(),
                profile.scope(List.of(), true),
                null);
        return allowed(actor)
                .then(may -> certification.certify(subject, Signer.itself(id, key), actor))
                .map(certificate -> Issuer.below(plan.statusUrl(), id, id, certificate));
    }

    /** An issuing CA below that root. */
    public Outcome<Issuer> newIssuing(
            String id, Plan plan, Issuer root, SigningKey rootKey, PublicKey key, Actor actor) {
        CaProfile profile = CaProfile.ISSUING;
        Subject subject = new Subject(
                profile,
                profile.subject(plan.company(), generation(id)),
                key,
                profile.scope(plan.domains(), plan.constraintsCritical()),
                null);
        return allowed(actor)
                .then(may -> certification.certify(subject, Signer.of(root, rootKey), actor))
                .map(certificate -> Issuer.below(plan.statusUrl(), id, root.id(), certificate));
    }

    /** The same issuer, name and key, certified anew for a full lifetime. */
    public Outcome<Added> renew(Issuer issuer, Issuer signer, SigningKey signerKey, Actor actor) {
        Certificate old = issuer.certificate();
        Signer by = issuer.isRoot() ? Signer.itself(issuer.id(), signerKey) : Signer.of(signer, signerKey);
        return name(old)
                .then(name -> allowed(actor)
                        .then(may -> certification.certify(
                                subject(issuer, name, old.mailDomains()).lasting(null), by, actor)))
                .map(certificate -> new Added(issuer.id(), signer.id(), certificate));
    }

    /** The same issuing CA for more mail domains, until the same day. */
    public Outcome<Added> addDomains(
            Issuer issuer, List<String> domains, Issuer signer, SigningKey signerKey, Actor actor) {
        Set<String> all = new LinkedHashSet<>(issuer.certificate().mailDomains());
        if (!all.addAll(domains)) {
            return Outcome.refused(
                    RefusalCode.WRONG_STATE, issuer.id() + " may certify " + String.join(", ", domains) + " already.");
        }
        return name(issuer.certificate())
                .then(name -> allowed(actor)
                        .then(may -> certification.certify(
                                subject(issuer, name, new ArrayList<>(all)), Signer.of(signer, signerKey), actor)))
                .map(certificate -> new Added(issuer.id(), signer.id(), certificate));
    }

    /** Certifies a root by another one, until the first of both ends: clients that hold either trust what is below both. */
    public Outcome<Added> cross(Issuer target, Issuer signer, SigningKey signerKey, Actor actor) {
        CaProfile profile = CaProfile.CROSS;
        var content = target.certificate().content();
        return name(target.certificate())
                .map(name -> new Subject(
                        profile,
                        name,
                        content.publicKey(),
                        profile.scope(List.of(), true),
                        content.validity().notAfter()))
                .then(subject ->
                        allowed(actor).then(may -> certification.certify(subject, Signer.of(signer, signerKey), actor)))
                .map(certificate -> new Added(target.id(), signer.id(), certificate));
    }

    private static Subject subject(Issuer issuer, DistinguishedName name, List<String> domains) {
        CaProfile profile = issuer.isRoot() ? CaProfile.ROOT : CaProfile.ISSUING;
        var content = issuer.certificate().content();
        return new Subject(
                profile,
                name,
                content.publicKey(),
                profile.scope(domains, issuer.certificate().constraintsCritical()),
                content.validity().notAfter());
    }

    /** The name that another certificate must repeat octet by octet. */
    private static Outcome<DistinguishedName> name(Certificate certificate) {
        return certificate
                .content()
                .distinguishedName()
                .map(Outcome::ok)
                .orElseGet(
                        () -> Outcome.refused(
                                RefusalCode.BAD_INPUT,
                                "The name of " + certificate.content().shortName()
                                        + " was not written by Signet and cannot be repeated exactly; make a new issuing CA instead."));
    }

    private static Outcome<Actor> allowed(Actor actor) {
        return actor.may(Permission.MANAGE_HIERARCHY)
                ? Outcome.ok(actor)
                : Outcome.refused(RefusalCode.NOT_ALLOWED, "You may not change the hierarchy; ask an administrator.");
    }

    /** Stores new issuers and further certificates together. */
    public void record(List<Issuer> made, List<Added> added, Actor actor) {
        transactions.durable(() -> {
            for (Issuer issuer : made) {
                certification.complete(issuer.certificate());
                insert(issuer, actor);
            }
            for (Added each : added) {
                certification.complete(each.certificate());
                issuers.insert(each);
                audit.append(
                        actor,
                        new AuditEvent.IssuerCertified(
                                each.issuerId(),
                                each.certifiedBy(),
                                each.certificate().sha256().hex()));
            }
            return null;
        });
    }

    /** Stores CAs that others certified: ours below theirs, and theirs. */
    public void adopt(List<Issuer> adopted, Actor actor) {
        transactions.durable(() -> {
            adopted.forEach(issuer -> insert(issuer, actor));
            return null;
        });
    }

    private void insert(Issuer issuer, Actor actor) {
        issuers.insert(issuer);
        audit.append(
                actor,
                new AuditEvent.IssuerAdded(
                        issuer.id(),
                        issuer.parentId(),
                        issuer.certificate().sha256().hex()));
    }

    /**
     * Lets an issuing CA issue nothing more; what it issued stays, and its CRLs go on. A root is no longer handed out: only
     * where another one is, and nothing below it issues.
     */
    public Outcome<Issuer> retire(String id, Actor actor) {
        return allowed(actor)
                .then(may -> transactions.attempt(() -> {
                    eligible().toRetire(id).orThrow();
                    issuers.setStanding(id, Issuer.Standing.RETIRED);
                    audit.append(actor, new AuditEvent.IssuerRetired(id));
                    return issuers.find(id).orElseThrow();
                }));
    }

    /**
     * Spreads what that CA issues from now on over so many CRLs, each of which tells of a part (RFC 5280 §5.2.5): clients of a
     * large CA then fetch little. The CRL of all its certificates goes on.
     */
    public Outcome<Issuer> partitionCrl(String id, int shards, Actor actor) {
        return allowed(actor)
                .then(may -> transactions.attempt(() -> {
                    eligible().toPartition(id, shards).orThrow();
                    issuers.setCrlShards(id, shards);
                    audit.append(actor, new AuditEvent.CrlPartitioned(id, shards));
                    return issuers.find(id).orElseThrow();
                }));
    }

    /** Which CA may be changed how. */
    public Eligible eligible() {
        return new Eligible(this, issuers);
    }

    /** The roots of our own. */
    public Roots roots() {
        return new Roots(this, issuers);
    }

    /** The issuer of that id. */
    public Outcome<Issuer> find(String id) {
        return issuers.named(id);
    }

    /** A CA's newest certificate by its id; any of them by {@code ID.SERIAL}. */
    public Optional<Certificate> certificate(String name) {
        int dot = name.indexOf('.');
        return issuers.find(dot < 0 ? name : name.substring(0, dot))
                .flatMap(issuer -> issuer.certificates()
                        .filter(each -> dot < 0 || each.content().serialText().equals(name.substring(dot + 1)))
                        .findFirst());
    }
}
