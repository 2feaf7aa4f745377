package org.signet.crypto.smime.reading;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.signet.crypto.smime.mime.BodyPart;
import org.signet.crypto.smime.mime.Entity;
import org.signet.crypto.smime.mime.Multipart;
import org.signet.crypto.smime.mime.SmimeType;
import org.signet.crypto.smime.report.Part;
import org.signet.model.Outcome;

/** The parts of a message's content. Cryptographic layers among them are told, and protect nothing but themselves (RFC 9787 §4.5). */
final class PartTree {
    private static final int MAX_PARTS = 1000;
    private static final int MAX_DEPTH = 20;

    private final boolean covered;
    private final List<Part> parts;
    private final BiConsumer<String, String> notes;

    /** @param covered whether any layer protects what is added */
    PartTree(boolean covered, List<Part> parts, BiConsumer<String, String> notes) {
        this.covered = covered;
        this.parts = parts;
        this.notes = notes;
    }

    /** @param path its place among its siblings */
    void add(Entity root, String path) throws IOException {
        add(root, path, 0);
    }

    private void add(Entity entity, String path, int depth) throws IOException {
        if (parts.size() >= MAX_PARTS || depth > MAX_DEPTH) {
            notes.accept("too-many-parts", "It has more parts than were looked at.");
            return;
        }
        Optional<SmimeType> layer = SmimeType.of(entity);
        String errant = layer.map(type -> entity.mediaType().essence()).orElse("");
        parts.add(new Part(path, entity.mediaType().essence(), covered, errant));
        if (layer.isPresent()) {
            notes.accept(
                    "errant-layer",
                    "A part of the message is signed or encrypted by itself; that says nothing about the whole message.");
            return;
        }
        if (entity.mediaType().isMultipart()) {
            List<BodyPart> all = entity.parts().fold(Multipart::parts, refusal -> List.of());
            for (int i = 0; i < all.size(); i++) {
                Outcome<Entity> part = all.get(i).entity();
                if (part.isOk()) {
                    add(part.orThrow(), path + "." + (i + 1), depth + 1);
                }
            }
        }
    }
}
