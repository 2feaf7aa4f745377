package org.signet.edge.ldap;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Optional;

/**
 * Takes messages off a connection (RFC 4511 §5.1: BER, definite lengths) and looks at their shape before anything decodes them: the
 * decoder of filters calls itself, once for each level.
 */
final class Frames {
    /** Octets of a message; an honest one has some hundreds. */
    static final int MAX = 64 * 1024;

    /** Of nested elements: a filter of 20 levels, what stands around it and what its leaves are made of. */
    private static final int MAX_DEPTH = 25;

    private static final int MAX_ELEMENTS = 1000;
    private static final int SEQUENCE = 0x30;

    private Frames() {}

    /** What a message looks like. */
    enum Shape {
        SOUND,
        /** Well formed as far as was looked, but of too many parts or levels. */
        TOO_DEEP,
        BROKEN
    }

    /**
     * The next message; empty if the client ended the connection between two.
     *
     * @param begun told when its first octet has come
     */
    static Optional<byte[]> next(InputStream in, Runnable begun) throws IOException {
        int tag = in.read();
        if (tag < 0) {
            return Optional.empty();
        }
        begun.run();
        if (tag != SEQUENCE) {
            throw new ProtocolException("This is not LDAP; connect with an LDAP client.");
        }
        int first = octet(in);
        int count = first < 0x80 ? 0 : first & 0x7f;
        int length = count == 0 ? first : 0;
        if (first == 0x80 || count > 4) {
            throw new ProtocolException("The length of a message is not one that LDAP allows.");
        }
        byte[] head = new byte[2 + count];
        head[0] = SEQUENCE;
        head[1] = (byte) first;
        for (int i = 0; i < count; i++) {
            int octet = octet(in);
            head[2 + i] = (byte) octet;
            length = length << 8 | octet;
        }
        if (length < 0 || length > MAX) {
            throw new ProtocolException("A request has at most " + MAX / 1024 + " KiB; ask for less at once.");
        }
        byte[] message = new byte[head.length + length];
        System.arraycopy(head, 0, message, 0, head.length);
        if (in.readNBytes(message, head.length, length) < length) {
            throw new EOFException();
        }
        return Optional.of(message);
    }

    private static int octet(InputStream in) throws IOException {
        int octet = in.read();
        if (octet < 0) {
            throw new EOFException();
        }
        return octet;
    }

    /** Walks over every element without calling itself. */
    static Shape shape(byte[] message) {
        int[] ends = new int[MAX_DEPTH];
        int depth = 0;
        int elements = 0;
        int at = 0;
        ends[0] = message.length;
        while (true) {
            while (at == ends[depth]) {
                if (depth-- == 0) {
                    return Shape.SOUND;
                }
            }
            int start = start(message, at, ends[depth]);
            int end = start < 0 ? -1 : start + length(message, at);
            if (end < start || end > ends[depth]) {
                return Shape.BROKEN;
            }
            boolean constructed = (message[at] & 0x20) != 0;
            if (++elements > MAX_ELEMENTS || constructed && depth + 1 == MAX_DEPTH) {
                return Shape.TOO_DEEP;
            }
            if (constructed) {
                ends[++depth] = end;
            }
            at = constructed ? start : end;
        }
    }

    /** Where the content of the element begins; -1 if its head is not whole. */
    private static int start(byte[] message, int at, int end) {
        if (at + 2 > end) {
            return -1;
        }
        int first = message[at + 1] & 0xff;
        int start = at + 2 + (first < 0x80 ? 0 : first & 0x7f);
        return first == 0x80 || first > 0x84 || start > end ? -1 : start;
    }

    private static int length(byte[] message, int at) {
        int first = message[at + 1] & 0xff;
        int length = first < 0x80 ? first : 0;
        for (int i = 0; first > 0x80 && i < (first & 0x7f); i++) {
            length = length << 8 | message[at + 2 + i] & 0xff;
        }
        return length < 0 || length > MAX ? -1 : length;
    }
}
