package org.signet.ca.access.control;

import java.util.Optional;
import org.signet.crypto.keys.OneTimeSecret;

/**
 * What came of an act.
 *
 * @param link a one-time link to hand over, shown once
 * @param mailed whether the link was mailed instead
 * @param waits the proposal that waits for another administrator, if it is not done
 */
public record Change(Optional<OneTimeSecret> link, boolean mailed, Optional<Proposal> waits) {
    static Change done() {
        return new Change(Optional.empty(), false, Optional.empty());
    }

    static Change waiting(Proposal proposal) {
        return new Change(Optional.empty(), false, Optional.of(proposal));
    }
}
