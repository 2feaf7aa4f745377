package org.signet.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** Input files, read with a limit so that a wrong one does not fill the memory. */
final class Input {
    private static final int LIMIT = 1 << 20;

    private Input() {}

    static Outcome<byte[]> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(LIMIT + 1);
            return content.length > LIMIT
                    ? Outcome.refused(
                            RefusalCode.TOO_LARGE, file + " is larger than 1 MiB; this is not the right file.")
                    : Outcome.ok(content);
        } catch (IOException e) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT, file + " cannot be read; check that it is there and readable.");
        }
    }
}
