package org.signet.ca.access.control;

import java.util.Map;
import java.util.Optional;
import org.signet.ca.audit.Transactions;
import org.signet.model.Actor;
import org.signet.model.Bytes;
import org.signet.model.Outcome;

/** Where the second administrator agrees; what needs nobody at a terminal is done with that, in one unit of work. */
public final class Council {
    private final Proposals proposals;
    private final Map<Act.Kind, Performer> performers;
    private final Transactions transactions;

    /** @param performers of every kind but those that are done at a terminal */
    public Council(Proposals proposals, Map<Act.Kind, Performer> performers, Transactions transactions) {
        this.proposals = proposals;
        this.performers = Map.copyOf(performers);
        this.transactions = transactions;
    }

    /** Does an act that was agreed on; joins the caller's unit of work and refuses by exception. */
    public interface Performer {
        Change perform(Act act, Actor actor, String language);
    }

    /**
     * Agrees.
     *
     * @param digest of the act as the page showed it
     * @param language of mails that follow
     * @return what was done; the proposal that waits on, if more is needed
     */
    public Outcome<Change> agree(String id, Bytes digest, String comment, Actor actor, String language) {
        return transactions.attempt(() -> {
            Proposal proposal = proposals.agree(id, digest, comment, actor);
            if (proposal.state() != Proposal.State.AGREED
                    || proposal.act().kind().atTerminal()) {
                return Change.waiting(proposal);
            }
            Change change = performers.get(proposal.act().kind()).perform(proposal.act(), actor, language);
            proposals.done(proposal, actor);
            return change;
        });
    }

    public Outcome<Proposal> refuse(String id, String comment, Actor actor) {
        return proposals.refuse(id, comment, actor);
    }

    public Proposals proposals() {
        return proposals;
    }

    /** Why dual control does not hold now; nothing if it does. */
    public Optional<Proposals.Alone> alone() {
        return proposals.alone();
    }
}
