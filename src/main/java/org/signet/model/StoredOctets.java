package org.signet.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Octets that may be read more than once, and are perhaps too many to be held in memory: those of a file, or a view that makes
 * them out of others each time it is opened.
 */
public interface StoredOctets {

    /** From the beginning. */
    InputStream open() throws IOException;

    static StoredOctets of(Bytes octets) {
        return octets::open;
    }

    /** Those of a file; it must stay as it is. */
    static StoredOctets of(Path file) {
        return () -> Files.newInputStream(file);
    }

    /**
     * A part of them.
     *
     * @param from how many octets stand before it
     * @param length how many it has; fewer if these end before
     */
    default StoredOctets range(long from, long length) {
        return () -> {
            InputStream in = open();
            try {
                in.skipNBytes(from);
                return new FirstOctets(in, length);
            } catch (IOException | RuntimeException e) {
                in.close();
                throw e;
            }
        };
    }

    /** The first so many of them, or all if there are fewer. */
    default byte[] head(int most) throws IOException {
        try (InputStream in = open()) {
            return in.readNBytes(most);
        }
    }
}
