package org.signet.ca.enrollment;

import java.time.Instant;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.EmailAddress;
import org.signet.model.Mail;
import org.signet.model.PersonName;

/** Port: the wording of the mails, in the enrolment's language. */
public interface Letters {

    /** Asks the mailbox's reader to prove it by a link. */
    Mail proofLink(Enrollment enrollment, OneTimeSecret secret);

    /** Carries the code to type into the terminal. */
    Mail proofCode(Enrollment enrollment, OneTimeSecret code);

    /**
     * Carries the code of a mailbox besides the first.
     *
     * @param address whose reader is asked
     */
    Mail furtherCode(Enrollment enrollment, EmailAddress address, OneTimeSecret code);

    /** Brings the link to the page that makes the key. */
    Mail keyLink(Enrollment enrollment, OneTimeSecret secret);

    /** Brings somebody who asked for nothing the link to the page that makes the key. */
    Mail invitation(Enrollment enrollment, OneTimeSecret secret);

    /** Brings somebody whose certificate ends then the link to the page that makes a new key. */
    Mail reminder(Enrollment enrollment, Instant end, OneTimeSecret secret);

    /** Tells a mailbox that a certificate which names it was renewed by its key, in case that was a thief. */
    Mail renewed(EmailAddress address, PersonName name, String language);

    Mail refusal(Enrollment enrollment);

    /** Asks the requester something, with a link to the page where they answer. */
    Mail question(Enrollment enrollment, String question, OneTimeSecret secret);

    /** Tells that nobody went on with the request in time. */
    Mail expired(Enrollment enrollment);

    /** Tells a terminal's user that the waiting is over. */
    Mail approval(Enrollment enrollment);
}
