package org.signet.crypto.x509.der;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads DER element by element (X.690 §8.1, §10.1) from a stream that is too long to be held. Only what CRLs are made of: tags
 * of one octet, definite lengths below 2 GiB.
 */
public final class DerReader implements Closeable {
    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer;
    private int next;
    private int end;
    /** Octets that were taken from the stream before those in the buffer. */
    private long before;
    /** The header that was read last. */
    private final byte[] head = new byte[6];

    private int headLength;
    /** The content's length of its element. */
    private int length;

    public DerReader(InputStream in) {
        this.in = in;
        this.buffer = new byte[BUFFER];
    }

    /** How many octets were read. */
    public long position() {
        return before + next;
    }

    public int length() {
        return length;
    }

    /** Reads a header; the tag. */
    public int header() throws IOException {
        int tag = octet();
        int first = octet();
        head[0] = (byte) tag;
        head[1] = (byte) first;
        headLength = 2;
        if ((tag & 0x1f) == 0x1f || first == 0x80 || first > 0x84) {
            throw new IOException("no DER element of a kind that CRLs have");
        }
        length = first;
        if (first > 0x80) {
            length = 0;
            for (int i = first - 0x80; i > 0; i--) {
                int octet = octet();
                head[headLength++] = (byte) octet;
                length = length << 8 | octet;
            }
            int least = first == 0x81 ? 0x80 : 1 << 8 * (first - 0x81);
            if (length < least) {
                throw new IOException("a length that is too great or not written in the shortest way");
            }
        }
        return tag;
    }

    /** Reads the header of an element that must be of that kind; where its content ends. */
    public long enter(int tag) throws IOException {
        if (header() != tag) {
            throw new IOException("another element than expected");
        }
        return position() + length;
    }

    /** The content of the element whose header was read last. */
    public byte[] content(int most) throws IOException {
        return withContent(0, most);
    }

    /** The same with that header before it. */
    public byte[] element(int most) throws IOException {
        byte[] element = withContent(headLength, most);
        System.arraycopy(head, 0, element, 0, headLength);
        return element;
    }

    private byte[] withContent(int from, int most) throws IOException {
        if (length > most) {
            throw new IOException("an element is too long");
        }
        byte[] content = new byte[from + length];
        for (int i = from; i < content.length; i++) {
            content[i] = (byte) octet();
        }
        return content;
    }

    /** Passes over everything up to that position. */
    public void skipTo(long position) throws IOException {
        if (position < position()) {
            throw new IOException("an element goes beyond the one that holds it");
        }
        while (position > before + end) {
            next = end;
            fill();
        }
        next = (int) (position - before);
    }

    public boolean isAtEnd() throws IOException {
        if (next < end) {
            return false;
        }
        before += end;
        next = 0;
        end = Math.max(0, in.read(buffer));
        return end == 0;
    }

    private int octet() throws IOException {
        if (next == end) {
            fill();
        }
        return buffer[next++] & 0xff;
    }

    private void fill() throws IOException {
        if (isAtEnd()) {
            throw new EOFException("it ends within an element");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
