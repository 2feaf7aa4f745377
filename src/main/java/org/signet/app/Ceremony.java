package org.signet.app;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.signet.ca.authority.Hierarchy;
import org.signet.ca.authority.Issuer;
import org.signet.ca.authority.IssuerStore.Added;
import org.signet.ca.profile.CaProfile;
import org.signet.ca.revocation.CrlStore.PublishedCrl;
import org.signet.crypto.keys.SigningKey;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Actor;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** Work for which the root's key is brought back, every step written into the protocol. */
public final class Ceremony {
    private final Signet signet;
    private final Hierarchy hierarchy;
    private final Protocol protocol;
    private final Actor actor;

    public Ceremony(Signet signet, Protocol protocol, Actor actor) {
        this.signet = signet;
        this.hierarchy = signet.hierarchy();
        this.protocol = protocol;
        this.actor = actor;
    }

    private <T> Outcome<T> withRoot(String id, BiFunction<Issuer, SigningKey, Outcome<T>> work) {
        return hierarchy
                .root(id)
                .then(root -> signet.keys().key(root).then(key -> {
                    protocol.step("The key of " + root.id() + " is open.");
                    protocol.certificate("root", root.certificate());
                    return work.apply(root, key);
                }));
    }

    private <T> Outcome<T> withRoot(BiFunction<Issuer, SigningKey, Outcome<T>> work) {
        return hierarchy.root().then(root -> withRoot(root.id(), work));
    }

    /** A new issuing CA with a key of its own; from now on it issues, the earlier ones go on until they are retired. */
    public Outcome<Issuer> newIssuing(NewKey.Wish wish) {
        return withRoot((root, rootKey) -> newIssuing(root, rootKey, wish));
    }

    private Outcome<Issuer> newIssuing(Issuer root, SigningKey rootKey, NewKey.Wish wish) {
        String id = signet.nextId(CaProfile.ISSUING);
        return NewKey.make(signet.folder(), id, wish, signet.random()).then(key -> {
            try (key) {
                protocol.step("A key of type " + wish.type().text() + " was made for " + id + ".");
                return hierarchy
                        .newIssuing(id, plan(), root, rootKey, key.key().publicKey(), actor)
                        .map(issuer -> keep(issuer, key, List.of(issuer.certificate(), root.certificate())));
            }
        });
    }

    private Issuer keep(Issuer issuer, NewKey key, List<Certificate> chain) {
        key.keep(chain);
        protocol.step("Its key is kept " + place(issuer.id()) + ".");
        hierarchy.record(List.of(issuer), List.of(), actor);
        protocol.step(issuer.id() + " is certified and recorded.");
        protocol.certificate(issuer.isRoot() ? "new root" : "new issuing CA", issuer.certificate());
        publish(issuer, key.key());
        return issuer;
    }

    private String place(String id) {
        return signet.folder().token(id).present()
                ? "in the token"
                : "in " + signet.folder().key(id);
    }

    private PublishedCrl publish(Issuer issuer, SigningKey key) {
        PublishedCrl crl = signet.crls().publish(issuer, key, actor).orThrow();
        protocol.step("CRL " + crl.number() + " of " + issuer.id() + " is published, valid until "
                + crl.nextUpdate().truncatedTo(ChronoUnit.SECONDS) + ".");
        return crl;
    }

    /** What certificates of a new CA say comes from the configuration and from the CA that is at work. */
    private Hierarchy.Plan plan() {
        Config config = signet.config();
        boolean critical = signet.authority().issuers().stream()
                .filter(issuer -> !issuer.isRoot())
                .allMatch(issuer -> issuer.certificate().constraintsCritical());
        return new Hierarchy.Plan(
                signet.config().asNamed(),
                config.domains().keySet().stream().sorted().toList(),
                config.statusUrl(),
                critical);
    }

    /** The CRL of the newest root. */
    public Outcome<PublishedCrl> rootCrl() {
        return hierarchy.root().then(root -> rootCrl(root.id()));
    }

