package org.signet.model;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The first so many octets of a stream. */
final class FirstOctets extends FilterInputStream {
    private long left;

    FirstOctets(InputStream in, long length) {
        super(in);
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        int octet = left > 0 ? in.read() : -1;
        left -= octet < 0 ? 0 : 1;
        return octet;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        if (left <= 0 && length > 0) {
            return -1;
        }
        int read = in.read(buffer, from, (int) Math.min(length, left));
        left -= Math.max(0, read);
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = in.skip(Math.min(count, left));
        left -= skipped;
        return skipped;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(in.available(), left);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
