package org.signet.edge.mail;

import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** What the answers of an SMTP server mean (RFC 5321 §4.2). */
final class SmtpRefusal {
    /** RFC 4954 §6: we did not sign in, which says nothing of the message. */
    private static final int AUTHENTICATION_REQUIRED = 530;

    private SmtpRefusal() {}

    /**
     * True if the server refuses this recipient or this text for good. What it says of our sender or our sign-in is a matter
     * of the configuration, which an operator may mend.
     */
    static boolean isFinal(Exception failure) {
        for (Throwable e = failure; e instanceof MessagingException problem; e = problem.getNextException()) {
            if (e instanceof SMTPAddressFailedException recipient && isFinal(recipient.getReturnCode())) {
                return true;
            }
            if (e instanceof SMTPSendFailedException sending
                    && !sending.getCommand().startsWith("MAIL")
                    && isFinal(sending.getReturnCode())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFinal(int code) {
        return code >= 500 && code < 600 && code != AUTHENTICATION_REQUIRED;
    }
}
