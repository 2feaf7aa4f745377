package org.signet.crypto.smime.mime;

import java.io.IOException;
import java.util.Optional;
import org.signet.model.Outcome;
import org.signet.model.StoredOctets;

/**
 * A MIME entity (RFC 2045 §2.4): a message, or a part of one.
 *
 * @param octets all of it, header and body, exactly as it came
 * @param mediaType of the first {@code Content-Type}
 * @param encoding of the first {@code Content-Transfer-Encoding}
 */
public record Entity(StoredOctets octets, HeaderBlock header, MediaType mediaType, TransferEncoding encoding) {
    /** Entities within entities are followed so deep (RFC 8551 §3.7 asks for any depth, within one's means). */
    public static final int MAX_DEPTH = 20;

    /** Reads the header; the body is read when it is asked for. */
    public static Outcome<Entity> parse(StoredOctets octets) throws IOException {
        return HeaderBlock.parse(octets).map(header -> of(octets, header));
    }

    private static Entity of(StoredOctets octets, HeaderBlock header) {
        MediaType type = MediaType.of(header);
        TransferEncoding encoding = header.first("Content-Transfer-Encoding")
                .map(field -> TransferEncoding.parse(field.value()))
                .orElse(TransferEncoding.SEVEN_BIT);
        // A multipart may not be encoded as a whole (RFC 2045 §6.4): a field that says so is wrong, and its parts are
        // in the clear.
        boolean wrong = type.isMultipart() && encoding.encodes();
        return new Entity(octets, header, type, wrong ? TransferEncoding.SEVEN_BIT : encoding);
    }

    /** What follows the header, exactly as it came. */
    public StoredOctets body() {
        return octets.range(header.bodyOffset(), Long.MAX_VALUE);
    }

    /** The body, its transfer encoding undone. */
    public StoredOctets content() {
        return encoding.decode(body());
    }

    /** The content of a text part in its charset, of at most so many octets; what is malformed becomes U+FFFD. */
    public String decodedText(int mostOctets) throws IOException {
        return Charsets.decode(content().head(mostOctets), mediaType.charset().orElse("us-ascii"));
    }

    /** How it is to be shown, if it says so. */
    public Optional<Disposition> disposition() {
        return header.first("Content-Disposition").map(field -> Disposition.parse(field.value()));
    }

    /** The name of the file in it, made safe; the disposition's goes before the media type's (RFC 2183 §2.3). */
    public Optional<String> fileName() {
        return disposition().flatMap(Disposition::fileName).or(mediaType::fileName);
    }

    /** Its parts, if it is a multipart; refused otherwise. */
    public Outcome<Multipart> parts() throws IOException {
        return Multipart.split(this);
    }

    /**
     * The message in a {@code message/rfc822}. If that is in base64, each of its parts is decoded from the beginning each time it is
     * opened: whoever goes through many of them stores the content first.
     */
    public Outcome<Entity> message() throws IOException {
        return parse(content());
    }
}
