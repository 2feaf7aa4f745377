package org.signet.edge.store.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import org.signet.model.Unavailable;

/**
 * Brings a database file's written pages to the disk. H2 writes every commit to the file but does not sync it; since a
 * sync works on the file, not on who wrote it, this may be called from any process on the machine.
 */
final class DiskSync implements Engine.Disk {
    private static final long ROOM = 64L << 20;

    private final Path file;
    private final long room;
    private final AtomicLong count = new AtomicLong();

    DiskSync(Path file) {
        this(file, ROOM);
    }

    /** @param room octets that must be free before anything is written */
    DiskSync(Path file, long room) {
        this.file = file;
        this.room = room;
    }

    /**
     * Throws while the disk is nearly full. A write that fails half way leaves H2 in a state in which its next statement may
     * never end, so it must not come to that.
     */
    @Override
    public void demandRoom() {
        if (file.toFile().getUsableSpace() < room) {
            throw new Unavailable(
                    "The disk that holds " + file + " is nearly full (less than " + (room >> 20)
                            + " MiB left), so nothing is changed. Make room; then it goes on by itself.",
                    null);
        }
    }

    @Override
    public void sync() {
        // Opened each time: H2 replaces the file when it compacts it on closing.
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(false);
            count.incrementAndGet();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot bring " + file + " to the disk", e);
        }
    }

    @Override
    public long count() {
        return count.get();
    }

    @Override
    public String trouble() {
        return "The database did not take a change; is its disk full?";
    }
}
