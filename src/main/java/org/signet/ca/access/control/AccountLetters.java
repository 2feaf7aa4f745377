package org.signet.ca.access.control;

import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.EmailAddress;
import org.signet.model.Mail;

/** Port: the mail by which somebody sets the password of their account. */
public interface AccountLetters {
    Mail accountLink(EmailAddress to, String user, OneTimeSecret link, String language);
}
