package org.signet.ca.register;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.model.CertificateRecord;
import org.signet.model.Person;

/** Port: the records as officers leaf through them. Each reading takes as long as what it returns is long. */
public interface RegisterStore {

    /**
     * The next certificates of a walk.
     *
     * @param from where to go on; empty for its beginning, or its end if backwards
     * @param backwards against its order
     */
    List<Row> certificates(Walk walk, Optional<Walk.Place> from, boolean backwards, int limit);

    /** @param place just behind this certificate, on that walk */
    record Row(Walk.Place place, CertificateRecord certificate) {}

    /** The numbers of those with a word that begins so, for each of these. */
    List<Long> people(List<String> beginnings);

    /**
     * People by name.
     *
     * @param among their numbers; empty for all
     * @param from the number of the one before; empty for the beginning, or the end if backwards
     */
    List<Person> people(Optional<List<Long>> among, Optional<Long> from, boolean backwards, int limit);

    /** How many people's certificates were issued, end and were revoked in each week; the first week begins then. */
    Weeks weeks(Instant first, int weeks);
}
