package org.signet.edge.ocsp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.signet.model.Bytes;

/**
 * A request in a URL's path: base64, then percent-encoding (RFC 6960 appendix A.1). Clients and proxies differ in what they
 * leave unencoded and in whether they write the padding, so every spelling that has one meaning is read.
 */
final class OcspPath {
    private OcspPath() {}

    /** @param path as it came, behind {@code /ocsp/} */
    static Optional<Bytes> decode(String path) {
        try {
            String base64 = percentDecoded(path)
                    // A responder's URL that ends with a slash gets a second one; DER never begins with one.
                    .replaceFirst("^/+", "")
                    .replaceAll("[\\r\\n]|=+$", "")
                    // In a query, which this is not, a plus sign means a space.
                    .replace(' ', '+')
                    .replace('-', '+')
                    .replace('_', '/');
            return Optional.of(Bytes.of(Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Unlike a form's decoder, it leaves plus signs as they are. */
    private static String percentDecoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && i + 2 < text.length()) {
                octets.write(Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else if (c == '%' || c > '~') {
                throw new IllegalArgumentException("not percent-encoded");
            } else {
                octets.write(c);
            }
        }
        return octets.toString(StandardCharsets.ISO_8859_1);
    }
}
