package org.signet.crypto.smime.mime.encoding;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/** Writes base64 in lines of 76 characters, each ended by CRLF (RFC 2045 §6.8). {@link #finish} writes the last of it. */
public final class Base64Lines extends OutputStream {
    private static final int LINE_OCTETS = 57;
    private static final int LINE = 76;
    private static final byte[] CRLF = {'\r', '\n'};
    private static final Base64.Encoder ENCODER = Base64.getMimeEncoder(LINE, CRLF);

    private final OutputStream out;
    private final byte[] block = new byte[LINE_OCTETS * 800];
    private int size;

    public Base64Lines(OutputStream out) {
        this.out = out;
    }

    /** How many characters so many octets become, line ends included. */
    public static long length(long octets) {
        return (octets + 2) / 3 * 4 + (octets + LINE_OCTETS - 1) / LINE_OCTETS * CRLF.length;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, octets.length);
        int at = from;
        while (at < from + length) {
            int count = Math.min(block.length - size, from + length - at);
            System.arraycopy(octets, at, block, size, count);
            at += count;
            size += count;
            if (size == block.length) {
                finish();
            }
        }
    }

    /** Writes what is not written yet; nothing may follow it. */
    public void finish() throws IOException {
        if (size > 0) {
            out.write(ENCODER.encode(size == block.length ? block : Arrays.copyOf(block, size)));
            out.write(CRLF);
            size = 0;
        }
    }
}
