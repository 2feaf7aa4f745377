package org.signet.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** Input files, read with a limit so that a wrong one does not fill the memory. */
final class Input {
    private static final int LIMIT = 1 << 20;
    /** A CRL of a million entries. */
    private static final int CRL_LIMIT = 1 << 26;

    private Input() {}

    static Outcome<byte[]> read(Path file) {
        return read(file, LIMIT);
    }

    /** The same for a file that may hold a CRL. */
    static Outcome<byte[]> readCrl(Path file) {
        return read(file, CRL_LIMIT);
    }

    /** What the parser finds in the file; its refusals name it. */
    static <T> Outcome<T> read(Path file, Function<byte[], Outcome<T>> parser) {
        return read(file)
                .then(octets -> parser.apply(octets)
                        .fold(Outcome::ok, refusal -> Outcome.refused(refusal.code(), file + ": " + refusal.detail())));
    }

    private static Outcome<byte[]> read(Path file, int limit) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file, limit);
        } catch (IOException e) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT, file + " cannot be read; check that it is there and readable.");
        }
    }

    /** The file, or standard input where it is called {@code -}. */
    static Outcome<byte[]> readOrStandard(Path file) {
        if (!file.equals(Path.of("-"))) {
            return read(file);
        }
        try {
            return read(System.in, Path.of("standard input"), LIMIT);
        } catch (IOException e) {
            return Outcome.refused(RefusalCode.BAD_INPUT, "Standard input cannot be read; name a file instead.");
        }
    }

    private static Outcome<byte[]> read(InputStream in, Path name, int limit) throws IOException {
        byte[] content = in.readNBytes(limit + 1);
        return content.length > limit
                ? Outcome.refused(
                        RefusalCode.TOO_LARGE,
                        name + " is larger than " + (limit >> 20) + " MiB; this is not the right file.")
                : Outcome.ok(content);
    }
}
