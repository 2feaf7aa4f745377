package org.signet.app.ceremony;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.signet.app.Config;
import org.signet.app.ConfigFile;
import org.signet.app.ConfigText;
import org.signet.app.NewKey;
import org.signet.app.Signet;
import org.signet.app.control.RuleTexts;
import org.signet.ca.authority.Hierarchy;
import org.signet.ca.authority.Issuer;
import org.signet.ca.authority.IssuerStore.Added;
import org.signet.ca.profile.CaProfile;
import org.signet.ca.revocation.CrlStore.PublishedCrl;
import org.signet.ca.revocation.Revocation.Grounds;
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
    private final Supplier<Outcome<List<String>>> consent;

    /** @param consent used up before the root's key signs; tells who stands behind the work */
    public Ceremony(Signet signet, Protocol protocol, Actor actor, Supplier<Outcome<List<String>>> consent) {
        this.signet = signet;
        this.hierarchy = signet.hierarchy();
        this.protocol = protocol;
        this.actor = actor;
        this.consent = consent;
    }

    private <T> Outcome<T> withRoot(String id, BiFunction<Issuer, SigningKey, Outcome<T>> work) {
        return hierarchy
                .roots()
                .find(id)
                .then(root -> signet.keys()
                        .key(root)
                        .then(key -> consent.get().then(people -> {
                            protocol.step("The key of " + root.id() + " is open."
                                    + (people.isEmpty()
                                            ? ""
                                            : " " + String.join(", ", people) + " agreed to this work."));
                            protocol.certificate("root", root.certificate());
                            return work.apply(root, key);
                        })));
    }

    /** Alone among all processes, and with the configuration as it is now: another one may just have ended. */
    private <T> Outcome<T> alone(Supplier<Outcome<T>> work) {
        return signet.folder()
                .alone(() -> ConfigFile.read(signet.folder().config())
                        .then(now -> now.equals(signet.config())
                                ? work.get()
                                : Outcome.refused(
                                        RefusalCode.WRONG_STATE,
                                        "signet.toml was changed a moment ago; look at it, and begin again.")));
    }

    /** A new issuing CA with a key of its own; from now on it issues, the earlier ones go on until they are retired. */
    public Outcome<Issuer> newIssuing(NewKey.Wish wish) {
        return alone(() -> hierarchy
                .roots()
                .atWork()
                .then(root -> withRoot(root.id(), (opened, rootKey) -> newIssuing(opened, rootKey, wish))));
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
        return hierarchy.roots().newest().then(root -> rootCrl(root.id()));
    }

    /** The CRL of that root: an old one's goes on after a rollover. */
    public Outcome<PublishedCrl> rootCrl(String id) {
        return alone(() -> withRoot(id, (root, key) -> Outcome.ok(publish(root, key))));
    }

    /** Revokes an issuing CA, and tells of it on the CRL of the root above it. */
    public Outcome<PublishedCrl> revoke(String id, Grounds grounds) {
        return alone(() -> signet.caRevocation()
                .revocable(id)
                .then(issuer -> withRoot(
                        issuer.parentId(),
                        (root, key) -> signet.caRevocation()
                                .revoke(id, grounds, actor)
                                .map(revoked -> {
                                    protocol.step(id + " is revoked: "
                                            + grounds.reason().text() + ".");
                                    return publish(root, key);
                                }))));
    }

    /** The same name and key for another lifetime: of a root by itself, of an issuing CA by its root. */
    public Outcome<Added> renew(String id) {
        return alone(() -> hierarchy
                .eligible()
                .toRenew(id)
                .then(issuer -> withRoot(issuer.parentId(), (root, key) -> hierarchy.renew(issuer, root, key, actor)))
                .map(this::record));
    }

    private Added record(Added added) {
        hierarchy.record(List.of(), List.of(added), actor);
        protocol.step(added.issuerId() + " is certified by " + added.certifiedBy() + ", and recorded.");
        protocol.certificate(added.issuerId(), added.certificate());
        return added;
    }

    /** Every issuing CA at work below the root may certify these domains too. */
    public Outcome<List<Added>> addDomains(List<String> domains) {
        return alone(() -> hierarchy.roots().atWork().then(root -> {
            List<Issuer> atWork = atWorkBelow(root);
            return atWork.isEmpty()
                    ? Outcome.refused(
                            RefusalCode.WRONG_STATE,
                            "No CA at work stands below " + root.id()
                                    + ". Make one first (`signet authority new-issuer`), then add the domain. If your issuing CA"
                                    + " stands below another's root, ask them for a certificate that names "
                                    + String.join(", ", domains)
                                    + " (`signet authority request`), then `signet authority install` it and write the domain"
                                    + " into signet.toml.")
                    : addDomains(root, atWork, domains);
        }));
    }

    private List<Issuer> atWorkBelow(Issuer root) {
        return signet.authority().issuers().stream()
                .filter(issuer -> !issuer.isRoot()
                        && issuer.standing() == Issuer.Standing.ACTIVE
                        && issuer.parentId().equals(root.id()))
                .toList();
    }

    private Outcome<List<Added>> addDomains(Issuer below, List<Issuer> atWork, List<String> domains) {
        // After a kill half way some have them already.
        List<Issuer> without = atWork.stream()
                .filter(issuer -> !issuer.certificate().mailDomains().isEmpty()
                        && !issuer.certificate().mailDomains().containsAll(domains))
                .toList();
        if (without.isEmpty() && ConfigText.names(signet.folder(), domains)) {
            return Outcome.refused(
                    RefusalCode.WRONG_STATE,
                    "Every CA at work may certify " + String.join(", ", domains) + " already; there is nothing to do.");
        }
        return withRoot(below.id(), (root, key) -> {
            List<Added> all = new ArrayList<>();
            for (Issuer issuer : without) {
                Outcome<Added> added = hierarchy.addDomains(issuer, domains, root, key, actor);
                if (!added.isOk()) {
                    return Outcome.refused(added.refusal());
                }
                all.add(record(added.orThrow()));
            }
            ConfigText.add(signet.folder(), domains);
            adopt(domains);
            protocol.step("signet.toml has " + String.join(", ", domains) + ".");
            return Outcome.ok(all);
        });
    }

    /** Whoever let the root's key certify the domains agreed to what is issued for them, too. */
    private void adopt(List<String> domains) {
        ConfigFile.read(signet.folder().config())
                .then(now -> ConfigFile.profiles(now).map(profiles -> RuleTexts.of(profiles, ConfigFile.rules(now))))
                .map(rules -> RuleTexts.adopted(domains, rules))
                .run(added -> signet.oversight().rules().adopt(added, actor), refusal -> {});
    }

    /** What a rollover made. */
    public record Rollover(Issuer root, Issuer issuing) {}

    /**
     * A new root with an issuing CA below it. Old and new root certify each other, so that devices which hold either trust
     * what is below both, until the old one ends.
     */
    public Outcome<Rollover> rollover(NewKey.Wish rootWish, NewKey.Wish issuingWish) {
        return alone(() -> hierarchy
                .roots()
                .atWork()
                .then(newest -> hierarchy
                        .roots()
                        .rolledHalf(newest)
                        .map(old -> taken(old, newest, issuingWish))
                        .orElseGet(() -> begun(newest, rootWish, issuingWish))));
    }

    private Outcome<Rollover> begun(Issuer newest, NewKey.Wish rootWish, NewKey.Wish issuingWish) {
        return withRoot(newest.id(), (old, oldKey) -> {
            String id = signet.nextId(CaProfile.ROOT);
            return NewKey.make(signet.folder(), id, rootWish, signet.random()).then(key -> {
                try (key) {
                    protocol.step("A key of type " + rootWish.type().text() + " was made for " + id + ".");
                    return hierarchy
                            .newRoot(id, plan(), key.key(), actor)
                            .map(root -> keep(root, key, List.of(root.certificate())))
                            .then(root -> rolled(old, oldKey, root, key.key(), issuingWish));
                }
            });
        });
    }

    /** One that was interrupted goes on where it stopped. */
    private Outcome<Rollover> taken(Issuer old, Issuer made, NewKey.Wish issuingWish) {
        protocol.step("The rollover from " + old.id() + " to " + made.id() + " was interrupted; it goes on.");
        return withRoot(
                old.id(),
                (oldRoot, oldKey) -> withRoot(made.id(), (root, key) -> {
                    if (signet.crls().latest(root.id()).isEmpty()) {
                        publish(root, key);
                    }
                    return rolled(oldRoot, oldKey, root, key, issuingWish);
                }));
    }

    /** What of a rollover is left once both roots are there. */
    private Outcome<Rollover> rolled(
            Issuer old, SigningKey oldKey, Issuer made, SigningKey madeKey, NewKey.Wish issuingWish) {
        return crossed(made, old, oldKey)
                .then(newWithOld -> crossed(old, made, madeKey))
                .then(oldWithNew -> atWorkBelow(made).stream()
                        .findFirst()
                        .map(Outcome::ok)
                        .orElseGet(() -> newIssuing(made, madeKey, issuingWish)))
                .map(issuing -> new Rollover(made, issuing));
    }

    /** That root with a certificate by the other one; what it has already is left. */
    private Outcome<Issuer> crossed(Issuer target, Issuer signer, SigningKey key) {
        return target.isCertifiedBy(signer)
                ? Outcome.ok(target)
                : hierarchy.cross(target, signer, key, actor).map(this::record).map(added -> target);
    }

    /** One root by another: what a rollover does both ways. */
    public Outcome<Added> cross(String target, String signer) {
        return alone(() -> hierarchy
                .eligible()
                .toCross(target, signer)
                .then(other -> withRoot(signer, (root, key) -> hierarchy.cross(other, root, key, actor)))
                .map(this::record));
    }
}
