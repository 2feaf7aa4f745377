package org.signet.ca.revocation;

import java.time.Instant;
import java.util.List;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.CertificateRecord;
import org.signet.model.EmailAddress;
import org.signet.model.Mail;
import org.signet.model.PersonName;
import org.signet.model.RevocationReason;

/** Port: the wording of the mails about revocation. */
public interface RevocationLetters {

    /** Brings the link to the page that revokes the certificates of that mailbox. */
    Mail revocationLink(EmailAddress address, OneTimeSecret secret, Instant expires, String language);

    /** Tells a mailbox of a person that certificates were revoked at its word, or at their key's, in case that was a thief. */
    Mail revoked(
            EmailAddress address,
            PersonName name,
            List<CertificateRecord> certificates,
            RevocationReason reason,
            String language);
}
