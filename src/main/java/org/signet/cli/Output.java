package org.signet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.signet.model.Unavailable;
import picocli.CommandLine.Option;

/** {@code --out}: a file, written whole or not at all, or standard output. */
final class Output {
    @Option(names = "--out", paramLabel = "FILE", description = "Write to this file; to standard output without it.")
    private Path file;

    void write(byte[] content) {
        try {
            if (file == null) {
                System.out.write(content);
                System.out.flush();
                return;
            }
            Path beside = Files.createTempFile(file.toAbsolutePath().getParent(), ".signet", ".tmp");
            try {
                Files.write(beside, content);
                // A temporary file is its owner's alone; what is written here is public.
                beside.toFile().setReadable(true, false);
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new Unavailable("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
