package org.signet.crypto.smime.mime;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.signet.model.Outcome;
import org.signet.model.StoredOctets;

/**
 * The fields in front of a body (RFC 5322 §2.1, RFC 2045 §9).
 *
 * @param fields in the order in which they came
 * @param bodyOffset how many octets stand before the body
 * @param ending what the block ended with
 */
public record HeaderBlock(List<HeaderField> fields, long bodyOffset, Ending ending) {
    /** A header takes at most so many octets: 1 MiB. */
    public static final int MAX_OCTETS = 1 << 20;

    /** A header has at most so many fields. */
    public static final int MAX_FIELDS = 1_000;

    /** What there is after the last field. */
    public enum Ending {
        /** An empty line, as it should be. */
        EMPTY_LINE,
        /** Nothing: there is no body. */
        END_OF_INPUT,
        /** A line that is neither a field nor empty; the body begins with it, as mail servers hold it. */
        OTHER_LINE
    }

    public HeaderBlock {
        fields = List.copyOf(fields);
    }

    /**
     * Reads a block whose lines end with CRLF or LF, or both mixed. A byte order mark or the line of an mbox file in front is passed
     * over, and so are lines that begin {@code >From }, which mail servers left behind.
     */
    public static Outcome<HeaderBlock> parse(StoredOctets octets) throws IOException {
        return HeaderReader.read(octets);
    }

    /** The first field of that name; names are compared without case. */
    public Optional<HeaderField> first(String name) {
        return fields.stream().filter(field -> field.is(name)).findFirst();
    }

    /** All of that name. */
    public List<HeaderField> all(String name) {
        return fields.stream().filter(field -> field.is(name)).toList();
    }

    public boolean has(String name) {
        return first(name).isPresent();
    }

    /**
     * Whether it begins a MIME entity: it names a type. Within a message that may be left out, as all the fields of a part may
     * (RFC 2045 §5.2, RFC 2046 §5.1), if none of another kind stands there.
     */
    public boolean isOfEntity(boolean inMessage) {
        boolean untyped = ending == Ending.EMPTY_LINE && fields.stream().allMatch(HeaderField::isContent);
        return has("Content-Type") || inMessage && untyped;
    }

    /**
     * Whether this is a message's header, to tell a message from a file that happens to have colons: it is well-formed, and has
     * {@code MIME-Version}, or both {@code From} and {@code Date}.
     */
    public boolean isMessage() {
        return ending != Ending.OTHER_LINE && (has("MIME-Version") || has("From") && has("Date"));
    }

    /** Whether octets begin with a message's header ({@link #isMessage}). */
    public static boolean isMessage(StoredOctets octets) throws IOException {
        return parse(octets).fold(HeaderBlock::isMessage, tooLarge -> false);
    }
}
