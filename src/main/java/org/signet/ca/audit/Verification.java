package org.signet.ca.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * What was found when the whole chain was followed. Who can write to the database can forge it: a head that is written down elsewhere says more.
 *
 * @param actor who had it followed, as {@code Actor.name} spells it
 * @param head the last good link
 * @param broken where and how the chain breaks; empty if it is whole
 */
public record Verification(Instant at, String actor, AuditEntry.Head head, Optional<String> broken) {}
