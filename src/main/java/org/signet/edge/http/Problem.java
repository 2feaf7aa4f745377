package org.signet.edge.http;

import java.util.Optional;

/**
 * Why a request was not answered as asked (RFC 9457).
 *
 * @param status HTTP status code
 * @param code stable name: a {@link org.signet.model.RefusalCode}'s, or {@code not-found}, {@code method-not-allowed},
 *     {@code bad-input}, {@code too-large}, {@code unexpected}
 * @param detail one or two English sentences
 * @param incident what the log calls an unexpected failure
 */
public record Problem(int status, String code, String detail, Optional<String> incident) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, Optional.empty());
    }

    static Problem unexpected(String incident) {
        return new Problem(
                500,
                "unexpected",
                "Something went wrong on our side. Try again; if it stays so, tell your administrator the number "
                        + incident + ".",
                Optional.of(incident));
    }

    /** As JSON: status, code, detail and, if there is one, incident. */
    public String json() {
        return "{\"status\":" + status + ",\"code\":" + quote(code) + ",\"detail\":" + quote(detail)
                + incident.map(id -> ",\"incident\":" + quote(id)).orElse("") + "}";
    }

    /** A JSON string (RFC 8259 §7), in ASCII. */
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < 0x20 || c > 0x7e) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
