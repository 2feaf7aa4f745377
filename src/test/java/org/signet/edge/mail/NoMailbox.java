package org.signet.edge.mail;

import org.signet.ca.access.SigningMailbox;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;
import org.signet.model.Mail;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** The mailbox of a CA that can issue nothing. */
public record NoMailbox() implements SigningMailbox {
    @Override
    public EmailAddress address() {
        return new EmailAddress("ca", "example.com");
    }

    @Override
    public Outcome<Bytes> sign(Mail mail) {
        return Outcome.refused(RefusalCode.ISSUER_UNUSABLE, "No certificate can be had.");
    }
}
