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

    /** Follows the whole chain from its start to the stored head; what is appended meanwhile is followed too. */
    public Verdict verify() {
        Follower follower = new Follower(store.head());
        store.forEach(follower::follow);
        return follower.verdict(store.head());
    }

    /**
     * What a check of the chain found.
     *
     * @param head the last good link
     * @param broken where and how the chain breaks; empty if it is whole
     */
    public record Verdict(AuditEntry.Head head, Optional<String> broken) {}

    private static final class Follower {
        private final AuditEntry.Head stored;
        private AuditEntry.Head last = AuditEntry.Head.START;
        private Optional<String> broken = Optional.empty();

        /** @param stored the head before the first entry is read */
        Follower(AuditEntry.Head stored) {
            this.stored = stored;
        }

        void follow(AuditEntry entry) {
            if (broken.isPresent()) {
                return;
            }
            if (!entry.follows(last)) {
                broken = Optional.of("entry " + entry.sequence()
                        + " does not follow entry " + last.sequence()
                        + ": one of them was changed, removed or moved");
                return;
            }
            last = entry.head();
            if (last.sequence() == stored.sequence() && !last.equals(stored)) {
                broken = Optional.of("entry " + last.sequence() + " does not match the stored head of the log");
            }
        }

        /** @param now the head after the last entry was read */
        Verdict verdict(AuditEntry.Head now) {
            if (broken.isEmpty() && last.sequence() < stored.sequence()) {
                broken = Optional.of("the log ends at entry " + last.sequence() + ", but entry " + stored.sequence()
                        + " was written: its tail was cut");
            } else if (broken.isEmpty() && last.sequence() > now.sequence()) {
                broken = Optional.of("the log goes on to entry " + last.sequence() + ", but its stored head is entry "
                        + now.sequence() + ": entries were added, or the head was set back");
            }
            return new Verdict(last, broken);
        }
    }
}
