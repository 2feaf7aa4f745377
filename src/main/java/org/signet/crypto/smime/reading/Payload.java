package org.signet.crypto.smime.reading;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
    private static final Set<String> HP = Set.of("clear", "cipher");

    static Payload of(StoredOctets octets) {
        return new Payload(octets, Optional.empty(), false);
    }

    static Payload of(Entity entity) {
        return new Payload(entity.octets(), Optional.of(entity), false);
    }

    static Payload unwrapped(Entity message) {
        return new Payload(message.octets(), Optional.of(message), true);
    }

    /** How it says that its header is protected (RFC 9788 §2.1.1), {@code clear} or {@code cipher}; another word says nothing (§4.1). */
    Optional<String> hp() {
        return parameter("hp").map(word -> word.toLowerCase(Locale.ROOT)).filter(HP::contains);
    }

    /** Whether its header is a copy of the message's that counts (RFC 9788 §4.1). */
    boolean protectsHeader() {
        return hp().isPresent() || isOfOldProgram();
    }

    /** Whether a program of before RFC 9788 made it: which fields were to be hidden is only guessed then (§4.10, §4.11). */
    boolean isOfOldProgram() {
        return wrapped || hp().isEmpty() && parameter("protected-headers").isPresent();
    }

    private Optional<String> parameter(String name) {
        return entity.flatMap(root -> root.mediaType().parameters().value(name));
    }
}
