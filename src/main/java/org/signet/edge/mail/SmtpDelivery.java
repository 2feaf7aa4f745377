package org.signet.edge.mail;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import org.signet.ca.access.MailQueue;
import org.signet.ca.access.MailQueue.Queued;
import org.signet.ca.access.SigningMailbox;
import org.signet.model.EmailAddress;
import org.signet.model.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands queued mail to an SMTP server, each message claimed first, so that two servers do not both send it. What fails is
 * tried again, at growing distances up to an hour, for three days: as long as the longest link in a mail holds. What the
 * server refuses for good (RFC 5321 §4.2.1) is given up at once; somebody may have it tried again within that time. Then its
 * text, which may hold a secret, is forgotten.
 */
public final class SmtpDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpDelivery.class);
    private static final int BATCH = 20;
    private static final Duration LIFE = Duration.ofDays(3);
    /** Longer than a dialogue takes in which every answer comes just before its time-out. */
    private static final Duration CLAIM = Duration.ofMinutes(10);

    private final MailQueue queue;
    private final SmtpSettings settings;
    private final SigningMailbox mailbox;
    private final Clock clock;
    private final Session session;

    /** @param mailbox signs what is to be signed, and is then whom it is from */
    public SmtpDelivery(MailQueue queue, SmtpSettings settings, SigningMailbox mailbox, Clock clock) {
        this.queue = queue;
        this.settings = settings;
        this.mailbox = mailbox;
        this.clock = clock;
        this.session = session(settings);
    }

    private static Session session(SmtpSettings settings) {
        String protocol = "mail.smtp.";
        Properties properties = new Properties();
        properties.put(protocol + "host", settings.host());
        properties.put(protocol + "port", settings.port());
        properties.put(protocol + "connectiontimeout", 10_000);
        properties.put(protocol + "timeout", 20_000);
        properties.put(protocol + "writetimeout", 20_000);
        properties.put(protocol + "ssl.enable", settings.security() == SmtpSettings.Security.TLS);
        properties.put(protocol + "starttls.enable", settings.security() == SmtpSettings.Security.STARTTLS);
        properties.put(protocol + "starttls.required", settings.security() == SmtpSettings.Security.STARTTLS);
        properties.put(protocol + "ssl.checkserveridentity", true);
        properties.put(protocol + "auth", settings.user() != null);
        properties.put("mail.mime.allowutf8", true);
        properties.put(protocol + "from", settings.from().toString());
        return Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(settings.user(), settings.password());
            }
        });
    }

    /**
     * Goes as far as a delivery does before it names the message: connects, with TLS and sign-in as configured. Nothing is
     * sent.
     *
     * @return what stands in the way, in the words of the server or the network; empty if nothing does
     */
    public static Optional<String> obstacle(SmtpSettings settings) {
        try (Transport transport = session(settings).getTransport("smtp")) {
            transport.connect();
            return Optional.empty();
        } catch (MessagingException | RuntimeException e) {
            return Optional.of(SmtpRefusal.words(e, ""));
        }
    }

    /** Delivers what is due. One message that cannot be sent, for whatever reason, does not hold up the others. */
    public void run() {
        for (Queued queued : queue.due(clock.instant(), BATCH)) {
            Instant now = clock.instant();
            if (!queue.claim(queued.id(), now, now.plus(CLAIM))) {
                continue;
            }
            try {
                send(queued.mail().signed() ? signed(queued.mail()) : message(queued));
            } catch (MessagingException | RuntimeException e) {
                failed(queued, e);
                continue;
            }
            queue.sent(queued.id(), clock.instant());
        }
    }

    /** Forgets the texts of what was given up, once nothing in them holds any more. */
    public void forget() {
        queue.forget(clock.instant().minus(LIFE));
    }

    /** As it is: what is saved once more may be written otherwise, and its signature broken. */
    private void send(MimeMessage message) throws MessagingException {
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect();
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    private MimeMessage signed(Mail mail) throws MessagingException {
        return new MimeMessage(session, mailbox.sign(mail).orThrow().open());
    }

    private void failed(Queued queued, Exception failure) {
        Mail mail = queued.mail();
        String error = SmtpRefusal.words(
                failure, String.valueOf(mail.body()).replace(mail.to().toString(), ""));
        Instant now = clock.instant();
        Instant end = queued.queued().plus(LIFE);
        if (SmtpRefusal.isFinal(failure) || !now.isBefore(end)) {
            queue.giveUp(queued.id(), error, now);
            forget();
            LOG.warn(
                    "mail {} was given up after {} tries: {} answered: {}. Within three days of its making it can be tried"
                            + " again under /admin/mail; else whoever it was for must ask again.",
                    queued.id(),
                    queued.attempts() + 1,
                    settings,
                    error);
            return;
        }
        Instant next = next(queued, now, end);
        queue.failed(queued.id(), error, next);
        LOG.warn(
                "mail {} was not taken by {}: {}; next try in {} s",
                queued.id(),
                settings,
                error,
                Duration.between(now, next).toSeconds());
    }

    private static Instant next(Queued queued, Instant now, Instant end) {
        Duration wait = Duration.ofSeconds(15L << Math.min(8, queued.attempts()));
        Instant next = now.plus(wait.compareTo(MailQueue.LONGEST_WAIT) > 0 ? MailQueue.LONGEST_WAIT : wait);
        return next.isAfter(end) ? end : next;
    }

    private MimeMessage message(Queued queued) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(address(settings.from()));
        message.setRecipient(Message.RecipientType.TO, address(queued.mail().to()));
        message.setSubject(queued.mail().subject(), StandardCharsets.UTF_8.name());
        message.setText(queued.mail().body(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(queued.queued()));
        // So that no out-of-office reply comes back (RFC 3834 §5).
        message.setHeader("Auto-Submitted", "auto-generated");
        message.saveChanges();
        return message;
    }

    private static InternetAddress address(EmailAddress address) throws MessagingException {
        return new InternetAddress(address.toString(), false);
    }
}
