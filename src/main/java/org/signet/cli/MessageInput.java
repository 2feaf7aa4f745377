package org.signet.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.signet.ca.messaging.MessageEngine.Form;
import org.signet.crypto.smime.composing.Composer;
import org.signet.crypto.smime.composing.Wrapping;
import org.signet.crypto.smime.mime.MediaType;
import org.signet.crypto.smime.reading.MessageReader;
import org.signet.model.Bytes;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.SizedOctets;
import org.signet.model.StoredOctets;
import org.signet.model.Unavailable;
import picocli.CommandLine.Option;

/** What the engine works on: a file, or standard input, which is kept in a private file if it is long. */
final class MessageInput implements AutoCloseable {
    private static final int SMALL = 1 << 20;
    private static final String UNKNOWN_TYPE = "application/octet-stream";

    @Option(names = "--in", paramLabel = "FILE", description = "The message or file; standard input without it.")
    private Path file;

    @Option(
            names = "--as",
            paramLabel = "mail|file",
            description =
                    "What it is. Without it a message is an .eml file, or has From and Date, or MIME-Version, in its header.")
    private Form form;

    private Path kept;

    /** Whether anything was named; without it standard input is read. */
    boolean given() {
        return file != null;
    }

    /** The file's own name; empty for standard input. */
    Optional<String> name() {
        return file().map(path -> path.getFileName().toString());
    }

    Optional<Path> file() {
        return isStandard() ? Optional.empty() : Optional.of(file);
    }

    StoredOctets octets() {
        if (isStandard()) {
            return standardInput();
        }
        return octets(file);
    }

    /** A file of any size, which has to stay as it is; refused if it cannot be read. */
    static StoredOctets octets(Path file) {
        try {
            if (Files.isRegularFile(file) && Files.isReadable(file)) {
                return new UnchangedFile(file, WatchedFile.of(file));
            }
        } catch (IOException e) {
            throw new Unavailable("cannot read the input: " + e.getMessage(), e);
        }
        throw new RefusedException(
                RefusalCode.BAD_INPUT, file + " cannot be read; check that it is there, a file, and readable.");
    }

    private boolean isStandard() {
        return file == null || file.equals(Path.of("-"));
    }

    /** How many octets the input has. */
    long length(StoredOctets octets) throws IOException {
        if (!isStandard() || kept != null) {
            return Files.size(isStandard() ? kept : file);
        }
        return octets.head(SMALL).length;
    }

    private StoredOctets standardInput() {
        try {
            InputStream in = System.in;
            byte[] head = in.readNBytes(SMALL + 1);
            if (head.length <= SMALL) {
                return StoredOctets.of(Bytes.of(head));
            }
            kept = Files.createTempFile("signet", ".in");
            // Also if somebody ends the program meanwhile: it may be what is to be encrypted.
            kept.toFile().deleteOnExit();
            try (OutputStream out = Files.newOutputStream(kept)) {
                out.write(head);
                in.transferTo(out);
            }
            return StoredOctets.of(kept);
        } catch (IOException e) {
            close();
            throw new Unavailable("cannot read standard input: " + e.getMessage(), e);
        }
    }

    boolean isMail(StoredOctets octets) {
        if (form != null) {
            return form == Form.MAIL;
        }
        return name().filter(MessageInput::isMail).isPresent() || MessageReader.isMessage(octets);
    }

    /** By its name. */
    static boolean isMail(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(".eml");
    }

    /** It with the layers around it that are asked for; refused, by exception, if a message cannot be read. */
    SizedOctets composed(Composer composer, StoredOctets octets, boolean mail, Wrapping wrapping) throws IOException {
        return mail
                ? composer.message(octets, wrapping).orThrow()
                : composer.file(name().orElse("file"), mediaType(), octets, length(octets), wrapping);
    }

    /** What the system takes a file for by its name. */
    private MediaType mediaType() {
        try {
            String type = isStandard() ? null : Files.probeContentType(file);
            return MediaType.of(type == null ? UNKNOWN_TYPE : type);
        } catch (IOException unknown) {
            return MediaType.of(UNKNOWN_TYPE);
        }
    }

    @Override
    public void close() {
        try {
            if (kept != null) {
                Files.deleteIfExists(kept);
            }
        } catch (IOException e) {
            throw new Unavailable("cannot delete " + kept + ": " + e.getMessage(), e);
        }
    }
}
