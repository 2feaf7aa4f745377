package org.signet.ca.authority;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.signet.model.Outcome;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;

/** Which CA may be renewed, certified by another or retired: judged before any key is opened. */
public final class Eligible {

    private final Hierarchy hierarchy;
    private final Issuers issuers;

    Eligible(Hierarchy hierarchy, Issuers issuers) {
        this.hierarchy = hierarchy;
        this.issuers = issuers;
    }

    /** A CA of ours that a root of ours, perhaps itself, can certify again. */
    public Outcome<Issuer> toRenew(String id) {
        return hierarchy.find(id).then(issuer -> {
            if (issuer.standing() == Issuer.Standing.REVOKED) {
                return Outcome.refused(
                        RefusalCode.WRONG_STATE,
                        id + " is revoked, and stays so; make another with `signet authority new-issuer`.");
            }
            if (issuer.standing() == Issuer.Standing.RETIRED) {
                return Outcome.refused(
                        RefusalCode.WRONG_STATE,
                        id + " is retired and issues nothing more, however long it is valid; make another with"
                                + (issuer.isRoot()
                                        ? " `signet authority rollover`."
                                        : " `signet authority new-issuer`."));
            }
            boolean ours =
                    issuer.isOurs() && hierarchy.roots().find(issuer.parentId()).isOk();
            return ours
                    ? Outcome.ok(issuer)
                    : Outcome.refused(
                            RefusalCode.WRONG_STATE,
                            id + " is " + (issuer.isOurs() ? "certified" : "kept")
                                    + " by others; ask them for its new certificate.");
        });
    }

    /** A root that another one is to certify. */
    public Outcome<Issuer> toCross(String target, String signer) {
        return hierarchy.roots().find(signer).then(by -> hierarchy.find(target)).then(other -> {
            if (target.equals(signer)) {
                return Outcome.refused(
                        RefusalCode.BAD_INPUT,
                        "A root certifies itself already; name another one to certify " + target + ".");
            }
            return other.isRoot()
                    ? Outcome.ok(other)
                    : Outcome.refused(
                            RefusalCode.BAD_INPUT,
                            "A root certifies another root, and " + target
                                    + " is none; `signet authority list` shows them.");
        });
    }

    /** A CA that issues, at any time; a root when nothing at work needs it. */
    public Outcome<Issuer> toRetire(String id) {
        return hierarchy
                .find(id)
                .then(issuer -> obstacle(issuer)
                        .map(why -> Outcome.<Issuer>refused(why))
                        .orElse(Outcome.ok(issuer)));
    }

    /** A CA at work whose CRL is divided into so many; never fewer than before, since certificates name theirs. */
    public Outcome<Issuer> toPartition(String id, int shards) {
        return hierarchy.find(id).then(issuer -> {
            int least = Math.max(1, issuer.crlShards());
            if (issuer.isRoot() || issuer.standing() != Issuer.Standing.ACTIVE) {
                return Outcome.refused(
                        RefusalCode.WRONG_STATE, id + " issues nothing to people; name an issuing CA at work.");
            }
            return least <= shards && shards <= Issuer.MOST_SHARDS
                    ? Outcome.ok(issuer)
                    : Outcome.refused(
                            RefusalCode.BAD_INPUT,
                            "The number of CRLs lies between " + least + " and " + Issuer.MOST_SHARDS
                                    + "; it never falls, since certificates name theirs.");
        });
    }

    private Optional<Refusal> obstacle(Issuer issuer) {
        String id = issuer.id();
        return switch (issuer.standing()) {
            case RETIRED -> refused(id + " is retired already; its CRLs go on.");
            case REVOKED -> refused(id + " is revoked; it issues nothing.");
            case IMPORTED ->
                refused(
                        id
                                + " was taken over from another program and issues nothing; only its CRLs go on, and they must.");
            case EXTERNAL ->
                refused(id + " is kept by others; it is handed out for as long as a CA at work here stands below it.");
            case ACTIVE -> issuer.isRoot() ? obstacleOfRoot(issuer) : Optional.empty();
        };
    }

    private Optional<Refusal> obstacleOfRoot(Issuer root) {
        List<Issuer> others = issuers.all().stream()
                .filter(other -> !other.id().equals(root.id())
                        && other.standing() != Issuer.Standing.RETIRED
                        && other.standing() != Issuer.Standing.REVOKED)
                .toList();
        String below = others.stream()
                .filter(other -> other.parentId().equals(root.id()))
                .map(Issuer::id)
                .collect(Collectors.joining(", "));
        if (others.stream().noneMatch(Issuer::isRoot)) {
            return refused(root.id() + " is the only root, and devices need one. Make another first:"
                    + " `signet authority rollover`.");
        }
        return below.isEmpty()
                ? Optional.empty()
                : refused(root.id() + " is needed by what stands below it: " + below + ". Retire that first.");
    }

    private static Optional<Refusal> refused(String why) {
        return Optional.of(new Refusal(RefusalCode.WRONG_STATE, why));
    }
}
