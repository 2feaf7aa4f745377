package org.signet.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * Where a new CA, or one from a backup, is put together: a folder inside the data folder, so that only the data folder need be ours (it may be a
 * mounted volume). The parts then move up, {@code signet.toml} last: it makes the folder a CA. What an init that was killed
 * left is removed by the next one; two at once are told apart by a lock.
 */
public final class FoundingSite implements AutoCloseable {
    private static final String WORK = ".unfinished";
    private static final String LOCK = ".unfinished.lock";
    private static final String CONFIG = "signet.toml";
    /** In the order in which they move up. */
    private static final List<String> PARTS = List.of("keys", "signet.mv.db", CONFIG);

    private final DataFolder folder;
    private final FileChannel lock;

    private FoundingSite(DataFolder folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Takes the folder, made if need be and its owner's alone; refused if something is in it already. */
    public static Outcome<FoundingSite> open(DataFolder folder) throws IOException {
        if (occupied(folder)) {
            return Outcome.refused(
                    RefusalCode.WRONG_STATE,
                    folder.path() + " is not empty" + (folder.initialised() ? ": there is a CA in it already." : ".")
                            + " Name another folder with --data.");
        }
        Files.createDirectories(folder.path());
        if (Files.getOwner(folder.path()).getName().equals(System.getProperty("user.name"))) {
            Files.setPosixFilePermissions(folder.path(), PosixFilePermissions.fromString("rwx------"));
        }
        FileChannel channel =
                FileChannel.open(folder.path().resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(channel) || folder.initialised()) {
            channel.close();
            return Outcome.refused(
                    RefusalCode.WRONG_STATE,
                    "Another init or restore is at work in " + folder.path() + "; wait for its end.");
        }
        FoundingSite site = new FoundingSite(folder, channel);
        site.clear();
        site.createWork();
        return Outcome.ok(site);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    private static boolean occupied(DataFolder folder) throws IOException {
        Path path = folder.path();
        if (!Files.exists(path)) {
            return false;
        }
        if (!Files.isDirectory(path) || folder.initialised()) {
            return true;
        }
        boolean killed = Files.isDirectory(path.resolve(WORK));
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString())
                    .anyMatch(name -> !name.equals(WORK) && !name.equals(LOCK) && !(killed && PARTS.contains(name)));
        }
    }

    private void createWork() throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectory(work().path(), ownerOnly);
        Files.createDirectory(work().path().resolve("keys"), ownerOnly);
    }

    public DataFolder work() {
        return new DataFolder(folder.path().resolve(WORK));
    }

    /** The CA takes its place. */
    public void settle() throws IOException {
        for (String part : PARTS) {
            if (!Files.exists(work().path().resolve(part))) {
                // The tables are in a database server.
                continue;
            }
            Files.move(work().path().resolve(part), folder.path().resolve(part), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private void clear() throws IOException {
        // The sign of a killed init goes last.
        for (String part : PARTS) {
            delete(folder.path().resolve(part));
        }
        delete(work().path());
    }

    private static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Removes what did not move up, and lets the folder go. */
    @Override
    public void close() throws IOException {
        try (lock) {
            delete(work().path());
            if (folder.initialised()) {
                Files.deleteIfExists(folder.path().resolve(LOCK));
            }
        }
    }
}
