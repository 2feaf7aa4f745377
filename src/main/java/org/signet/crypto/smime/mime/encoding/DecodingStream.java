package org.signet.crypto.smime.mime.encoding;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Octets that are made out of others, a large block at a time. */
abstract class DecodingStream extends InputStream {
    static final int BLOCK = 48 * 1024;

    /** What was read and is not yet used: from {@link #at} up to {@link #end}. */
    final byte[] in;

    int at;
    int end;
    /** Whether nothing comes after what is in the block. */
    boolean last;

    final byte[] out;
    int outEnd;
    private int outAt;
    private final InputStream source;

    DecodingStream(InputStream source, int inSize, int outSize) {
        this.source = source;
        this.in = new byte[inSize];
        this.out = new byte[outSize];
    }

    /**
     * Uses as much of the block as can be told, and writes from {@code out[0]} on, setting {@link #outEnd}. It uses all of it
     * if it is the last, and something of it if it is full.
     */
    abstract void decode();

    @Override
    public final int read(byte[] buffer, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        while (outAt == outEnd) {
            if (last && at == end) {
                return -1;
            }
            fill();
        }
        int count = Math.min(length, outEnd - outAt);
        System.arraycopy(out, outAt, buffer, from, count);
        outAt += count;
        return count;
    }

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    private void fill() throws IOException {
        System.arraycopy(in, at, in, 0, end - at);
        end -= at;
        at = 0;
        int read = source.readNBytes(in, end, in.length - end);
        last = end + read < in.length;
        end += read;
        outAt = 0;
        outEnd = 0;
        decode();
    }

    @Override
    public final void close() throws IOException {
        source.close();
    }
}
