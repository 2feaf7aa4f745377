package org.signet.crypto.smime.mime;

import java.io.IOException;
import org.signet.model.Outcome;
import org.signet.model.StoredOctets;

/**
 * A part of a multipart (RFC 2046 §5.1): header and body, exactly as they came, without the line end in front of the next delimiter.
 *
 * @param from how many octets of the multipart's body stand before it
 * @param length how many it has
 */
public record BodyPart(StoredOctets octets, long from, long length) {

    public Outcome<Entity> entity() throws IOException {
        return Entity.parse(octets);
    }
}
