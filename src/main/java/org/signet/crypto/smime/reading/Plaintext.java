package org.signet.crypto.smime.reading;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.signet.crypto.keys.PrivateFiles;
import org.signet.crypto.smime.mime.Disposition;
import org.signet.crypto.smime.mime.Entity;
import org.signet.crypto.smime.mime.HeaderBlock;
import org.signet.crypto.smime.mime.HeaderField;
import org.signet.model.StoredOctets;

/** The content of an opened message or file as people want it: a message without its layers, or the file that was inside. */
public final class Plaintext {
    private static final byte[] VERSION = "MIME-Version: 1.0".getBytes(StandardCharsets.US_ASCII);

    private static final int PIECE = 64 * 1024;

    private final Payload payload;
    private final Optional<HeaderBlock> outer;

    private Plaintext(Payload payload, Optional<HeaderBlock> outer) {
        this.payload = payload;
        this.outer = outer;
    }

    /** @param message the message itself, whose header stays; empty for a file */
    public static Plaintext of(Opened opened, Optional<StoredOctets> message) throws IOException {
        Optional<HeaderBlock> header = message.isPresent()
                ? Optional.of(Entity.parse(message.get()).orThrow().header())
                : Optional.empty();
        return new Plaintext(opened.payload(), header);
    }

    /** The file's name inside, made safe; empty if it has none, or for a message. */
    public Optional<String> fileName() {
        return attachment().flatMap(Entity::fileName);
    }

    private Optional<Entity> attachment() {
        return outer.isPresent()
                ? Optional.empty()
                : payload.entity()
                        .filter(entity -> entity.disposition()
                                .filter(Disposition::isAttachment)
                                .isPresent());
    }

    private StoredOctets content() {
        return attachment()
                .map(Entity::content)
                .orElseGet(() -> outer.isPresent()
                        ? payload.entity().map(Entity::body).orElse(payload.octets())
                        : payload.octets());
    }

    /** Writes it into a file that only its owner may read, whole or not at all; one that was kept there is only given its name. */
    public void writeTo(Path target) throws IOException {
        if (outer.isEmpty() && content() instanceof Spool.Kept kept) {
            kept.file().moveTo(target);
        } else {
            PrivateFiles.writeContent(target, this::writeTo);
        }
    }

    public void writeTo(OutputStream out) throws IOException {
        if (outer.isPresent()) {
            header(out);
        }
        try (InputStream in = content().open()) {
            byte[] piece = new byte[PIECE];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                out.write(piece, 0, read);
            }
        }
    }

    /** The fields of the message; where the layers protect a copy of one, that copy. */
    private void header(OutputStream out) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        Set<String> done = new LinkedHashSet<>();
        // As the message has them: a file on Unix may have none of mail's.
        boolean unix = outer.get().fields().stream()
                .noneMatch(field -> field.raw().hex().endsWith("0d0a"));
        byte[] lineEnd = (unix ? "\n" : "\r\n").getBytes(StandardCharsets.US_ASCII);
        Optional<HeaderBlock> inner = payload.entity().map(Entity::header);
        boolean protects = payload.entity()
                .flatMap(entity -> entity.mediaType().parameters().value("hp"))
                .isPresent();
        if (protects) {
            for (HeaderField field : inner.get().fields()) {
                if (isKept(field)) {
                    done.add(field.name().toLowerCase(Locale.ROOT));
                    field.raw().open().transferTo(header);
                }
            }
        }
        for (HeaderField field : outer.get().fields()) {
            if (isKept(field) && !done.contains(field.name().toLowerCase(Locale.ROOT))) {
                field.raw().open().transferTo(header);
            }
        }
        header.write(VERSION);
        header.write(lineEnd);
        if (inner.isPresent()) {
            for (HeaderField field : inner.get().fields()) {
                if (field.isContent()) {
                    field.raw().open().transferTo(header);
                }
            }
        }
        header.write(lineEnd);
        header.writeTo(out);
    }

    private static boolean isKept(HeaderField field) {
        return !field.isContent() && !field.is("MIME-Version") && !field.is("HP-Outer");
    }
}
