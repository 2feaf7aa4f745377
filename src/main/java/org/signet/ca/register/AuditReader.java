package org.signet.ca.register;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.signet.ca.audit.AuditEntry;
import org.signet.ca.audit.AuditLog;

/**
 * The audit log, newest first, a page at a time. No index but its places leads through it, since each would slow down all that is logged: a day is
 * found by halving, and of what is rare a page shows what stands among so many entries.
 */
public final class AuditReader {
    /** Entries looked at for one page. */
    static final int REACH = 20_000;

    private static final int BATCH = 500;

    private final AuditLog log;

    public AuditReader(AuditLog log) {
        this.log = log;
    }

    /** The page at that place. */
    public Leaf<AuditEntry> page(AuditFilter filter, Leaf.At at, int size) {
        Optional<Long> given = at.number();
        boolean backwards = at.backwards() && given.isPresent();
        long first = filter.from().map(this::firstSince).orElse(1L);
        long behind = filter.until().map(this::firstSince).orElse(Long.MAX_VALUE);
        long place = given.orElse(behind);
        List<AuditEntry> found = new ArrayList<>();
        int looked = 0;
        boolean ended = false;
        while (found.size() <= size && !ended && looked < REACH) {
            List<AuditEntry> batch = backwards ? log.after(place, BATCH) : log.before(Math.min(place, behind), BATCH);
            looked += batch.size();
            for (AuditEntry entry : batch) {
                place = entry.place();
                if (found.size() <= size && filter.lets(entry)) {
                    found.add(entry);
                }
            }
            ended = batch.size() < BATCH || (backwards ? place >= behind : place <= first);
        }
        Leaf.Found<AuditEntry> met =
                new Leaf.Found<>(found, ended ? Optional.empty() : Optional.of(Long.toString(place)));
        return backwards && met.isLast(size)
                ? page(filter, Leaf.At.START, size)
                : met.leaf(
                        backwards,
                        size,
                        given.map(from -> Long.toString(backwards ? from : from - 1)),
                        AuditReader::number);
    }

    private static String number(AuditEntry entry) {
        return Long.toString(entry.place());
    }

    /** All that the filter lets through, in the order in which it happened. */
    public void each(AuditFilter filter, Consumer<AuditEntry> consumer) {
        long place = filter.from().map(moment -> firstSince(moment) - 1).orElse(0L);
        long behind = filter.until().map(this::firstSince).orElse(Long.MAX_VALUE);
        List<AuditEntry> batch;
        do {
            batch = log.after(place, BATCH);
            batch.stream().filter(filter::lets).forEach(consumer);
            place = batch.isEmpty() ? place : batch.get(batch.size() - 1).place();
        } while (batch.size() == BATCH && place < behind);
    }

    /** The number of the first entry that is no earlier; one behind the last if none is. Clocks that went back make it a little wrong. */
    private long firstSince(Instant moment) {
        long low = 1;
        long high = log.last() + 1;
        while (low < high) {
            long middle = (low + high) / 2;
            List<AuditEntry> entry = log.after(middle - 1, 1);
            if (!entry.isEmpty() && entry.get(0).at().isBefore(moment)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
