package org.signet.crypto.smime.cms;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A stream that is read octet by octet and in large pieces, and that knows where it is. To end too early is an error. */
final class OctetSource implements Closeable {
    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int end;
    /** Octets that were taken from the stream before those in the buffer. */
    private long before;

    OctetSource(InputStream in) {
        this.in = in;
    }

    /** How many octets were read. */
    long position() {
        return before + next;
    }

    boolean isAtEnd() throws IOException {
        if (next < end) {
            return false;
        }
        before += end;
        next = 0;
        end = Math.max(0, in.read(buffer));
        return end == 0;
    }

    int octet() throws IOException {
        if (next == end) {
            fill();
        }
        return buffer[next++] & 0xff;
    }

    /** Some of the next octets, at least one; large pieces go past the buffer. */
    int take(byte[] target, int from, int count) throws IOException {
        if (next < end || count < BUFFER) {
            if (next == end) {
                fill();
            }
            int some = Math.min(count, end - next);
            System.arraycopy(buffer, next, target, from, some);
            next += some;
            return some;
        }
        int read = in.read(target, from, count);
        if (read < 0) {
            throw new MalformedCms("It is cut off: it ends before it should.");
        }
        before += read;
        return read;
    }

    void skip(long count) throws IOException {
        long left = count;
        while (left > end - next) {
            left -= end - next;
            next = end;
            // A file need not be read for that; the last octet is, to see that it is there.
            long skipped = left > BUFFER ? in.skip(left - 1) : 0;
            before += skipped;
            left -= skipped;
            fill();
        }
        next += (int) left;
    }

    void copy(long count, OutputStream to) throws IOException {
        long left = count;
        while (left > 0) {
            if (next == end) {
                fill();
            }
            int some = (int) Math.min(left, end - next);
            to.write(buffer, next, some);
            next += some;
            left -= some;
        }
    }

    private void fill() throws IOException {
        if (isAtEnd()) {
            throw new MalformedCms("It is cut off: it ends before it should.");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
