package org.signet.crypto.keys.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.Unavailable;

/**
 * A new file that only its owner may read, as {@link PrivateFiles}, and that grows: what was appended is on disk, also if
 * the program is killed.
 */
public final class PrivateJournal implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;

    private PrivateJournal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** That file, if one can be made there; nothing is made. */
    public static Outcome<Path> place(Path file) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return refused(file + " is there already, and nothing was done; name another file.");
        }
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            return refused("There is no folder " + parent + ", and nothing was done; make it first.");
        }
        return Files.isWritable(parent)
                ? Outcome.ok(file)
                : refused("The folder " + parent + " cannot be written, and nothing was done; name another file.");
    }

    /** Makes the file, empty; refused if there is one already, or if none can be made there. */
    public static Outcome<PrivateJournal> create(Path file) {
        return place(file).then(PrivateJournal::made);
    }

    private static Outcome<PrivateJournal> made(Path file) {
        try {
            return Outcome.ok(new PrivateJournal(
                    file,
                    FileChannel.open(
                            file,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            PrivateFiles.OWNER_ONLY)));
        } catch (IOException e) {
            return refused(file + " cannot be written, and nothing was done; name another file.");
        }
    }

    private static <T> Outcome<T> refused(String detail) {
        return Outcome.refused(RefusalCode.BAD_INPUT, detail);
    }

    /** Appends text; an {@link Unavailable} if the disk refuses. */
    public void append(String text) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new Unavailable("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new Unavailable("cannot close " + file + ": " + e.getMessage(), e);
        }
    }
}
