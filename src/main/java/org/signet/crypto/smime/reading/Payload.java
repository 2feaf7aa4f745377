package org.signet.crypto.smime.reading;

import java.util.Optional;
import org.signet.crypto.smime.mime.Entity;
import org.signet.model.StoredOctets;

/**
 * The content of a message or file.
 *
 * @param octets exactly as they came, or as they were decrypted
 * @param entity the same as a MIME entity, if it is one
 * @param wrapped whether a {@code message/rfc822} was around it, as {@link WrappedMessage} tells
 */
public record Payload(StoredOctets octets, Optional<Entity> entity, boolean wrapped) {
    static Payload of(StoredOctets octets) {
        return new Payload(octets, Optional.empty(), false);
    }

    static Payload of(Entity entity) {
        return new Payload(entity.octets(), Optional.of(entity), false);
    }

    static Payload unwrapped(Entity message) {
        return new Payload(message.octets(), Optional.of(message), true);
    }

    /** Whether its header is a copy of the message's that counts (RFC 9788 §4.1). */
    boolean protectsHeader() {
        return wrapped || says("hp") || says("protected-headers");
    }

    /** Whether a program of before RFC 9788 made it: which fields were to be hidden is only guessed then (§4.10, §4.11). */
    boolean isOfOldProgram() {
        return wrapped || !says("hp") && says("protected-headers");
    }

    private boolean says(String parameter) {
        return entity.flatMap(root -> root.mediaType().parameters().value(parameter))
                .isPresent();
    }
}
