package org.signet.ca.audit;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.signet.model.Bytes;

/** Follows one chain of the log, link by link. */
final class Follower {
    private final AuditEntry.Head stored;
    private final Map<Long, Bytes> written;
    private boolean met;
    AuditEntry.Head head;
    Optional<String> broken = Optional.empty();

    /**
     * @param stored where the chain ends, as the database says
     * @param written heads, also of other chains, that somebody wrote down
     */
    Follower(AuditEntry.Head stored, Collection<AuditEntry.Head> written) {
        this.stored = stored;
        this.head = AuditEntry.Head.start(stored.chain());
        this.written = written.stream()
                .filter(each -> each.chain().equals(stored.chain()))
                .collect(Collectors.toMap(AuditEntry.Head::sequence, AuditEntry.Head::hash, (one, same) -> one));
    }

    void follow(AuditEntry entry) {
        if (broken.isPresent()) {
            return;
        }
        if (!entry.follows(head)) {
            broken = Optional.of(named(entry.sequence()) + " does not follow entry " + head.sequence()
                    + ": one of them was changed, removed or moved");
            return;
        }
        head = entry.head();
        met |= head.equals(stored);
        if (head.sequence() == stored.sequence() && !head.equals(stored)) {
            broken = Optional.of(named(entry.sequence()) + " does not match the stored head of the log");
        }
        Bytes noted = written.get(head.sequence());
        if (noted != null && !noted.equals(head.hash())) {
            broken = Optional.of(
                    named(entry.sequence()) + " is not the one that was written down: the log was written anew");
        }
    }

    /** The first entry met is believed. */
    void followFromHere(AuditEntry entry) {
        if (head.sequence() == 0 && entry.sequence() > 1) {
            head = entry.head();
            met |= head.equals(stored);
        } else {
            follow(entry);
        }
    }

    /** @param after where the database says the chain ends, now that all of it was met */
    void end(AuditEntry.Head after) {
        long noted = written.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
        if (broken.isPresent()) {
            return;
        }
        if (noted > head.sequence()) {
            broken = Optional.of("the log ends at " + named(head.sequence()) + ", before entry " + noted
                    + " that was written down: its tail was cut");
        } else if (stored.sequence() > head.sequence()) {
            broken = Optional.of("the log ends at " + named(head.sequence()) + ", but entry " + stored.sequence()
                    + " was written: its tail was cut");
        } else if (head.sequence() > after.sequence()) {
            broken = Optional.of("the stored head stands at " + named(after.sequence()) + ", behind entry "
                    + head.sequence() + ": it was moved back");
        }
    }

    /** @param all whether the last entries are all there are; else those of this chain may lie before them */
    void endOfTail(boolean all) {
        boolean lies = head.sequence() == 0 && !all;
        if (broken.isEmpty() && !met && !lies && stored.sequence() > 0) {
            broken = Optional.of(
                    head.sequence() == 0
                            ? "the log is empty, but its stored head is not"
                            : "the stored head at " + named(stored.sequence())
                                    + " is none of the last entries, which end at " + head.sequence());
        } else if (broken.isEmpty() && stored.sequence() == 0 && head.sequence() > 0) {
            broken = Optional.of("the stored head stands at the beginning, behind entry " + head.sequence());
        }
    }

    private String named(long sequence) {
        return "entry " + sequence + (stored.chain().equals(AuditEntry.Head.MAIN) ? "" : " of node " + stored.chain());
    }
}
