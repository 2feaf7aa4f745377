package org.signet.ca.audit;

import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * One link of the log.
 *
 * @param place where it stands among the entries of all nodes; 0 before it is stored
 * @param chain of the node that wrote it
 * @param sequence 1, 2, 3 … in its chain
 * @param details as {@link AuditEvent#details}
 * @param hash over the previous hash and every other field
 */
public record AuditEntry(
        long place,
        String chain,
        long sequence,
        Instant at,
        String actor,
        String origin,
        String type,
        String details,
        Bytes hash) {

    private static final int MAX_ACTOR = 400;
    private static final int MAX_DETAILS = 4_000;

    static AuditEntry next(Head head, Instant at, String actor, String origin, AuditEvent event) {
        long sequence = head.sequence() + 1;
        String details = event.details();
        if (actor.length() > MAX_ACTOR || details.length() > MAX_DETAILS) {
            throw new IllegalArgumentException("too long for the audit log: " + event.type());
        }
        return new AuditEntry(
                0,
                head.chain(),
                sequence,
                at,
                actor,
                origin,
                event.type(),
                details,
                link(head.hash(), sequence, at, actor, origin, event.type(), details));
    }

    boolean follows(Head head) {
        return chain.equals(head.chain())
                && sequence == head.sequence() + 1
                && hash.equals(link(head.hash(), sequence, at, actor, origin, type, details));
    }

    private static Bytes link(
            Bytes previous, long sequence, Instant at, String actor, String origin, String type, String details) {
        return HashChain.next(
                previous, Long.toString(sequence), Long.toString(at.toEpochMilli()), actor, origin, type, details);
    }

    /** A field of the event, as it was stored; the event's kind has it. */
    public String detail(String name) {
        return details.lines()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    public Head head() {
        return new Head(chain, sequence, hash);
    }

    /** The end of a chain: the last sequence number and hash. Written down elsewhere, it shows a cut tail. */
    public record Head(String chain, long sequence, Bytes hash) {
        /** The chain of a CA's first node, and of an only one. */
        public static final String MAIN = "main";

        /** What a chain may be called. */
        public static final String NAME = "[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?";

        private static final Pattern FORM =
                Pattern.compile("(?:(?<chain>" + NAME + ")/)?(?<sequence>[1-9][0-9]{0,17}):(?<hash>[0-9a-f]{64})");

        /** Before the first entry. A chain's first link holds its name, so none stands in for another. */
        public static Head start(String chain) {
            return new Head(chain, 0, chain.equals(MAIN) ? HashChain.START : HashChain.next(HashChain.START, chain));
        }

        /** Reads {@link #toString}'s form. */
        public static Outcome<Head> parse(String text) {
            Matcher parts = FORM.matcher(text);
            return parts.matches()
                    ? Outcome.ok(new Head(
                            parts.group("chain") == null ? MAIN : parts.group("chain"),
                            Long.parseLong(parts.group("sequence")),
                            Bytes.ofHex(parts.group("hash"))))
                    : Outcome.refused(
                            RefusalCode.BAD_INPUT,
                            "A head is written as \"audit verify\" prints it: a number, a colon and 64 hexadecimal digits,"
                                    + " before them the node's name and a slash if there are several.");
        }

        /** Several as they are written down, in an order that does not depend on which came first. */
        public static String written(List<Head> heads) {
            return heads.stream().map(Head::toString).sorted().collect(Collectors.joining(" "));
        }

        @Override
        public String toString() {
            return (chain.equals(MAIN) ? "" : chain + "/") + sequence + ":" + hash.hex();
        }
    }
}
