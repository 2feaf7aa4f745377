package org.signet.ca.access.control;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.signet.ca.access.MailQueue;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.EmailAddress;

/**
 * How links reach people whose account is called after their mailbox.
 *
 * @param domains the company's mail domains
 */
public record AccountPost(MailQueue mails, AccountLetters letters, Set<String> domains) {
    public AccountPost {
        domains = Set.copyOf(domains);
    }

    /** The mailbox that an account is called after, if it is. */
    static Optional<EmailAddress> mailbox(String user) {
        return user.contains("@")
                ? EmailAddress.parse(user).fold(Optional::of, refusal -> Optional.empty())
                : Optional.empty();
    }

    /** Whether that is a mailbox of the company. */
    boolean reaches(String user) {
        return mailbox(user).filter(own -> domains.contains(own.domain())).isPresent();
    }

    void send(EmailAddress mailbox, String user, OneTimeSecret link, String language, Instant now) {
        mails.enqueue(letters.accountLink(mailbox, user, link, language), now);
    }
}
