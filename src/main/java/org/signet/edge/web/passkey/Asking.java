package org.signet.edge.web.passkey;

import java.util.List;
import java.util.stream.Collectors;
import org.signet.ca.access.signin.Passkeys.Question;

/** A question as {@code passkey.js} hands it to the browser, in JSON (WebAuthn §5.1.8 and §5.1.9). */
public final class Asking {
    /** COSE numbers of what {@link WebAuthn} takes: ECDSA on P-256, Ed25519, RSA (RFC 9053, RFC 8812). */
    private static final List<Integer> KINDS = List.of(-7, -8, -257);

    private Asking() {}

    /** For a key that the device keeps, and uses only for a holder whom it recognised. */
    public static String newKey(Question question, String host, String company) {
        String kinds = KINDS.stream()
                .map(kind -> "{\"type\":\"public-key\",\"alg\":" + kind + "}")
                .collect(Collectors.joining(","));
        return "{\"challenge\":" + text(question.challenge()) + ",\"rp\":{\"id\":" + text(host) + ",\"name\":"
                + text(company) + "},\"user\":{\"id\":" + text(question.handle()) + ",\"name\":"
                + text(question.user()) + ",\"displayName\":" + text(question.user()) + "},\"pubKeyCredParams\":["
                + kinds + "],\"excludeCredentials\":" + keys(question)
                + ",\"authenticatorSelection\":{\"residentKey\":\"required\",\"requireResidentKey\":true,"
                + "\"userVerification\":\"required\"},\"attestation\":\"none\",\"timeout\":240000}";
    }

    /** For a signature. */
    public static String signature(Question question, String host) {
        return "{\"challenge\":" + text(question.challenge()) + ",\"rpId\":" + text(host) + ",\"allowCredentials\":"
                + keys(question) + ",\"userVerification\":\"required\",\"timeout\":240000}";
    }

    private static String keys(Question question) {
        return question.passkeys().stream()
                .map(id -> "{\"type\":\"public-key\",\"id\":" + text(id) + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** A JSON string (RFC 8259 §7), of printable ASCII. */
    private static String text(String value) {
        return value.chars()
                .mapToObj(c -> c < 0x20 || c > 0x7e || c == '"' || c == '\\' || c == '<'
                        ? "\\u%04x".formatted(c)
                        : String.valueOf((char) c))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
