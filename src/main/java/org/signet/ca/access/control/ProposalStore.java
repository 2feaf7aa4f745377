package org.signet.ca.access.control;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.model.Bytes;

/** Port: proposals and what was said to them. */
public interface ProposalStore {
    void insert(Proposal proposal);

    Optional<Proposal> find(String id);

    /** Those that are open or agreed and have not expired, the oldest first. */
    List<Proposal> waiting(Instant now);

    /** All others, the newest first. */
    List<Proposal> past(Instant now, int most);

    /** Those of exactly this act that are open or agreed, the newest first; among them such as have expired. */
    List<Proposal> of(Bytes digest);

    void insertVoice(String proposal, Voice voice);

    /** @return false if it was not in that state any more */
    boolean move(String proposal, Proposal.State from, Proposal.State to, Instant now);
}
