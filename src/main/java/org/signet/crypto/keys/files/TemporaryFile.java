package org.signet.crypto.keys.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file under a name of its own until it is whole and is moved to where it belongs. It is deleted when it is closed before that, and
 * when somebody ends the program meanwhile.
 */
public final class TemporaryFile implements AutoCloseable {
    /** Those that are neither moved nor closed. */
    private static final Set<TemporaryFile> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> OPEN.forEach(TemporaryFile::close), "temporary files"));
    }

    private final Path path;

    private TemporaryFile(Path path) {
        this.path = path;
        OPEN.add(this);
    }

    /** One that only its owner may read (mode 0600; on Windows, whoever may read the folder). */
    public static TemporaryFile in(Path folder) throws IOException {
        return new TemporaryFile(Files.createTempFile(folder, ".signet", ".tmp", PrivateFiles.OWNER_ONLY));
    }

    /** One that all may read whom the process lets read its files (umask). */
    public static TemporaryFile ofAll(Path folder) throws IOException {
        return new TemporaryFile(Files.createTempFile(folder, ".signet", ".tmp", PrivateFiles.ALL));
    }

    public Path path() {
        return path;
    }

    /** Writes its content. */
    public void write(PrivateFiles.Content content) throws IOException {
        write(content, false);
    }

    /** Writes its content and waits until it is on disk. */
    public void writeDurably(PrivateFiles.Content content) throws IOException {
        write(content, true);
    }

    /** @param durable whether it is waited for until the content is on disk */
    void write(PrivateFiles.Content content, boolean durable) throws IOException {
        try (FileChannel channel = FileChannel.open(path, Set.of(StandardOpenOption.WRITE))) {
            try (OutputStream out = WriteBehind.to(Channels.newOutputStream(channel))) {
                content.writeTo(out);
            }
            if (durable) {
                channel.force(true);
            }
        }
    }

    /** Gives it its name in the same folder, in place of a file that has it. */
    public void moveTo(Path target) throws IOException {
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        OPEN.remove(this);
    }

    /** Deletes it, if it was not moved. */
    @Override
    public void close() {
        if (!OPEN.remove(this)) {
            return;
        }
        try {
            Files.deleteIfExists(path);
        } catch (IOException leftBehind) {
            // What failed before says so; a left-over temporary file adds nothing.
            return;
        }
    }
}
