package org.signet.crypto.keys.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.signet.model.Unavailable;

/**
 * Writes files that only their owner may read (mode 0600; on Windows, whoever may read the folder): whole or not at all,
 * and on disk before this returns.
 */
public final class PrivateFiles {
    static final FileAttribute<?>[] OWNER_ONLY = permissions("rw-------");
    /** The process's umask takes from it. */
    static final FileAttribute<?>[] ALL = permissions("rw-rw-rw-");

    private PrivateFiles() {}

    private static FileAttribute<?>[] permissions(String text) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))}
                : new FileAttribute<?>[0];
    }

    /** What is written into a file. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes beside the target and renames over it; an {@link Unavailable} if the disk refuses. */
    public static void write(Path target, byte[] content) {
        try {
            write(target, out -> out.write(content), true);
        } catch (IOException e) {
            throw new Unavailable("cannot write " + target + ": " + e.getMessage(), e);
        }
    }

    /**
     * The same for content of any size, which may fail while it is made: nothing is left behind then. It is not waited for until it is
     * on disk: whoever made it can make it again.
     */
    public static void writeContent(Path target, Content content) throws IOException {
        write(target, content, false);
    }

    /** Makes an empty one, if there is none of that name. */
    public static void create(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, OWNER_ONLY);
        }
    }

    private static void write(Path target, Content content, boolean durable) throws IOException {
        try (TemporaryFile file = TemporaryFile.in(target.toAbsolutePath().getParent())) {
            file.write(content, durable);
            file.moveTo(target);
        }
    }
}
