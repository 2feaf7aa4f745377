package org.signet.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.signet.model.StoredOctets;

/** A large file whose reading shows on a terminal: each time that it is read, a bar. */
final class WatchedFile extends FilterInputStream {
    private static final long LARGE = 64 << 20;
    private static final int STEPS = 1000;

    private final Progress progress = new Progress(STEPS);
    private final String name;
    private final long size;
    private long read;

    private WatchedFile(InputStream in, Path file, long size) {
        super(in);
        this.name = file.getFileName().toString();
        this.size = size;
    }

    /** Its octets; those of a small file are read before anybody looks. */
    static StoredOctets of(Path file) {
        return System.console() == null
                ? StoredOctets.of(file)
                : () -> {
                    long size = Files.size(file);
                    InputStream in = Files.newInputStream(file);
                    return size < LARGE ? in : new WatchedFile(in, file, size);
                };
    }

    private void passed(long octets) {
        read += Math.max(0, octets);
        progress.at((int) Math.min(STEPS, STEPS * read / size), name);
    }

    @Override
    public int read() throws IOException {
        int octet = in.read();
        passed(octet < 0 ? 0 : 1);
        return octet;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int some = in.read(target, from, length);
        passed(some);
        return some;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = in.skip(count);
        passed(skipped);
        return skipped;
    }

    @Override
    public void close() throws IOException {
        progress.end();
        in.close();
    }
}
