package org.signet.ca.enrollment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;

/** Port: the records of enrolments. */
public interface EnrollmentStore {
    void insert(Enrollment enrollment);

    Optional<Enrollment> find(String id);

    Optional<Enrollment> findByProof(Bytes digest);

    Optional<Enrollment> findByKey(Bytes digest);

    /** Stores the changed enrolment if it is still in that state; false if another was quicker. */
    boolean update(Enrollment changed, EnrollmentState from);

    /** Newest first. */
    List<Enrollment> inState(EnrollmentState state, int limit);

    List<Enrollment> latest(int limit);

    /** Those of that address that go on or came to their end: proven, approved or issued; newest first. */
    List<Enrollment> standing(EmailAddress address);

    /**
     * Those whose time has run out and that are not over yet, the oldest first.
     *
     * @param patience how long one waits for a decision, from its asking
     * @param grace how long a browser's waits behind the end of its key link
     */
    List<Enrollment> ended(Instant now, Duration patience, Duration grace, int limit);

    /** Those of that address, newest first. */
    List<Enrollment> of(EmailAddress address, int limit);

    /** How many were asked for that address between two moments. */
    int countBetween(EmailAddress address, Instant after, Instant before);
}
