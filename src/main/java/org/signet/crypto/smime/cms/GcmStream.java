package org.signet.crypto.smime.cms;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.policy.ContentEncryption;

/**
 * Decrypts GCM with flat memory: in counter mode, and what comes out is encrypted again only to see whether the tag comes out the
 * same. Fails at its end if not.
 */
final class GcmStream extends InputStream {
    private static final int PIECE = 64 * 1024;

    private final InputStream encrypted;
    private final Cipher decrypting;
    private final ContentEncryption sealing;
    private final byte[] tag;
    private final byte[] in = new byte[PIECE];
    private final byte[] out = new byte[PIECE];
    private final byte[] again = new byte[PIECE + ContentCipher.TAG];
    private int next;
    private int end;
    private long total;
    private boolean checked;
    private boolean broken;

    GcmStream(Decryption decryption, byte[] key) throws IOException {
        this.decrypting =
                decryption.cipher().decryptingUnchecked(key, decryption.vector().toArray());
        this.sealing = decryption
                .cipher()
                .encryption(
                        key,
                        decryption.vector().toArray(),
                        decryption.envelope().authenticated().toArray(),
                        decryption.tagOctets());
        this.tag = decryption.envelope().tag().orElseThrow().toArray();
        this.encrypted = decryption.envelope().encrypted().open();
    }

    /** False at the end, when the tag is the right one. */
    private boolean fill() throws IOException {
        if (broken) {
            throw new BrokenContent();
        }
        if (checked) {
            return false;
        }
        int read = encrypted.readNBytes(in, 0, PIECE);
        total += read;
        if (total > ContentCipher.MOST_GCM) {
            throw new MalformedCms("It is longer than the 64 GiB that AES-GCM can protect.");
        }
        try {
            if (read == 0) {
                check();
                return false;
            }
            end = decrypting.update(in, 0, read, out, 0);
            next = 0;
            sealing.update(out, 0, end, again, 0);
            return true;
        } catch (GeneralSecurityException e) {
            throw new BrokenContent();
        }
    }

    private void check() throws IOException, GeneralSecurityException {
        byte[] last = sealing.doFinal();
        byte[] found = Arrays.copyOfRange(last, last.length - tag.length, last.length);
        if (!MessageDigest.isEqual(found, tag)) {
            broken = true;
            throw new BrokenContent();
        }
        checked = true;
    }

    @Override
    public int read() throws IOException {
        return next < end || fill() ? out[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int from, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (next == end && !fill()) {
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
