package org.signet.crypto.keys.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.signet.crypto.keys.files.PrivateFiles.Content;
import org.signet.model.Unavailable;

/** A public file, written whole or not at all. */
public final class WholeFile {
    private WholeFile() {}

    /** Replaces the file. What is left by a kill in between lies beside it under another name. */
    public static void write(Path file, byte[] content) {
        write(file, new ByteArrayInputStream(content));
    }

    /** The same with content of any size. */
    public static void write(Path file, InputStream content) {
        try (content) {
            write(file, content::transferTo);
        } catch (IOException e) {
            throw new Unavailable("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** The same for content that is made as it is written, which may fail: nothing is left behind then. */
    public static void write(Path file, Content content) throws IOException {
        try (TemporaryFile beside = TemporaryFile.ofAll(file.toAbsolutePath().getParent())) {
            beside.write(content);
            beside.moveTo(file);
        }
    }

    /** As {@link #write}, but leaves a file alone that says the same already. */
    public static void keep(Path file, byte[] content) {
        if (!holds(file, content)) {
            write(file, content);
        }
    }

    private static boolean holds(Path file, byte[] content) {
        try {
            return Files.isRegularFile(file)
                    && Files.size(file) == content.length
                    && Arrays.equals(Files.readAllBytes(file), content);
        } catch (IOException e) {
            return false;
        }
    }
}
