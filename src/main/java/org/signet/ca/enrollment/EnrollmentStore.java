package org.signet.ca.enrollment;

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

    /** How many were asked for that address since then. */
    int countSince(EmailAddress address, Instant since);
}
