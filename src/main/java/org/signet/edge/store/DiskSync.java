package org.signet.edge.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Brings a database file's written pages to the disk. H2 writes every commit to the file but does not sync it; since a
 * sync works on the file, not on who wrote it, this may be called from any process on the machine.
 */
final class DiskSync {
    private final Path file;
    private final AtomicLong count = new AtomicLong();

    DiskSync(Path file) {
        this.file = file;
    }

    void sync() {
        // Opened each time: H2 replaces the file when it compacts it on closing.
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(false);
            count.incrementAndGet();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot bring " + file + " to the disk", e);
        }
    }

    long count() {
        return count.get();
    }
}
