package org.signet.ca.authority;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** The roots of our own: there are several once one was rolled over. */
public final class Roots {
    private final Hierarchy hierarchy;
    private final Issuers issuers;

    Roots(Hierarchy hierarchy, Issuers issuers) {
        this.hierarchy = hierarchy;
        this.issuers = issuers;
    }

    /** The root of that id, if its key is ours. */
    public Outcome<Issuer> find(String id) {
        return hierarchy
                .find(id)
                .then(issuer -> issuer.isRoot() && issuer.isOurs()
                        ? Outcome.ok(issuer)
                        : Outcome.refused(
                                RefusalCode.WRONG_STATE,
                                id + " is no root of ours; `signet authority list` shows them."));
    }

    /** The newest one. */
    public Outcome<Issuer> newest() {
        return issuers.all().stream()
                .filter(issuer -> issuer.isOffline() && issuer.isOurs())
                .max(Roots.byGeneration())
                .map(Outcome::ok)
                .orElseGet(() -> Outcome.refused(
                        RefusalCode.WRONG_STATE,
                        "This CA has no root of its own; ask those who keep the one above it."));
    }

    /** The newest one, if it is at work: what is new comes below it. */
    public Outcome<Issuer> atWork() {
        return newest().then(root -> root.standing() == Issuer.Standing.ACTIVE
                ? Outcome.ok(root)
                : Outcome.refused(
                        RefusalCode.WRONG_STATE,
                        root.id() + " is retired: nothing new comes below it. Ask those who keep the root above your"
                                + " issuing CA (`signet authority request`)."));
    }

    /** The older root of a rollover to this one that was interrupted, if one was. */
    public Optional<Issuer> rolledHalf(Issuer newest) {
        List<Issuer> all = issuers.all();
        boolean without = all.stream()
                .noneMatch(issuer -> !issuer.isRoot() && issuer.parentId().equals(newest.id()));
        return all.stream()
                .filter(root -> root.isRoot()
                        && root.standing() == Issuer.Standing.ACTIVE
                        && !root.id().equals(newest.id()))
                .max(Roots.byGeneration())
                .filter(old -> without || !newest.isCertifiedBy(old) || !old.isCertifiedBy(newest));
    }

    private static Comparator<Issuer> byGeneration() {
        return Comparator.comparingInt(issuer -> Hierarchy.generation(issuer.id()));
    }
}
