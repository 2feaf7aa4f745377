package org.signet.crypto.smime.reading;

import java.util.List;
import org.signet.crypto.keys.DecryptionKey;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.x509.Certificate;

/** A key that opens what was encrypted to its certificate. */
public record Identity(DecryptionKey key, Certificate certificate) {

    /** The keys of these files, each with its own certificate. */
    public static List<Identity> all(List<Pkcs12File> files) {
        return files.stream()
                .map(file -> new Identity(file.key(), file.chain().get(0)))
                .toList();
    }
}