    /** The CRL of that root: an old one's goes on after a rollover. */
    public Outcome<PublishedCrl> rootCrl(String id) {
        return withRoot(id, (root, key) -> Outcome.ok(publish(root, key)));
    }

    /** The same name and key for another lifetime: of a root by itself, of an issuing CA by its root. */
    public Outcome<Added> renew(String id) {
        return hierarchy
                .eligible()
                .toRenew(id)
                .then(issuer -> withRoot(issuer.parentId(), (root, key) -> hierarchy.renew(issuer, root, key, actor)))
                .map(this::record);
    }

    private Added record(Added added) {
        hierarchy.record(List.of(), List.of(added), actor);
        protocol.step(added.issuerId() + " is certified by " + added.certifiedBy() + ", and recorded.");
        protocol.certificate(added.issuerId(), added.certificate());
        return added;
    }

    /** Every issuing CA at work below the root may certify these domains too. */
    public Outcome<List<Added>> addDomains(List<String> domains) {
        return hierarchy.root().then(root -> {
            List<Issuer> atWork = atWorkBelow(root);
            return atWork.isEmpty()
                    ? Outcome.refused(
                            RefusalCode.WRONG_STATE,
                            "No CA at work stands below " + root.id()
                                    + ", so it cannot help. Ask the CA above yours for a"
                                    + " certificate that names " + String.join(", ", domains)
                                    + " (`signet authority request`), then `signet authority install` it and write the domain"
                                    + " into signet.toml.")
                    : addDomains(root, atWork, domains);
        });
    }

    private List<Issuer> atWorkBelow(Issuer root) {
        return signet.authority().issuers().stream()
                .filter(issuer -> !issuer.isRoot()
                        && issuer.standing() == Issuer.Standing.ACTIVE
                        && issuer.parentId().equals(root.id()))
                .toList();
    }

    private Outcome<List<Added>> addDomains(Issuer below, List<Issuer> atWork, List<String> domains) {
        return withRoot(below.id(), (root, key) -> {
            List<Added> all = new ArrayList<>();
            for (Issuer issuer : atWork) {
                Outcome<Added> added = hierarchy.addDomains(issuer, domains, root, key, actor);
                if (!added.isOk()) {
                    return Outcome.refused(added.refusal());
                }
                all.add(record(added.orThrow()));
            }
            ConfigText.add(signet.folder(), domains);
            protocol.step("signet.toml has " + String.join(", ", domains) + ".");
            return Outcome.ok(all);
        });
    }

    /** What a rollover made. */
    public record Rollover(Issuer root, Issuer issuing) {}

    /**
     * A new root with an issuing CA below it. Old and new root certify each other, so that devices which hold either trust
     * what is below both, until the old one ends.
     */
    public Outcome<Rollover> rollover(NewKey.Wish rootWish, NewKey.Wish issuingWish) {
        return withRoot((old, oldKey) -> {
            String id = signet.nextId(CaProfile.ROOT);
            return NewKey.make(signet.folder(), id, rootWish, signet.random()).then(key -> {
                try (key) {
                    protocol.step("A key of type " + rootWish.type().text() + " was made for " + id + ".");
                    return hierarchy
                            .newRoot(id, plan(), key.key(), actor)
                            .map(root -> keep(root, key, List.of(root.certificate())))
                            .then(root -> crossed(old, oldKey, root, key.key())
                                    .then(done -> newIssuing(root, key.key(), issuingWish))
                                    .map(issuing -> new Rollover(root, issuing)));
                }
            });
        });
    }

    /** One root by another: what a rollover does both ways, for one that was interrupted. */
    public Outcome<Added> cross(String target, String signer) {
        return hierarchy
                .eligible()
                .toCross(target, signer)
                .then(other -> withRoot(signer, (root, key) -> hierarchy.cross(other, root, key, actor)))
                .map(this::record);
    }

    private Outcome<Added> crossed(Issuer old, SigningKey oldKey, Issuer made, SigningKey madeKey) {
        return hierarchy
                .cross(made, old, oldKey, actor)
                .map(this::record)
                .then(newWithOld -> hierarchy.cross(old, made, madeKey, actor))
                .map(this::record);
    }
}
