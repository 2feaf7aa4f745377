package org.signet.crypto.smime.reading;

import java.io.IOException;
import java.util.Optional;
import org.signet.crypto.smime.mime.Entity;
import org.signet.crypto.smime.mime.HeaderBlock;
import org.signet.crypto.smime.mime.SmimeType;

/**
 * A whole message inside the layers: so programs of before RFC 9788 protect a header (RFC 8551 §3.1). Its content is the message's, not an
 * attachment.
 */
final class WrappedMessage {
    private WrappedMessage() {}

    /**
     * The message in what the layers protect, if it is one and this one (RFC 9788 §4.10.1): of another sender it is one that was passed on.
     */
    static Optional<Entity> in(Entity content, HeaderBlock outer) throws IOException {
        if (!content.mediaType().is("message/rfc822") || hasProtectedHeader(content)) {
            return Optional.empty();
        }
        return content.message()
                .fold(Optional::of, refusal -> Optional.<Entity>empty())
                .filter(message -> SmimeType.of(message).isEmpty() && !hasProtectedHeader(message))
                .filter(message -> Headers.haveSameFrom(message.header(), outer));
    }

    private static boolean hasProtectedHeader(Entity entity) {
        return Payload.of(entity).hp().isPresent();
    }
}
