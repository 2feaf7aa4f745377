package org.signet.ca.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * What was found when the whole chain was followed. Who can write to the database can forge it: a head that is written down elsewhere says more.
 *
 * @param actor who had it followed, as {@code Actor.name} spells it
 * @param heads the last good link of each chain, as {@code Head} writes it, a space between them
 * @param broken where and how the chain breaks; empty if it is whole
 */
public record Verification(Instant at, String actor, String heads, Optional<String> broken) {

    /** The last good entry of each chain. */
    public String entries() {
        return heads.replaceAll(":[0-9a-f]{64}", "");
    }
}
