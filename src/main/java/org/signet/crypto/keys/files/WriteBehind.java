package org.signet.crypto.keys.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Writes in a thread of its own, so that the next piece is made meanwhile. What fails there is thrown by the write after it, or when this
 * is closed.
 */
final class WriteBehind extends OutputStream {
    private static final int PIECE = 64 * 1024;
    private static final int WAITING = 8;
    private static final ByteBuffer END = ByteBuffer.allocate(0);

    private final OutputStream out;
    private final BlockingQueue<ByteBuffer> pieces = new ArrayBlockingQueue<>(WAITING);
    /** Those that were written, to be filled again. */
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(WAITING);

    private final Thread writer = new Thread(this::drain, "write-behind");
    private volatile IOException failed;

    private WriteBehind(OutputStream out) {
        this.out = out;
        writer.setDaemon(true);
        writer.start();
    }

    /** A stream that gathers what is written to it into pieces first. Everything is written when it is closed. */
    static OutputStream to(OutputStream out) {
        return new BufferedOutputStream(new WriteBehind(out), PIECE);
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
        for (int done = 0; done < length; done += PIECE) {
            check();
            int some = Math.min(PIECE, length - done);
            byte[] written = free.poll();
            byte[] piece = written == null ? new byte[PIECE] : written;
            System.arraycopy(octets, from + done, piece, 0, some);
            put(ByteBuffer.wrap(piece, 0, some));
        }
    }

    private void check() throws IOException {
        if (failed != null) {
            throw new IOException(failed.getMessage(), failed);
        }
    }

    private void put(ByteBuffer next) throws IOException {
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
            for (ByteBuffer next = pieces.take(); next != END; next = pieces.take()) {
                if (failed == null) {
                    writeOut(next);
                }
                free.offer(next.array());
            }
        } catch (InterruptedException e) {
            failed = new InterruptedIOException("interrupted while writing");
        }
    }

    private void writeOut(ByteBuffer next) {
        try {
            out.write(next.array(), 0, next.limit());
        } catch (IOException e) {
            failed = e;
        } catch (RuntimeException | Error e) {
            failed = new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        put(END);
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while writing");
        }
        check();
    }
}
