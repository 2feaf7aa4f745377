package org.signet.ca.access;

import org.signet.model.Bytes;
import org.signet.model.EmailAddress;
import org.signet.model.Mail;
import org.signet.model.Outcome;

/** Port: the CA's own mailbox, whose key signs what it sends. */
public interface SigningMailbox {

    /** Whom signed mail is from. */
    EmailAddress address();

    /** The mail as it is sent (RFC 5322, multipart/signed), dated now. Refused as long as the mailbox has no certificate. */
    Outcome<Bytes> sign(Mail mail);
}
