package org.signet.ca.audit;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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

    /** The entries before that one, the nearest first. */
    public List<AuditEntry> before(long sequence, int count) {
        return store.before(sequence, count);
    }

    /** The entries after that one, the nearest first. */
    public List<AuditEntry> after(long sequence, int count) {
        return store.after(sequence, count);
    }

    /** The number of the last entry; 0 if there is none. */
    public long last() {
        return store.head().sequence();
    }

    public Verdict verify() {
        return verify(Optional.empty());
    }

    /**
     * Follows the whole chain and compares it with the stored head; others may go on writing meanwhile.
     *
     * @param written a head that somebody wrote down elsewhere: who can write to the database cannot forge it
     */
    public Verdict verify(Optional<AuditEntry.Head> written) {
        return verify(written, entry -> {});
    }

    /** @param progress told of each entry as it is met */
    public Verdict verify(Optional<AuditEntry.Head> written, Consumer<AuditEntry> progress) {
        AuditEntry.Head before = store.head();
        Follower follower = new Follower(before, written);
        store.forEach(entry -> {
            progress.accept(entry);
            follower.follow(entry);
        });
        AuditEntry.Head after = store.head();
        if (follower.broken.isEmpty()
                && written.filter(head -> head.sequence() > follower.head.sequence())
                        .isPresent()) {
            follower.broken = Optional.of("the log ends at entry " + follower.head.sequence() + ", before entry "
                    + written.get().sequence() + " that was written down: its tail was cut");
        }
        if (follower.broken.isEmpty() && before.sequence() > follower.head.sequence()) {
            follower.broken = Optional.of("the log ends at entry " + follower.head.sequence() + ", but entry "
                    + before.sequence() + " was written: its tail was cut");
        } else if (follower.broken.isEmpty() && follower.head.sequence() > after.sequence()) {
            follower.broken = Optional.of("the stored head stands at entry " + after.sequence() + ", behind entry "
                    + follower.head.sequence() + ": it was moved back");
        }
        return new Verdict(follower.head, follower.broken);
    }

    /** Follows the last entries only, up to the stored head: quick, however long the log is. */
    public Verdict verifyTail(int count) {
        AuditEntry.Head stored = store.head();
        List<AuditEntry> entries = new ArrayList<>(store.latest(count));
        Collections.reverse(entries);
        if (entries.isEmpty()) {
            return new Verdict(
                    AuditEntry.Head.START,
                    stored.equals(AuditEntry.Head.START)
                            ? Optional.empty()
                            : Optional.of("the log is empty, but its stored head is not"));
        }
        Follower follower = new Follower(stored, Optional.empty());
        follower.head = entries.get(0).head();
        entries.subList(1, entries.size()).forEach(follower::follow);
        if (follower.broken.isEmpty()
                && !entries.stream().map(AuditEntry::head).toList().contains(stored)) {
            follower.broken = Optional.of("the stored head at entry " + stored.sequence()
                    + " is none of the last entries, which end at " + follower.head.sequence());
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
        private final AuditEntry.Head stored;
        private final Optional<AuditEntry.Head> written;
        private AuditEntry.Head head = AuditEntry.Head.START;
        private Optional<String> broken = Optional.empty();

        Follower(AuditEntry.Head stored, Optional<AuditEntry.Head> written) {
            this.stored = stored;
            this.written = written;
        }

        void follow(AuditEntry entry) {
            if (broken.isPresent()) {
                return;
            }
            if (!entry.follows(head)) {
                broken = Optional.of("entry " + entry.sequence()
                        + " does not follow entry " + head.sequence()
                        + ": one of them was changed, removed or moved");
                return;
            }
            head = entry.head();
            if (head.sequence() == stored.sequence() && !head.equals(stored)) {
                broken = Optional.of("entry " + entry.sequence() + " does not match the stored head of the log");
            }
            if (written.filter(w -> w.sequence() == head.sequence() && !w.equals(head))
                    .isPresent()) {
                broken = Optional.of("entry " + entry.sequence()
                        + " is not the one that was written down: the log was written anew");
            }
        }
    }
}
