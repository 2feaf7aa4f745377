package org.signet.ca.audit;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Port: where the log is kept. Entries are only ever added. */
public interface AuditStore {

    /** The stored head of this node's chain, locked against other writers of it until the unit of work ends. */
    AuditEntry.Head lockHead();

    /** The stored heads of all chains, by their names; of one whose first entry is yet to come, its start. */
    List<AuditEntry.Head> heads();

    /** The place of the last entry; 0 if there is none. */
    long last();

    /** Adds the entry and moves the head to it, when the unit of work ends. */
    void append(AuditEntry entry);

    /** Every entry in the order of the places, in which each chain's stand in their own, streamed. */
    void forEach(Consumer<AuditEntry> reader);

    /** The latest entries, newest first. */
    List<AuditEntry> latest(int count);

    /** The entries before that place, the nearest first. */
    List<AuditEntry> before(long place, int count);

    /** The entries after that place, the nearest first. */
    List<AuditEntry> after(long place, int count);

    /** The entries of that kind, in the order of the places. */
    List<AuditEntry> ofType(String type);

    /** Takes that day for whoever asks first, within a unit of work; false if it was taken. */
    boolean takeDay(LocalDate day);

    /** How many days were taken, from the first to the last of these. */
    int takenDays(LocalDate first, LocalDate last);

    /** What was found when the whole chain was followed last, and somebody kept it; empty if nobody did. */
    Optional<Verification> verification();

    /** Keeps it in place of the one before. */
    void setVerification(Verification verification);
}
