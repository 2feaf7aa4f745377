package org.signet.ca.access.holder;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.signet.ca.access.MailQueue;
import org.signet.ca.access.MailedLink;
import org.signet.ca.access.People;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.Actor;
import org.signet.model.Deadline;
import org.signet.model.EmailAddress;
import org.signet.model.Mail;
import org.signet.model.Outcome;

/** Signing in without an account: a link is mailed, and its button opens a session for that mailbox, once. */
public final class HolderSignIn {
    private static final Duration LINK = Duration.ofMinutes(15);
    private static final Duration SESSION = Duration.ofMinutes(30);

    private static final Duration HOUR = Duration.ofHours(1);

    /** So many mails go to one mailbox in an hour, however often somebody asks. */
    private static final int MOST = 5;

    /** So long a link that ended is still known, so that its page can say why. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final HolderStore store;
    private final Set<String> domains;
    private final People people;
    private final Post post;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random;

    /** How mail leaves. */
    public record Post(MailQueue mails, Letter letter) {}

    /** Port: the wording of the mail. */
    public interface Letter {
        Mail holderLink(EmailAddress address, OneTimeSecret secret, Instant expires, String language);
    }

    /** @param domains the company's */
    public HolderSignIn(
            HolderStore store,
            Set<String> domains,
            People people,
            Post post,
            Transactions transactions,
            AuditLog audit,
            Clock clock,
            SecureRandom random) {
        this.store = store;
        this.domains = Set.copyOf(domains);
        this.people = people;
        this.post = post;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Mails a link. Everybody of the company gets one, whether or not we know of any certificate of theirs, so neither the
     * answer nor its time can tell; strangers get none, and their asking is written down just the same.
     */
    public void ask(EmailAddress address, String language, String origin) {
        OneTimeSecret secret = OneTimeSecret.token(random);
        Instant now = clock.instant();
        transactions.durable(() -> {
            boolean known = people.find(address).isPresent() | domains.contains(address.domain());
            boolean mailed = store.asked(address, now.minus(HOUR), now.plus(HOUR)) < MOST && known;
            store.deleteEnded(now.minus(REMEMBERED));
            store.insert(MailedLink.fresh(secret.digest(), address, now, now.plus(LINK)));
            if (mailed) {
                post.mails().enqueue(post.letter().holderLink(address, secret, now.plus(LINK), language), now);
                audit.append(Actor.person(address, origin), new AuditEvent.HolderLinkSent(address));
            }
            return null;
        });
    }

    /** Whose mailbox a link is for. Changes nothing: mail scanners look too. */
    public Outcome<EmailAddress> look(OneTimeSecret secret) {
        return MailedLink.open(store.find(secret.digest()), clock.instant()).map(MailedLink::address);
    }

    /** The button behind the link. */
    public Outcome<HolderSession> enter(OneTimeSecret link, String origin) {
        OneTimeSecret secret = OneTimeSecret.token(random);
        return transactions.attempt(() -> {
            EmailAddress address = look(link).orThrow();
            Instant now = clock.instant();
            store.use(link.digest(), now);
            HolderSession session = new HolderSession(address, secret, now.plus(SESSION));
            store.insertSession(secret.digest(), address, now, session.expires());
            audit.append(session.actor(origin), new AuditEvent.HolderSignedIn(address));
            return session;
        });
    }

    /** Who has that secret, while it holds. */
    public Optional<HolderSession> session(OneTimeSecret secret) {
        return store.session(secret.digest())
                .filter(open -> new Deadline(open.expires(), SESSION).holds(clock.instant()))
                .map(open -> new HolderSession(open.address(), secret, open.expires()));
    }

    /** Ends every session of the mailbox, wherever it was opened, and the links that could open more. */
    public void signOut(HolderSession session, String origin) {
        transactions.durable(() -> {
            store.endAll(session.address());
            audit.append(session.actor(origin), new AuditEvent.HolderSignedOut(session.address()));
            return null;
        });
    }
}
