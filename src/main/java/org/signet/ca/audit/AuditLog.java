package org.signet.ca.audit;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.signet.model.Actor;

/** The append-only log. Appending joins the unit of work of the change that it tells of. */
public final class AuditLog {
    private final AuditStore store;
    private final Clock clock;

    public AuditLog(AuditStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    public void append(Actor actor, AuditEvent event) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        store.append(AuditEntry.next(store.lockHead(), now, actor.name(), actor.origin(), event));
    }

    public List<AuditEntry> latest(int count) {
        return store.latest(count);
    }

    /** Follows the whole chain from its start to the stored head, as it stands when this begins; others may go on writing. */
    public Verdict verify() {
        AuditEntry.Head stored = store.head();
        Follower follower = new Follower(stored.sequence());
        store.forEach(follower::follow);
        if (follower.broken.isEmpty() && stored.sequence() > follower.head.sequence()) {
            follower.broken = Optional.of("the log ends at entry " + follower.head.sequence() + ", but entry "
                    + stored.sequence() + " was written: its tail was cut");
        } else if (follower.broken.isEmpty() && !stored.equals(follower.head)) {
            follower.broken = Optional.of("the last entry does not match the stored head of the log");
        }
        return new Verdict(follower.head, follower.broken);
    }

    /**
     * What a check of the chain found.
     *
     * @param head the last good link
     * @param broken where and how the chain breaks; empty if it is whole
     */
    public record Verdict(AuditEntry.Head head, Optional<String> broken) {}

    private static final class Follower {
        private final long end;
        private AuditEntry.Head head = AuditEntry.Head.START;
        private Optional<String> broken = Optional.empty();

        Follower(long end) {
            this.end = end;
        }

        void follow(AuditEntry entry) {
            if (broken.isPresent() || entry.sequence() > end) {
                return;
            }
            if (entry.follows(head)) {
                head = entry.head();
            } else {
                broken = Optional.of("entry " + entry.sequence()
                        + " does not follow entry " + head.sequence()
                        + ": one of them was changed, removed or moved");
            }
        }
    }
}
