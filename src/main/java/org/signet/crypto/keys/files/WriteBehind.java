package org.signet.crypto.keys.files;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Writes long content in a thread of its own, so that the next piece is made meanwhile. What fails there is thrown by the write after
 * it, or when this is closed; what is short is written by whoever closes it.
 */
final class WriteBehind extends OutputStream {
    private static final int PIECE = 64 * 1024;
    private static final int WAITING = 8;
    private static final byte[] END = new byte[0];

    private final OutputStream out;
    private final BlockingQueue<byte[]> pieces = new ArrayBlockingQueue<>(WAITING);
    /** Those that were written, to be filled again. */
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(WAITING);

    private byte[] piece = new byte[PIECE];
    private int filled;
    private Thread writer;
    private volatile IOException failed;

    WriteBehind(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int some = Math.min(length - done, PIECE - filled);
            System.arraycopy(octets, from + done, piece, filled, some);
            filled += some;
            done += some;
            if (filled == PIECE) {
                hand(piece);
                byte[] next = free.poll();
                piece = next == null ? new byte[PIECE] : next;
                filled = 0;
            }
        }
    }

    private void hand(byte[] next) throws IOException {
        if (writer == null) {
            writer = new Thread(this::drain, "write-behind");
            writer.setDaemon(true);
            writer.start();
        }
        check();
        put(next);
    }

    private void check() throws IOException {
        if (failed != null) {
            throw new IOException(failed.getMessage(), failed);
        }
    }

    private void put(byte[] next) throws IOException {
        try {
            pieces.put(next);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while writing");
        }
    }

    /** After a failure the rest is taken and thrown away, so that nobody waits for room. */
    private void drain() {
        try {
            for (byte[] next = pieces.take(); next != END; next = pieces.take()) {
                if (failed == null) {
                    writeOut(next);
                }
                free.offer(next);
            }
        } catch (InterruptedException e) {
            failed = new InterruptedIOException("interrupted while writing");
        }
    }

    private void writeOut(byte[] next) {
        try {
            out.write(next);
        } catch (IOException e) {
            failed = e;
        } catch (RuntimeException | Error e) {
            failed = new IOException(e);
        }
    }

    /** Everything is written then. */
    @Override
    public void close() throws IOException {
        if (writer != null) {
            put(Arrays.copyOf(piece, filled));
            put(END);
            try {
                writer.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while writing");
            }
            check();
        } else {
            out.write(piece, 0, filled);
        }
    }
}
