package org.signet.crypto.x509;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.signet.model.Bytes;

/** The textual encoding of RFC 7468: labels, base64 of 64 columns, explanatory text outside allowed when reading. */
public final class Pem {
    public static final String CERTIFICATE = "CERTIFICATE";
    public static final String CRL = "X509 CRL";
    public static final String REQUEST = "CERTIFICATE REQUEST";
    public static final String PUBLIC_KEY = "PUBLIC KEY";
    public static final String ENCRYPTED_KEY = "ENCRYPTED PRIVATE KEY";
    private static final Set<String> REQUEST_LABELS = Set.of(REQUEST, "NEW CERTIFICATE REQUEST");
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private Pem() {}

    public static String encode(String label, Bytes der) {
        return "-----BEGIN " + label + "-----\n" + LINES.encodeToString(der.toArray()) + "\n-----END " + label
                + "-----\n";
    }

    /** Every block with that label, in order; blocks that are not base64 are left out. */
    public static List<Bytes> decodeAll(String label, String text) {
        return decode(Set.of(label), text);
    }

    /** The requests in a text, under either label that programs write. */
    public static List<Bytes> decodeRequests(String text) {
        return decode(REQUEST_LABELS, text);
    }

    /** True if octets look like PEM, not DER: they begin, after a byte order mark or text, with no SEQUENCE tag. */
    public static boolean isPem(byte[] data) {
        return data.length > 0 && data[0] != 0x30;
    }

    private static List<Bytes> decode(Set<String> labels, String text) {
        List<Bytes> found = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            if (labels.contains(block.group(1))) {
                try {
                    found.add(Bytes.of(Base64.getMimeDecoder().decode(block.group(2))));
                } catch (IllegalArgumentException notBase64) {
                    continue;
                }
            }
        }
        return found;
    }
}
