package org.signet.ca.access.control;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.signet.ca.audit.Transactions;
import org.signet.model.Actor;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/** Leave to do one act at a terminal: given by two administrators on their page, and used once. */
public final class Consent {
    private final Proposals proposals;
    private final Act act;
    private final Actor actor;
    private final Transactions transactions;
    private Optional<List<String>> used = Optional.empty();

    public Consent(Proposals proposals, Act act, Actor actor, Transactions transactions) {
        this.proposals = proposals;
        this.act = act;
        this.actor = actor;
        this.transactions = transactions;
    }

    /**
     * What the act waits for: a proposal, made unless it is there; nothing if it may be done now. Uses nothing.
     */
    public Outcome<Optional<Proposal>> waitsFor() {
        if (proposals.alone().isPresent() || proposals.agreed(act).isPresent()) {
            return Outcome.ok(Optional.empty());
        }
        return transactions.attempt(() -> Optional.of(proposals.propose(act, actor)));
    }

    /**
     * Uses the agreement up, on the way to the act itself; the second time it is the same act that goes on.
     *
     * @return who stands behind it, as accounts; nobody if dual control does not hold
     */
    public Outcome<List<String>> use() {
        if (used.isEmpty()) {
            Outcome<List<String>> now = transactions.attempt(this::spent);
            used = now.fold(Optional::of, refusal -> Optional.empty());
            return now;
        }
        return Outcome.ok(used.get());
    }

    private List<String> spent() {
        Optional<Proposals.Alone> alone = proposals.alone();
        if (alone.isPresent()) {
            proposals.actAlone(act, alone.get(), actor);
            return List.of();
        }
        Proposal agreed = proposals
                .agreed(act)
                .orElseThrow(() -> new RefusedException(
                        RefusalCode.NEEDS_AGREEMENT,
                        "Two administrators must agree to exactly this first; nothing was done."));
        proposals.done(agreed, actor);
        return Stream.concat(
                        agreed.account().stream(), agreed.agreeing().stream().map(Voice::user))
                .toList();
    }
}
