package org.signet.crypto.smime.cms;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import org.signet.crypto.x509.der.Der;

/**
 * Reads BER element by element from a stream (X.690 §8): definite and indefinite lengths, strings in pieces. DER is BER too.
 * Elements that may be long are streamed, all others are copied as they came.
 */
final class BerReader implements Closeable {
    static final int OCTET_STRING = Der.OCTET_STRING;

    private static final int MAX_DEPTH = 64;
    private static final long INDEFINITE = -1;

    private final OctetSource in;
    /** Where the elements end that we are in, the innermost first; {@link #INDEFINITE} for those that end with a mark. */
    private final Deque<Long> ends = new ArrayDeque<>();
    /** The header of the next element, once it was looked at. */
    private boolean peeked;

    private int tag;
    private long length;
    private final byte[] head = new byte[12];
    private int headLength;

    BerReader(InputStream in) {
        this.in = new OctetSource(in);
    }

    /** Whether the element that we are in has a further one; at the outermost level, whether anything follows. */
    boolean more() throws IOException {
        if (peeked) {
            return !isEndMark();
        }
        if (ends.isEmpty()) {
            return !in.isAtEnd();
        }
        if (ends.peek() != INDEFINITE) {
            return in.position() < ends.peek();
        }
        peek();
        return !isEndMark();
    }

    private boolean isEndMark() {
        return tag == 0 && length == 0 && !ends.isEmpty() && ends.peek() == INDEFINITE;
    }

    /** The tag of the next element, with its class and whether it is constructed; -1 if there is none. */
    int tag() throws IOException {
        return more() ? peek() : -1;
    }

    private int peek() throws IOException {
        if (peeked) {
            return tag;
        }
        headLength = 0;
        tag = head();
        if ((tag & 0x1f) == 0x1f) {
            throw new MalformedCms("It holds an element of a kind that CMS does not know.");
        }
        int first = head();
        length = first;
        if (first == 0x80) {
            length = INDEFINITE;
            if ((tag & Der.CONSTRUCTED) == 0) {
                throw new MalformedCms("It holds an element without an end.");
            }
        } else if (first > 0x80) {
            length = longLength(first - 0x80);
        }
        long limit = limit();
        if (length != INDEFINITE && limit != INDEFINITE && length > limit - in.position()) {
            throw new MalformedCms("It holds an element that goes beyond the one around it.");
        }
        peeked = true;
        return tag;
    }

    private long longLength(int octets) throws IOException {
        if (octets > 8) {
            throw new MalformedCms("It holds an element that is too long.");
        }
        long value = 0;
        for (int i = 0; i < octets; i++) {
            value = value << 8 | head();
        }
        if (value < 0) {
            throw new MalformedCms("It holds an element that is too long.");
        }
        return value;
    }

    private int head() throws IOException {
        int octet = in.octet();
        head[headLength++] = (byte) octet;
        return octet;
    }

    /** Where the innermost element of definite length ends. */
    private long limit() {
        for (long each : ends) {
            if (each != INDEFINITE) {
                return each;
            }
        }
        return INDEFINITE;
    }

    /** Goes into the next element, which must be of that tag. */
    void enter(int expected) throws IOException {
        if (tag() != expected) {
            throw new MalformedCms("It lacks an element that belongs there.");
        }
        push();
    }

    private void push() throws IOException {
        if (ends.size() >= MAX_DEPTH) {
            throw new MalformedCms("Its elements are nested too deeply.");
        }
        ends.push(length == INDEFINITE ? INDEFINITE : in.position() + length);
        peeked = false;
    }

    /** Goes out of the element that was entered last, past whatever it still holds. */
    void leave() throws IOException {
        while (more()) {
            skip();
        }
        peeked = false;
        ends.pop();
    }

    /** Passes over the next element. */
    void skip() throws IOException {
        peek();
        if (length == INDEFINITE) {
            push();
            leave();
        } else {
            peeked = false;
            in.skip(length);
        }
    }

    /** The next element as it came, header and content; it has at most so many octets. */
    byte[] element(int most) throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        copy(copy, most);
        return copy.toByteArray();
    }

    private void copy(ByteArrayOutputStream copy, int most) throws IOException {
        peek();
        if (headLength > most - copy.size()) {
            throw new MalformedCms("It holds an element that is too long for what it is.");
        }
        copy.write(head, 0, headLength);
        if (length == INDEFINITE) {
            push();
            while (more()) {
                copy(copy, most);
            }
            copy.write(0);
            copy.write(0);
            peeked = false;
            ends.pop();
            return;
        }
        if (length > most - copy.size()) {
            throw new MalformedCms("It holds an element that is too long for what it is.");
        }
        peeked = false;
        in.copy(length, copy);
    }

    /**
     * The octets of the next element, a string in one piece or in many. The stream must be read to its end before anything else is
     * read from here.
     *
     * @param tag of the string without the mark of the constructed form
     */
    InputStream octets(int tag) throws IOException {
        int found = tag();
        if ((found & ~Der.CONSTRUCTED) != tag || found < 0) {
            throw new MalformedCms("It lacks the octets that belong there.");
        }
        return new Pieces();
    }

    /** A string that comes in pieces, which may come in pieces themselves. */
    private final class Pieces extends InputStream {
        private final int depth = ends.size();
        /** Left of the piece that we are in. */
        private long left;

        Pieces() throws IOException {
            begin();
        }

        /** Takes the element whose header was read. */
        private void begin() throws IOException {
            if ((tag & Der.CONSTRUCTED) != 0) {
                push();
            } else {
                peeked = false;
                left = length;
            }
        }

        /** False at the end of the whole string. */
        private boolean advance() throws IOException {
            while (left == 0) {
                if (ends.size() == depth) {
                    return false;
                }
                if (!more()) {
                    leave();
                } else if ((peek() & ~Der.CONSTRUCTED) == OCTET_STRING) {
                    begin();
                } else {
                    throw new MalformedCms("A piece of a string is something else.");
                }
            }
            return true;
        }

        @Override
        public int read() throws IOException {
            if (!advance()) {
                return -1;
            }
            left--;
            return in.octet();
        }

        @Override
        public int read(byte[] target, int from, int count) throws IOException {
            if (count == 0) {
                return 0;
            }
            if (!advance()) {
                return -1;
            }
            int read = in.take(target, from, (int) Math.min(count, left));
            left -= read;
            return read;
        }

        @Override
        public void close() throws IOException {
            BerReader.this.close();
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
