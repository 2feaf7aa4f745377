package org.signet.app.selfcheck;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.signet.ca.watch.Observation;
import org.signet.ca.watch.Subject;

/** That the disk under the data folder has room. */
public final class DiskRoom implements Check {
    private static final long MIB = 1L << 20;
    /** Below this the database refuses every change. */
    private static final long LEAST = 64 * MIB;

    private static final long COMFORTABLE = 1024 * MIB;

    private final Path folder;
    private final ToLongFunction<Path> room;

    public DiskRoom(Path folder) {
        this(folder, path -> path.toFile().getUsableSpace());
    }

    /** @param room octets that are free where that file is */
    DiskRoom(Path folder, ToLongFunction<Path> room) {
        this.folder = folder;
        this.room = room;
    }

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public List<Observation> look(Consumer<String> progress) {
        long free = room.applyAsLong(folder);
        Subject disk = new Subject(name(), "");
        String advice = "Make room on the disk that holds {1}.";
        return List.of(
                free < LEAST
                        ? disk.broken(
                                "disk.full",
                                "{0} MiB are free on the data folder's disk, too little for any change.",
                                advice,
                                free / MIB,
                                folder)
                        : free < COMFORTABLE
                                ? disk.soon(
                                        "disk.low",
                                        "{0} MiB are free on the data folder's disk.",
                                        advice,
                                        free / MIB,
                                        folder)
                                : disk.good("disk.good", "{0} MiB are free on the data folder's disk.", free / MIB));
    }
}
