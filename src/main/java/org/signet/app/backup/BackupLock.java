package org.signet.app.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.smime.writing.SealedStream;
import org.signet.crypto.x509.Certificate;

/** For whom a backup is encrypted. */
public interface BackupLock {

    SealedStream on(OutputStream target, SecureRandom random) throws IOException;

    /** As the audit log tells it. */
    String text();

    static BackupLock of(Passphrase passphrase) {
        return new BackupLock() {
            @Override
            public SealedStream on(OutputStream target, SecureRandom random) throws IOException {
                return SealedStream.to(target, passphrase, random);
            }

            @Override
            public String text() {
                return "passphrase";
            }
        };
    }

    static BackupLock of(Certificate certificate) {
        return new BackupLock() {
            @Override
            public SealedStream on(OutputStream target, SecureRandom random) throws IOException {
                return SealedStream.to(target, certificate, random);
            }

            @Override
            public String text() {
                return "SHA-256 " + certificate.sha256();
            }
        };
    }
}
