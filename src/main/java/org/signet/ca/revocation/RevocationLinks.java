package org.signet.ca.revocation;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.signet.ca.access.MailQueue;
import org.signet.ca.access.MailedLink;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.revocation.Revocation.Grounds;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.Actor;
import org.signet.model.CertificateRecord;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.SerialNumber;

/** Revocation by the holder, who lost key and password: whoever reads a mailbox may end the certificates that name it. */
public final class RevocationLinks {
    private static final Duration LIFE = Duration.ofHours(1);

    /** So many mails go to one mailbox in an hour, however often somebody asks. */
    private static final int MOST = 5;

    /** So long a link that ended is still known, so that its page can say why. */
    private static final Duration REMEMBERED = Duration.ofDays(2);

    private final RevocationLinkStore links;
    private final CertificateStore certificates;
    private final Revocation revocation;
    private final Post post;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random;

    /** How mail leaves. */
    public record Post(MailQueue mails, RevocationLetters letters, RevocationNotices notices) {}

    public RevocationLinks(
            RevocationLinkStore links,
            CertificateStore certificates,
            Revocation revocation,
            Post post,
            Transactions transactions,
            AuditLog audit,
            Clock clock,
            SecureRandom random) {
        this.links = links;
        this.certificates = certificates;
        this.revocation = revocation;
        this.post = post;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /**
     * What a link opens.
     *
     * @param address whose reader has it
     * @param certificates those that may be revoked by it; empty if none is left
     */
    public record Open(EmailAddress address, Instant expires, List<CertificateRecord> certificates) {}

    /**
     * Mails a link if the mailbox has certificates that can be revoked. Whether it has any is told to its reader alone: what is not
     * to be mailed is written all the same and undone, so that the time does not tell either.
     */
    public void ask(EmailAddress address, String language, String origin) {
        OneTimeSecret secret = OneTimeSecret.token(random);
        Instant now = clock.instant();
        transactions.durable(() -> {
            boolean mailed =
                    !live(address, now).isEmpty() & links.asked(address, now.minus(LIFE), now.plus(LIFE)) < MOST;
            links.deleteEnded(now.minus(REMEMBERED));
            links.insert(MailedLink.fresh(secret.digest(), address, now, now.plus(LIFE)), language);
            transactions.attempt(() -> {
                post.mails().enqueue(post.letters().revocationLink(address, secret, now.plus(LIFE), language), now);
                audit.append(Actor.person(address, origin), new AuditEvent.RevocationLinkSent(address));
                return mailed ? address : undone();
            });
            return null;
        });
    }

    private static EmailAddress undone() {
        throw new RefusedException(RefusalCode.NOT_FOUND, "Nothing can be revoked there.");
    }

    /** A link for who has just proved to read the mailbox; nothing is mailed. */
    public OneTimeSecret open(EmailAddress reader, String language) {
        OneTimeSecret secret = OneTimeSecret.token(random);
        Instant now = clock.instant();
        transactions.durable(() -> {
            links.deleteEnded(now.minus(REMEMBERED));
            links.insert(MailedLink.fresh(secret.digest(), reader, now, now.plus(LIFE)), language);
            return null;
        });
        return secret;
    }

    /** Those of people that name the mailbox and are neither revoked nor expired. */
    private List<CertificateRecord> live(EmailAddress address, Instant now) {
        return certificates.naming(address).stream()
                .filter(certificate -> certificate.personId() != 0)
                .filter(certificate -> !certificate.status().isRevoked())
                .filter(certificate -> !certificate.expiredAt(now))
                .toList();
    }

    /** What is behind a link. Changes nothing: mail scanners look too. */
    public Outcome<Open> look(OneTimeSecret secret) {
        Instant now = clock.instant();
        return MailedLink.open(links.find(secret.digest()), now)
                .map(link -> new Open(link.address(), link.expires(), live(link.address(), now)));
    }

    /**
     * Revokes, and spends the link; every address of the holders is told. What is refused leaves the link as it was.
     *
     * @param chosen among those that {@link #look} shows
     */
    public Outcome<List<CertificateRecord>> revoke(
            OneTimeSecret secret, List<SerialNumber> chosen, Grounds grounds, String origin) {
        return transactions.attempt(() -> {
            Open open = look(secret).orThrow();
            own(open, chosen).orThrow();
            Actor holder = Actor.person(open.address(), origin);
            List<CertificateRecord> revoked =
                    revocation.revokeOwn(chosen, grounds, holder).orThrow();
            Instant now = clock.instant();
            links.setUsed(secret.digest(), now);
            post.notices().tell(revoked, grounds.reason(), now);
            return revoked;
        });
    }

    private static Outcome<Open> own(Open open, List<SerialNumber> chosen) {
        List<SerialNumber> own =
                open.certificates().stream().map(CertificateRecord::serial).toList();
        return chosen.isEmpty() || !own.containsAll(chosen)
                ? Outcome.refused(
                        RefusalCode.BAD_INPUT,
                        "Choose at least one of the certificates that name " + open.address()
                                + " and are not revoked yet.")
                : Outcome.ok(open);
    }
}
