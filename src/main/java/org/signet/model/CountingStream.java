package org.signet.model;

import java.io.OutputStream;

/** Counts what is written to it, and keeps nothing. */
final class CountingStream extends OutputStream {
    private long count;

    long count() {
        return count;
    }

    @Override
    public void write(int octet) {
        count++;
    }

    @Override
    public void write(byte[] octets, int from, int length) {
        count += length;
    }
}
