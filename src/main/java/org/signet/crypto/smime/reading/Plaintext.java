package org.signet.crypto.smime.reading;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.signet.crypto.keys.files.PrivateFiles;
import org.signet.crypto.smime.mime.Disposition;
import org.signet.crypto.smime.mime.Entity;
import org.signet.crypto.smime.mime.HeaderBlock;
import org.signet.crypto.smime.mime.HeaderField;
import org.signet.crypto.smime.mime.writing.FieldText;
import org.signet.model.Bytes;
import org.signet.model.StoredOctets;

/** The content of an opened message or file as people want it: a message without its layers, or the file that was inside. */
public final class Plaintext {
    private static final Bytes VERSION = Bytes.of("MIME-Version: 1.0\r\n".getBytes(StandardCharsets.US_ASCII));
    /** What people see of a header, or what an answer goes by. */
    private static final List<String> SEEN = List.of(
            "From",
            "Sender",
            "Reply-To",
            "To",
            "Cc",
            "Subject",
            "Date",
            "Message-ID",
            "In-Reply-To",
            "References",
            "Comments",
            "Keywords");

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

    /**
     * The fields of the message. Where the layers protect a copy, it counts: what stands outside alone, and people would see or answer
     * to, is somebody else's (RFC 9788 §4).
     */
    private void header(OutputStream out) throws IOException {
        List<HeaderField> inner =
                payload.entity().map(entity -> entity.header().fields()).orElse(List.of());
        boolean protects = payload.protectsHeader();
        // Others of before RFC 9788 copied but a few fields, often only the subject.
        boolean whole = protects && (payload.wrapped() || !payload.isOfOldProgram());
        List<HeaderField> fields = new ArrayList<>();
        if (protects) {
            inner.stream().filter(Plaintext::isKept).forEach(fields::add);
        }
        List<String> done = Stream.concat(
                        fields.stream().map(HeaderField::name), whole ? SEEN.stream() : Stream.empty())
                .toList();
        outer.get().fields().stream()
                .filter(field -> isKept(field) && done.stream().noneMatch(field::is))
                .forEach(fields::add);
        fields.add(new HeaderField("MIME-Version", VERSION));
        inner.stream()
                .filter(HeaderField::isContent)
                .map(field -> field.is("Content-Type") && protects ? FieldText.withoutProtection(field) : field)
                .forEach(fields::add);
        // As the message has them: a file on Unix may have none of mail's.
        boolean unix = outer.get().fields().stream()
                .noneMatch(field -> field.raw().hex().endsWith("0d0a"));
        for (HeaderField field : fields) {
            String raw = new String(field.raw().toArray(), StandardCharsets.ISO_8859_1);
            boolean ours = field.is("MIME-Version") || protects && field.is("Content-Type");
            out.write((unix && ours ? raw.replace("\r\n", "\n") : raw).getBytes(StandardCharsets.ISO_8859_1));
        }
        out.write((unix ? "\n" : "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean isKept(HeaderField field) {
        return !field.isContent() && !field.is("MIME-Version") && !field.is("HP-Outer");
    }
}
