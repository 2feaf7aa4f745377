package org.signet.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.signet.app.bulk.WholeFile;
import org.signet.model.Unavailable;
import picocli.CommandLine.Option;

/** {@code --out}: a file, written whole or not at all, or standard output. */
final class Output {
    @Option(names = "--out", paramLabel = "FILE", description = "Write to this file; to standard output without it.")
    private Path file;

    void write(byte[] content) {
        write(file, content);
    }

    /** @param file null for standard output */
    static void write(Path file, byte[] content) {
        try {
            if (file == null) {
                System.out.write(content);
                System.out.flush();
            } else {
                WholeFile.write(file, content);
            }
        } catch (IOException e) {
            throw new Unavailable("cannot write to standard output: " + e.getMessage(), e);
        }
    }
}
