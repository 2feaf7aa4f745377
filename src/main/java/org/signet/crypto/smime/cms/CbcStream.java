package org.signet.crypto.smime.cms;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** Decrypts CBC. Nothing but the padding at its end tells whether the key was the right one. */
final class CbcStream extends InputStream {
    private static final int PIECE = 64 * 1024;

    private final InputStream encrypted;
    private final Cipher decrypting;
    private final byte[] in = new byte[PIECE];
    private final byte[] out = new byte[PIECE + 32];
    private int next;
    private int end;
    private boolean finished;
    private boolean broken;
    /** An encrypted content is never empty: its padding alone fills a block. */
    private boolean begun;

    CbcStream(Decryption decryption, byte[] key) throws IOException {
        try {
            this.decrypting =
                    decryption.cipher().decryptingCbc(key, decryption.vector().toArray(), decryption.bits());
        } catch (IllegalArgumentException unfit) {
            throw new BrokenContent();
        }
        this.encrypted = decryption.envelope().encrypted().open();
    }

    private boolean fill() throws IOException {
        while (next == end && !finished && !broken) {
            int read = encrypted.readNBytes(in, 0, PIECE);
            begun |= read > 0;
            finished = read < PIECE;
            broken = !begun || !decrypt(read);
        }
        if (broken) {
            throw new BrokenContent();
        }
        return next < end;
    }

    private boolean decrypt(int count) {
        try {
            end = finished ? decrypting.doFinal(in, 0, count, out, 0) : decrypting.update(in, 0, count, out, 0);
            next = 0;
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public int read() throws IOException {
        return fill() ? out[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int from, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int some = Math.min(count, end - next);
        System.arraycopy(out, next, target, from, some);
        next += some;
        return some;
    }

    @Override
    public void close() throws IOException {
        encrypted.close();
    }
}
