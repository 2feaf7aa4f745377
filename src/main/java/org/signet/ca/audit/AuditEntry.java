package org.signet.ca.audit;

import java.time.Instant;
import org.signet.crypto.keys.HashChain;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * One link of the log.
 *
 * @param sequence 1, 2, 3 …
 * @param details as {@link AuditEvent#details}
 * @param hash over the previous hash and every other field
 */
public record AuditEntry(
        long sequence, Instant at, String actor, String origin, String type, String details, Bytes hash) {

    private static final int MAX_ACTOR = 400;
    private static final int MAX_DETAILS = 4_000;

    static AuditEntry next(Head head, Instant at, String actor, String origin, AuditEvent event) {
        long sequence = head.sequence() + 1;
        String details = event.details();
        if (actor.length() > MAX_ACTOR || details.length() > MAX_DETAILS) {
            throw new IllegalArgumentException("too long for the audit log: " + event.type());
        }
        return new AuditEntry(
                sequence,
                at,
                actor,
                origin,
                event.type(),
                details,
                link(head.hash(), sequence, at, actor, origin, event.type(), details));
    }

    boolean follows(Head head) {
        return sequence == head.sequence() + 1
                && hash.equals(link(head.hash(), sequence, at, actor, origin, type, details));
    }

    private static Bytes link(
            Bytes previous, long sequence, Instant at, String actor, String origin, String type, String details) {
        return HashChain.next(
                previous, Long.toString(sequence), Long.toString(at.toEpochMilli()), actor, origin, type, details);
    }

    public Head head() {
        return new Head(sequence, hash);
    }

    /** The end of the log: the last sequence number and hash. Written down elsewhere, it shows a cut tail. */
    public record Head(long sequence, Bytes hash) {
        static final Head START = new Head(0, HashChain.START);

        /** Reads {@link #toString}'s form. */
        public static Outcome<Head> parse(String text) {
            return text.matches("[1-9][0-9]{0,17}:[0-9a-f]{64}")
                    ? Outcome.ok(new Head(
                            Long.parseLong(text.substring(0, text.indexOf(':'))),
                            Bytes.ofHex(text.substring(text.indexOf(':') + 1))))
                    : Outcome.refused(
                            RefusalCode.BAD_INPUT,
                            "A head is written as \"audit verify\" prints it: a number, a colon and 64 hexadecimal digits.");
        }

        @Override
        public String toString() {
            return sequence + ":" + hash.hex();
        }
    }
}
