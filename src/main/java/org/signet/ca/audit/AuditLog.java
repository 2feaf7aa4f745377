package org.signet.ca.audit;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
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

    /** The entries before that place, the nearest first. */
    public List<AuditEntry> before(long place, int count) {
        return store.before(place, count);
    }

    /** The entries after that place, the nearest first. */
    public List<AuditEntry> after(long place, int count) {
        return store.after(place, count);
    }

    /** The place of the last entry; 0 if there is none. */
    public long last() {
        return store.last();
    }

    /** The stored ends of the chains, one for each node that ever wrote. */
    public List<AuditEntry.Head> heads() {
        return store.heads();
    }

    /**
     * Writes the ends of all chains into this node's, once a day. Joins the caller's unit of work.
     *
     * @return the heads, as they are written down elsewhere; empty if it was done today
     */
    public List<AuditEntry.Head> seal() {
        if (!store.takeDay(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))) {
            return List.of();
        }
        List<AuditEntry.Head> heads =
                store.heads().stream().filter(head -> head.sequence() > 0).toList();
        append(Actor.system(), new AuditEvent.HeadsSealed(AuditEntry.Head.written(heads)));
        return heads;
    }

    /** On how many days {@link #seal} wrote the ends, from the first to the last of these. */
    public int sealedDays(LocalDate first, LocalDate last) {
        return store.takenDays(first, last);
    }

    /** The entries of that kind, in the order of their places; reads the whole log. */
    public List<AuditEntry> of(Class<? extends AuditEvent> kind) {
        return store.ofType(kind.getSimpleName());
    }

    /** What the chains say of each other's ends. */
    private List<AuditEntry.Head> sealed() {
        return of(AuditEvent.HeadsSealed.class).stream()
                .flatMap(entry ->
                        Stream.of(entry.details().replaceFirst("^heads=", "").split(" ")))
                .flatMap(text -> AuditEntry.Head.parse(text).fold(Stream::of, refusal -> Stream.empty()))
                .toList();
    }

    public Verdict verify() {
        return verify(List.of());
    }

    /**
     * Follows every chain from its start and compares it with its stored head; others may go on writing meanwhile.
     *
     * @param written heads that somebody wrote down elsewhere: who can write to the database cannot forge them
     */
    public Verdict verify(Collection<AuditEntry.Head> written) {
        return verify(written, entry -> {});
    }

    /** @param progress told of each entry as it is met */
    public Verdict verify(Collection<AuditEntry.Head> elsewhere, Consumer<AuditEntry> progress) {
        List<AuditEntry.Head> written =
                Stream.concat(elsewhere.stream(), sealed().stream()).toList();
        Map<String, Follower> chains = new TreeMap<>();
        for (AuditEntry.Head stored : store.heads()) {
            chains.put(stored.chain(), new Follower(stored, written));
        }
        store.forEach(entry -> {
            progress.accept(entry);
            chains.computeIfAbsent(entry.chain(), chain -> new Follower(AuditEntry.Head.start(chain), written))
                    .follow(entry);
        });
        store.heads()
                .forEach(after ->
                        Optional.ofNullable(chains.get(after.chain())).ifPresent(follower -> follower.end(after)));
        Optional<String> unknown = written.stream()
                .filter(head -> !chains.containsKey(head.chain()))
                .map(head -> "there is no chain " + head.chain() + ", of which entry " + head.sequence()
                        + " was written down: it was cut away")
                .findFirst();
        return Verdict.of(chains.values(), unknown);
    }

    /** Follows the last entries only, up to the stored heads: quick, however long the log is. */
    public Verdict verifyTail(int count) {
        Map<String, Follower> chains = new TreeMap<>();
        for (AuditEntry.Head stored : store.heads()) {
            chains.put(stored.chain(), new Follower(stored, List.of()));
        }
        List<AuditEntry> entries = new ArrayList<>(store.latest(count));
        Collections.reverse(entries);
        for (AuditEntry entry : entries) {
            chains.computeIfAbsent(entry.chain(), chain -> new Follower(AuditEntry.Head.start(chain), List.of()))
                    .followFromHere(entry);
        }
        boolean all = entries.size() < count;
        chains.values().forEach(follower -> follower.endOfTail(all));
        return Verdict.of(chains.values(), Optional.empty());
    }

    /**
     * What a check of the log found.
     *
     * @param heads the last good link of each chain that has any
     * @param broken where and how a chain breaks; empty if all are whole
     */
    public record Verdict(List<AuditEntry.Head> heads, Optional<String> broken) {

        private static Verdict of(Collection<Follower> chains, Optional<String> unknown) {
            return new Verdict(
                    chains.stream()
                            .map(follower -> follower.head)
                            .filter(head -> head.sequence() > 0)
                            .toList(),
                    chains.stream()
                            .flatMap(follower -> follower.broken.stream())
                            .findFirst()
                            .or(() -> unknown));
        }

        /** How many entries are good. */
        public long entries() {
            return heads.stream().mapToLong(AuditEntry.Head::sequence).sum();
        }

        /** The heads as they are written down, a space between them. */
        public String written() {
            return AuditEntry.Head.written(heads);
        }
    }
}
