package org.signet.crypto.policy;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/**
 * Feeds a cipher so that it becomes fast soon. A JVM that just started compiles the platform's GCM only after many calls: fed with
 * large pieces alone, it takes ten times as long for the first gigabyte. So after the first piece, which is a whole small
 * message, it gets some thousand short ones.
 */
final class PacedCipher implements ContentEncryption {
    private static final int SHORT = 64;
    private static final int SHORT_CALLS = 20_000;

    private final Cipher cipher;
    private int calls;

    PacedCipher(Cipher cipher) {
        this.cipher = cipher;
    }

    @Override
    public int update(byte[] in, int from, int length, byte[] out, int outFrom) throws GeneralSecurityException {
        int read = 0;
        int written = 0;
        while (calls > 0 && calls < SHORT_CALLS && read < length) {
            int some = Math.min(SHORT, length - read);
            written += cipher.update(in, from + read, some, out, outFrom + written);
            read += some;
            calls++;
        }
        if (read < length) {
            written += cipher.update(in, from + read, length - read, out, outFrom + written);
            calls++;
        }
        return written;
    }

    @Override
    public byte[] doFinal() throws GeneralSecurityException {
        return cipher.doFinal();
    }
}
