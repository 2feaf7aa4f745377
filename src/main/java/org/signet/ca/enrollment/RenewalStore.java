package org.signet.ca.enrollment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.model.SerialNumber;

/** Port: what was sent and issued in place of certificates that end. */
public interface RenewalStore {

    /**
     * A mail that told of a certificate's end.
     *
     * @param days how long before the end it was due
     * @param enrollment whose link it brought
     */
    record Reminder(SerialNumber serial, int days, String enrollment, Instant sent) {}

    void insert(Reminder reminder);

    /** Those of a certificate, the one nearest to its end first. */
    List<Reminder> reminders(SerialNumber serial);

    /** The certificates whose end that enrolment's link was sent for. */
    List<SerialNumber> endingFor(String enrollment);

    /** Records that a certificate's key was used to renew it, once: a second time throws. */
    void insertRenewal(SerialNumber old, List<SerialNumber> renewed, Instant now);

    /** What the key of that certificate was used to get; empty if it was not. */
    Optional<List<SerialNumber>> renewedBy(SerialNumber old);
}
