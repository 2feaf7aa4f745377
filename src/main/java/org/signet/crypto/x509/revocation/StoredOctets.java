package org.signet.crypto.x509.revocation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.signet.model.Bytes;

/** Octets that may be read more than once, and are perhaps too many to be held in memory. */
public interface StoredOctets {

    /** From the beginning. */
    InputStream open() throws IOException;

    static StoredOctets of(Bytes octets) {
        return () -> new ByteArrayInputStream(octets.toArray());
    }

    /** Those of a file; it must stay as it is. */
    static StoredOctets of(Path file) {
        return () -> Files.newInputStream(file);
    }
}
