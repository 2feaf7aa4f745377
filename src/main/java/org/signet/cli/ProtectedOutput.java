package org.signet.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.signet.crypto.smime.mime.encoding.Base64Lines;
import org.signet.model.SizedOctets;
import org.signet.model.Unavailable;
import picocli.CommandLine.Option;

/** Where a signed or encrypted message or file goes: a file, written whole or not at all, or standard output. */
final class ProtectedOutput {
    private static final int BUFFER = 256 * 1024;

    @Option(names = "--out", paramLabel = "FILE", description = "Write to this file; to standard output without it.")
    private Path file;

    @Option(names = "--pem", description = "A file as PEM instead of DER.")
    private boolean pem;

    void check() {
        Output.check(file);
    }

    void write(SizedOctets octets, boolean mail) {
        write(file, pem && !mail ? out -> pem(octets, out) : octets::writeTo);
    }

    private interface Writing {
        void writeTo(OutputStream out) throws IOException;
    }

    static void write(Path file, SizedOctets octets) {
        write(file, octets::writeTo);
    }

    private static void write(Path file, Writing writing) {
        try {
            if (file == null) {
                OutputStream out = new BufferedOutputStream(System.out, BUFFER);
                writing.writeTo(out);
                out.flush();
                return;
            }
            Path beside = Files.createTempFile(file.toAbsolutePath().getParent(), ".signet", ".tmp");
            beside.toFile().deleteOnExit();
            try {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(beside), BUFFER)) {
                    writing.writeTo(out);
                }
                // A temporary file is its owner's alone; what is written here may go to others.
                beside.toFile().setReadable(true, false);
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(beside);
                throw e;
            }
        } catch (IOException e) {
            throw new Unavailable(
                    "cannot write to " + (file == null ? "standard output" : file) + ": " + e.getMessage(), e);
        }
    }

    /** RFC 7468 §9. */
    private static void pem(SizedOctets octets, OutputStream out) throws IOException {
        out.write("-----BEGIN CMS-----\n".getBytes(StandardCharsets.US_ASCII));
        Base64Lines lines = new Base64Lines(out);
        octets.writeTo(lines);
        lines.finish();
        out.write("-----END CMS-----\n".getBytes(StandardCharsets.US_ASCII));
    }
}
