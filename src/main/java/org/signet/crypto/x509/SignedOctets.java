package org.signet.crypto.x509;

import java.util.Arrays;
import org.signet.model.Bytes;

/**
 * The part of a certificate or CRL that its signature covers, as it came, not as DER would have it: these octets were signed,
 * and lint judges them.
 */
final class SignedOctets {
    private static final int SEQUENCE = 0x30;

    private SignedOctets() {}

    /** The first element of an outer SEQUENCE that was parsed before; both have a definite length. */
    static Bytes of(Bytes encoded) {
        byte[] der = encoded.toArray();
        int start = contentStart(der, 0);
        int content = contentStart(der, start);
        int lengthOctets = Math.max(1, content - start - 2);
        int length = 0;
        for (int i = content - lengthOctets; i < content; i++) {
            length = length << 8 | der[i] & 0xff;
        }
        return Bytes.of(Arrays.copyOfRange(der, start, content + length));
    }

    /** Where the content of a SEQUENCE begins whose definite length takes at most four octets (X.690 §8.1.3). */
    private static int contentStart(byte[] der, int from) {
        int length = der[from + 1] & 0xff;
        if (der[from] != SEQUENCE || length == 0x80 || length > 0x84) {
            throw new IllegalArgumentException("no SEQUENCE of definite length");
        }
        return from + 2 + (length < 0x80 ? 0 : length - 0x80);
    }
}
