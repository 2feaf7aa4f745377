package org.signet.ca.trust;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.signet.ca.access.MailQueue;
import org.signet.ca.access.SigningMailbox;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.model.Actor;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;
import org.signet.model.Mail;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** "Is my device ready?": a message signed by the CA's own mailbox, by which a mail program shows whether it trusts us. */
public final class TestMessages {
    /** Opening the key takes longer than a signature. Programs object to a message whose date and signature are an hour apart. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final Set<String> domains;
    private final SigningMailbox mailbox;
    private final Letter letter;
    private final Post post;
    private final Clock clock;
    private final Map<String, Made> made = new ConcurrentHashMap<>();

    /** Port: the wording. */
    public interface Letter {

        /** A mail to be signed. */
        Mail testMessage(EmailAddress to, String language);
    }

    /** How mail leaves. */
    public record Post(MailQueue mails, Transactions transactions, AuditLog audit) {}

    private record Made(Instant at, Bytes message) {}

    /** @param domains the company's mail domains, to which alone it is mailed */
    public TestMessages(Set<String> domains, SigningMailbox mailbox, Letter letter, Post post, Clock clock) {
        this.domains = Set.copyOf(domains);
        this.mailbox = mailbox;
        this.letter = letter;
        this.post = post;
        this.clock = clock;
    }

    /** The message as a file, some minutes old at most. Refused as long as the mailbox has no certificate. */
    public Outcome<Bytes> file(String language) {
        Instant now = clock.instant();
        Made before = made.get(language);
        if (before != null && now.isBefore(before.at().plus(KEPT))) {
            return Outcome.ok(before.message());
        }
        return mailbox.sign(letter.testMessage(mailbox.address(), language)).map(message -> {
            made.put(language, new Made(now, message));
            return message;
        });
    }

    /** Refused for an address of another domain: nobody has us write to strangers. */
    public Outcome<EmailAddress> ours(EmailAddress address) {
        return domains.contains(address.domain())
                ? Outcome.ok(address)
                : Outcome.refused(
                        RefusalCode.FOREIGN_DOMAIN,
                        "The test message goes to addresses of our own domains only. Type your company's address, or"
                                + " download the message.");
    }

    /**
     * Mails it, whether or not there is such a mailbox.
     *
     * @param address one of {@link #ours}
     * @param language of the letter
     * @param origin network address of whoever asks, for the audit log
     */
    public void send(EmailAddress address, String language, String origin) {
        ours(address).orThrow();
        post.transactions().durable(() -> {
            post.mails().enqueue(letter.testMessage(address, language), clock.instant());
            post.audit().append(Actor.person(address, origin), new AuditEvent.TestMessageSent(address));
            return null;
        });
    }
}
