package org.signet.edge.mail;

import jakarta.mail.MessagingException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.signet.model.Printable;

/** What the answers of an SMTP server mean (RFC 5321 §4.2). */
final class SmtpRefusal {
    /** RFC 4954 §6: we did not sign in, which says nothing of the message. */
    private static final int AUTHENTICATION_REQUIRED = 530;

    private static final Pattern LONG_WORD = Pattern.compile("[A-Za-z0-9_-]{8,}");

    private SmtpRefusal() {}

    /**
     * What the server said, on one line: it chose these words. Some quote the message, whose link or code only its reader may
     * know; what looks like one and stands in the message is left out.
     */
    static String words(Exception failure, String message) {
        String text = Printable.of(String.valueOf(failure.getMessage()).replaceAll("\\p{Cntrl}+", " "));
        String quotable = message.toLowerCase(Locale.ROOT);
        return LONG_WORD
                .matcher(text)
                .replaceAll(found -> !found.group().matches("[A-Z]?[a-z]+")
                                && quotable.contains(found.group().toLowerCase(Locale.ROOT))
                        ? "…"
                        : found.group());
    }

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
