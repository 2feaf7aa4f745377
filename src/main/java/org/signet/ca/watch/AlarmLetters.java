package org.signet.ca.watch;

import java.util.List;
import org.signet.ca.audit.AuditEntry;
import org.signet.model.EmailAddress;
import org.signet.model.Mail;

/** Port: the words of alarms. */
public interface AlarmLetters {

    /**
     * One mail for all that changed in a round.
     *
     * @param wrong what is not good, the worst first
     * @param again what is good again
     */
    Mail alarm(EmailAddress to, List<Observation> wrong, List<Observation> again);

    /** The ends of the audit log's chains, signed, and how the log is compared with them. */
    Mail heads(EmailAddress to, List<AuditEntry.Head> heads);
}
