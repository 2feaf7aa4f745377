package org.signet.ca.directory;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.signet.model.Bytes;

/** Port: our own people's certificates by hashes. Tells those alone that {@link DirectoryStore} tells. */
public interface HashStore {

    /**
     * Certificates in DER that may have a hash that begins so, newest first; whoever asks compares the whole.
     *
     * @param beginning of a hash, as a number
     */
    List<Bytes> withHash(long beginning, Instant now, int limit);

    /** Those that this issuer signed, newest first. */
    List<Bytes> below(String issuerId, Instant now, int limit);

    /**
     * The thousands of numbers of certificates in which some have no hashes yet, newest first.
     *
     * @param last how many of the newest thousands are looked at
     */
    List<Long> behind(long last);

    /**
     * Adds what lacks in one of them.
     *
     * @param beginnings of the hashes of a certificate in DER
     */
    void addHashes(long thousand, Instant now, Function<Bytes, Set<Long>> beginnings);
}
