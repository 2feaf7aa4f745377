package org.signet.crypto.smime.mime;

import java.util.Arrays;
import java.util.Locale;
import org.signet.crypto.smime.mime.encoding.Base64Decoding;
import org.signet.crypto.smime.mime.encoding.QuotedPrintableDecoding;
import org.signet.model.StoredOctets;

/** How a body was made fit for its transport (RFC 2045 §6). */
public enum TransferEncoding {
    SEVEN_BIT("7bit"),
    EIGHT_BIT("8bit"),
    BINARY("binary"),
    QUOTED_PRINTABLE("quoted-printable"),
    BASE64("base64"),
    /** Named, and not known: the content is not understood (RFC 2045 §6.4), and its octets stay as they are. */
    UNKNOWN("");

    private final String token;

    TransferEncoding(String token) {
        this.token = token;
    }

    /** As a field spells it; empty for the unknown. */
    public String token() {
        return token;
    }

    /** Reads a field's value; comments, quotation marks and what follows a semicolon are passed over. */
    public static TransferEncoding parse(String value) {
        String plain = Parameters.withoutComments(value);
        int end = plain.indexOf(';');
        String word =
                (end < 0 ? plain : plain.substring(0, end)).replace("\"", "").strip();
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.isEmpty()) {
            return SEVEN_BIT;
        }
        return Arrays.stream(values())
                .filter(each -> each.token.equals(lower))
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** Whether it changes the octets: quoted-printable and base64 do. */
    public boolean encodes() {
        return this == QUOTED_PRINTABLE || this == BASE64;
    }

    /** A view of the octets that were encoded. */
    public StoredOctets decode(StoredOctets body) {
        return switch (this) {
            case BASE64 -> Base64Decoding.of(body);
            case QUOTED_PRINTABLE -> QuotedPrintableDecoding.of(body);
            default -> body;
        };
    }
}
