package org.signet.crypto.smime.writing;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.policy.ContentEncryption;

/** Encrypts what is written to it. */
final class Pipe extends OutputStream {
    static final int PIECE = 64 * 1024;

    private final ContentEncryption encrypting;
    private final OutputStream out;
    private final byte[] encrypted = new byte[PIECE + 2 * ContentCipher.TAG];

    Pipe(ContentEncryption encrypting, OutputStream out) {
        this.encrypting = encrypting;
        this.out = out;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
        try {
            for (int done = 0; done < length; done += PIECE) {
                int some = Math.min(PIECE, length - done);
                out.write(encrypted, 0, encrypting.update(octets, from + done, some, encrypted, 0));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] finish() {
        try {
            return encrypting.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
