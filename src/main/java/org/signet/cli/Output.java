package org.signet.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.signet.crypto.keys.files.PrivateFiles.Content;
import org.signet.crypto.keys.files.WholeFile;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.Unavailable;
import picocli.CommandLine.Option;

/** {@code --out}: a file, written whole or not at all, or standard output. */
final class Output {
    private static final int BUFFER = 256 * 1024;

    @Option(names = "--out", paramLabel = "FILE", description = "Write to this file; to standard output without it.")
    private Path file;

    /** Refused, before any work is done, if it could not be written in the end. */
    void check() {
        check(file);
    }

    /** @param file null for standard output */
    static void check(Path file) {
        if (file == null) {
            return;
        }
        if (Files.isDirectory(file)) {
            throw new RefusedException(RefusalCode.BAD_INPUT, file + " is a folder; name a file in it.");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // It would be replaced by a file, since what is written is renamed at its end.
            throw new RefusedException(
                    RefusalCode.BAD_INPUT,
                    file + " is a device or a pipe; name a file, or leave --out away for standard output.");
        }
        Path parent = file.getParent();
        checkFolder(parent == null ? Path.of("").toAbsolutePath() : parent);
    }

    /** Refused if files cannot be written there. */
    static void checkFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new RefusedException(RefusalCode.BAD_INPUT, "There is no folder " + folder + "; make it first.");
        }
        if (!Files.isWritable(folder)) {
            throw new RefusedException(
                    RefusalCode.BAD_INPUT, "You may not write into the folder " + folder + "; name another one.");
        }
    }

    void write(byte[] content) {
        write(file, content);
    }

    /** @param file null for standard output */
    static void write(Path file, byte[] content) {
        if (file == null) {
            write(null, out -> out.write(content));
        } else {
            WholeFile.write(file, content);
        }
    }

    void write(Content content) {
        write(file, content);
    }

    /** @param file null for standard output */
    static void write(Path file, Content content) {
        try {
            if (file == null) {
                OutputStream out = new BufferedOutputStream(System.out, BUFFER);
                content.writeTo(out);
                out.flush();
            } else {
                WholeFile.write(file, content);
            }
        } catch (IOException e) {
            throw new Unavailable(
                    "cannot write to " + (file == null ? "standard output" : file) + ": " + e.getMessage(), e);
        }
    }
}
