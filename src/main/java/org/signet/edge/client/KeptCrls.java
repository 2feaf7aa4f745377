package org.signet.edge.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.signet.crypto.x509.revocation.StoredCrl;

/** CRLs in files, those that were wanted last: bounded in number and octets. */
final class KeptCrls {
    private static final int MOST = 64;
    private static final long MOST_OCTETS = 256L << 20;

    private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long octets;

    /**
     * One of them.
     *
     * @param until when its server is to be asked whether there is a newer one
     * @param tag its ETag, as {@code modified} is its Last-Modified, both as the server wrote them
     */
    record Kept(StoredCrl crl, Path file, Instant until, Optional<String> tag, Optional<String> modified) {
        boolean isInForce(Instant now) {
            return crl.nextUpdate().filter(now::isBefore).isPresent();
        }
    }

    synchronized Optional<Kept> find(String url) {
        return Optional.ofNullable(kept.get(url));
    }

    /** Takes the place of what was there. A file that is still being read is gone when its reader is done. */
    synchronized void keep(String url, Kept crl) {
        Kept before = kept.remove(url);
        if (before != null) {
            octets -= size(before.file());
            if (!before.file().equals(crl.file())) {
                delete(before.file());
            }
        }
        kept.put(url, crl);
        octets += size(crl.file());
        for (Iterator<Kept> eldest = kept.values().iterator();
                kept.size() > MOST || octets > MOST_OCTETS && kept.size() > 1; ) {
            Kept last = eldest.next();
            octets -= size(last.file());
            delete(last.file());
            eldest.remove();
        }
    }

    synchronized void clear() {
        kept.values().forEach(crl -> delete(crl.file()));
        kept.clear();
        octets = 0;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            // Somebody cleaned the temporary folder; reading it will say so.
            return 0;
        }
    }

    /** What cannot be deleted is left to the system, which empties its temporary folder. */
    static void delete(Path file) {
        file.toFile().delete();
    }
}
