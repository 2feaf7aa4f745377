package org.signet.ca.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.signet.ca.access.factor.Factors;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.Actor;
import org.signet.model.Bytes;
import org.signet.model.Deadline;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/** Who is signed in. Every way in ends at {@link #open}, and every request begins at {@link #session}. */
public final class Sessions {
    private static final Duration SESSION = Duration.ofHours(8);
    private static final Duration SEEN_STEP = Duration.ofMinutes(1);
    private static final Duration BROWSER = Duration.ofDays(180);

    private final AccountStore store;
    private final Attempts attempts;
    private final Factors factors;
    private final SecondFactor policy;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random;

    /** @param policy whether a session without a second factor may do something */
    public Sessions(
            AccountStore store,
            Attempts attempts,
            Factors factors,
            SecondFactor policy,
            Transactions transactions,
            AuditLog audit,
            Clock clock,
            SecureRandom random) {
        this.store = store;
        this.attempts = attempts;
        this.factors = factors;
        this.policy = policy;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /** Signs in somebody who showed all that was asked for; within a unit of work. */
    public Session signIn(Account account, Browser browser) {
        attempts.succeeded(account.user(), browser);
        audit.append(Actor.account(account.user(), browser.origin(), null), new AuditEvent.SignedIn(account.user()));
        return open(account, browser);
    }

    /** The browser's older session ends. */
    Session open(Account account, Browser browser) {
        Instant now = now();
        store.deleteExpired(now, Deadline.latest(now, SESSION));
        browser.secret().ifPresent(old -> store.deleteSessionsIn(old.digest()));
        return begin(account, now, now.plus(SESSION), browser.origin(), browser.secret());
    }

    /**
     * The same session by another secret, its holder having shown now who they are: whoever knew the old one knows nothing, and
     * no form of before is obeyed. Within a unit of work.
     */
    public Session renew(Session session) {
        OpenSession old = store.findSession(session.secret().digest())
                .filter(found -> holds(found, clock.instant()))
                .orElseThrow(() -> new RefusedException(
                        RefusalCode.NOT_SIGNED_IN, "You are not signed in any more; sign in again."));
        store.deleteSession(old.digest());
        return begin(
                store.find(old.user()).orElseThrow(),
                old.opened(),
                old.expires(),
                old.origin(),
                Optional.of(session.browserSecret()));
    }

    private Session begin(
            Account account, Instant opened, Instant expires, String origin, Optional<OneTimeSecret> browser) {
        Instant now = now();
        Session session =
                new Session(account.user(), account.role(), OneTimeSecret.token(random), now, complete(account));
        // A secret that somebody planted in the browser beforehand is worth nothing afterwards.
        Bytes fresh = session.browserSecret().digest();
        store.insertSession(
                new OpenSession(session.secret().digest(), account.user(), opened, now, now, origin, fresh, expires));
        browser.ifPresent(old -> store.renameBrowser(old.digest(), fresh));
        store.keepBrowser(fresh, account.user(), now.plus(BROWSER));
        return session;
    }

    /** As the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private boolean complete(Account account) {
        return policy == SecondFactor.OPTIONAL || factors.any(account.user());
    }

    /** The session that a cookie's secret opens, if it still holds. */
    public Optional<Session> session(OneTimeSecret secret) {
        Bytes digest = secret.digest();
        Instant now = clock.instant();
        Optional<OpenSession> open = store.findSession(digest).filter(found -> holds(found, now));
        if (open.filter(found -> !found.seen().plus(SEEN_STEP).isAfter(now)).isPresent()) {
            transactions.ordered(() -> {
                store.setSeen(digest, now);
                return null;
            });
        }
        return open.flatMap(found -> store.find(found.user())
                .map(account ->
                        new Session(account.user(), account.role(), secret, found.confirmed(), complete(account))));
    }

    private static boolean holds(OpenSession session, Instant now) {
        return new Deadline(session.expires(), SESSION).holds(now);
    }

    /** Where the holder of a session is signed in, the session used last first. */
    public List<OpenSession> of(Session own) {
        Instant now = clock.instant();
        return store.sessions(own.user()).stream()
                .filter(each -> holds(each, now))
                .toList();
    }

    /**
     * Ends sessions of the same account, but not this one.
     *
     * @return how many ended
     */
    public int endOthers(Session own, Predicate<OpenSession> which, String origin) {
        return transactions.durable(() -> {
            List<OpenSession> ended = store.sessions(own.user()).stream()
                    .filter(each -> !each.is(own))
                    .filter(which)
                    .toList();
            ended.forEach(each -> store.deleteSession(each.digest()));
            if (!ended.isEmpty()) {
                audit.append(own.actor(origin), new AuditEvent.SessionsEnded(own.user(), ended.size()));
            }
            return ended.size();
        });
    }

    public void signOut(Session session, String origin) {
        transactions.durable(() -> {
            store.deleteSession(session.secret().digest());
            audit.append(session.actor(origin), new AuditEvent.SignedOut(session.user()));
            return null;
        });
    }
}
