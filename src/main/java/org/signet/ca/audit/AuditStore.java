package org.signet.ca.audit;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Port: where the log is kept. Entries are only ever added. */
public interface AuditStore {

    /** The stored head, locked against other writers until the unit of work ends; {@code Head.START} at first. */
    AuditEntry.Head lockHead();

    AuditEntry.Head head();

    /** Adds the entry and moves the head to it, when the unit of work ends. */
    void append(AuditEntry entry);

    /** Every entry in order of sequence, streamed. */
    void forEach(Consumer<AuditEntry> reader);

    /** The latest entries, newest first. */
    List<AuditEntry> latest(int count);

    /** The entries before that one, the nearest first. */
    List<AuditEntry> before(long sequence, int count);

    /** The entries after that one, the nearest first. */
    List<AuditEntry> after(long sequence, int count);

    /** What was found when the whole chain was followed last, and somebody kept it; empty if nobody did. */
    Optional<Verification> verification();

    /** Keeps it in place of the one before. */
    void setVerification(Verification verification);
}
