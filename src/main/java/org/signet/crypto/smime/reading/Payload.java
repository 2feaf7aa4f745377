package org.signet.crypto.smime.reading;

import java.util.Optional;
import org.signet.crypto.smime.mime.Entity;
import org.signet.model.StoredOctets;

/**
 * The content of a message or file.
 *
 * @param octets exactly as they came, or as they were decrypted
 * @param entity the same as a MIME entity, if it is one
 */
public record Payload(StoredOctets octets, Optional<Entity> entity) {
    static Payload of(Entity entity) {
        return new Payload(entity.octets(), Optional.of(entity));
    }
}
