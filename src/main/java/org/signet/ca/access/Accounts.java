package org.signet.ca.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.PasswordHash;
import org.signet.model.Actor;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.Role;

/** Accounts of the front end: invited by a one-time link, signed in by a password. */
public final class Accounts {
    private static final Duration LINK = Duration.ofHours(72);
    private static final Duration SESSION = Duration.ofHours(8);
    private static final Duration SEEN_STEP = Duration.ofMinutes(1);
    private static final Duration BROWSER = Duration.ofDays(180);
    private static final int MIN_PASSWORD = 12;
    private static final int MAX_PASSWORD = 256;

    private final AccountStore store;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random;
    /** Checked when there is no such account, so that the answer takes as long as for one that exists. */
    private final String nobodysHash;

    public Accounts(AccountStore store, Transactions transactions, AuditLog audit, Clock clock, SecureRandom random) {
        this.store = store;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
        this.nobodysHash = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGhhcyB0aGlzIQ$"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    }

    /**
     * Creates the account if it is new and returns the secret of a link by which its password is set, once, in 72 hours.
     *
     * @param role of a new account; one that exists keeps its own
     */
    public Outcome<OneTimeSecret> invite(String user, Role role, Actor actor) {
        String name = user.strip().toLowerCase(Locale.ROOT);
        if (!name.matches("[a-z0-9][a-z0-9._@+-]{0,63}")) {
            return Outcome.refused(
                    RefusalCode.BAD_NAME, "A user name has 1 to 64 letters, digits or . _ @ + - and begins with one.");
        }
        if (!actor.may(Permission.MANAGE_ACCOUNTS)) {
            return Outcome.refused(RefusalCode.NOT_ALLOWED, "Only an administrator invites others.");
        }
        OneTimeSecret secret = OneTimeSecret.token(random);
        return transactions.attempt(() -> {
            Optional<Account> known = store.find(name);
            if (known.isEmpty()) {
                store.insert(name, role);
            }
            store.insertLink(secret.digest(), name, clock.instant().plus(LINK));
            audit.append(
                    actor,
                    new AuditEvent.AccountInvited(name, known.map(Account::role).orElse(role)));
            return secret;
        });
    }

    /** Who a one-time link is for, if it still holds. Changes nothing. */
    public Outcome<String> look(OneTimeSecret link) {
        return store.findLink(link.digest())
                .map(found -> found.expires().isBefore(clock.instant())
                        ? Outcome.<String>refused(
                                RefusalCode.LINK_EXPIRED, "This link has expired; ask an administrator for a new one.")
                        : Outcome.ok(found.user()))
                .orElseGet(() -> Outcome.refused(
                        RefusalCode.LINK_USED,
                        "This link was used already or is not ours; sign in with your password, or ask an administrator"
                                + " for a new link."));
    }

    /** Sets the password that the link is for and signs in. The link, every older session and every other known browser is forgotten. */
    public Outcome<Session> redeem(OneTimeSecret link, Passphrase password, Browser browser) {
        Outcome<String> holder = look(link);
        if (!holder.isOk()) {
            return Outcome.refused(holder.refusal());
        }
        int length = password.reveal().length();
        if (length < MIN_PASSWORD || length > MAX_PASSWORD) {
            return Outcome.refused(RefusalCode.WEAK_PASSWORD, "A password has 12 to 256 characters.");
        }
        String hash = PasswordHash.hash(password, random);
        return transactions.attempt(() -> {
            String user = look(link).orThrow();
            store.setPassword(user, hash);
            Account account = store.find(user).orElseThrow();
            audit.append(Actor.account(user, browser.origin(), account.role()), new AuditEvent.PasswordSet(user));
            return open(account, browser);
        });
    }

    /**
     * Signs in. A wrong name, a wrong password and a password that comes too soon after wrong ones answer alike and take
     * as long. A browser that the account knows waits for its own wrong passwords alone; all others wait for theirs together.
     */
    public Outcome<Session> signIn(String user, Passphrase password, Browser browser) {
        String name = user.strip().toLowerCase(Locale.ROOT);
        Optional<Account> known = store.find(name).filter(account -> !waits(account, browser));
        boolean right =
                PasswordHash.matches(password, known.flatMap(Account::password).orElse(nobodysHash));
        if (known.isEmpty()) {
            return wrong();
        }
        return right ? transactions.attempt(() -> signedIn(name, browser)) : failed(name, browser);
    }

    /** Whether somebody signed in to that account in this browser lately. */
    public boolean knows(String user, Browser browser) {
        return failures(user.strip().toLowerCase(Locale.ROOT), browser).isPresent();
    }

    private Optional<Failures> failures(String name, Browser browser) {
        return browser.secret().flatMap(secret -> store.findBrowser(secret.digest(), name, clock.instant()));
    }

    private boolean waits(Account account, Browser browser) {
        Failures counted = failures(account.user(), browser).orElse(account.strangers());
        return clock.instant().isBefore(counted.waitUntil());
    }

    private Session signedIn(String name, Browser browser) {
        Account account = store.find(name).orElseThrow();
        if (waits(account, browser)) {
            // Many guesses came at once: the wrong ones among them count first.
            throw new RefusedException(wrong().refusal());
        }
        if (failures(name, browser).isEmpty()) {
            store.setFailures(name, Failures.NONE);
        }
        store.deleteExpired(clock.instant());
        audit.append(Actor.account(name, browser.origin(), null), new AuditEvent.SignedIn(name));
        return open(account, browser);
    }

    private Outcome<Session> failed(String name, Browser browser) {
        Instant now = clock.instant();
        transactions.durable(() -> {
            failures(name, browser)
                    .ifPresentOrElse(
                            own -> store.setBrowserFailures(
                                    browser.secret().orElseThrow().digest(), name, own.oneMore(now)),
                            () -> store.setFailures(
                                    name,
                                    store.find(name).orElseThrow().strangers().oneMore(now)));
            audit.append(Actor.account(name, browser.origin(), null), new AuditEvent.SignInFailed(name));
            return null;
        });
        return wrong();
    }

    private static Outcome<Session> wrong() {
        return Outcome.refused(
                RefusalCode.BAD_CREDENTIALS,
                "The name or the password is wrong. After several wrong ones, wait a quarter of an hour.");
    }

    private Session open(Account account, Browser browser) {
        Instant now = clock.instant();
        Session session = new Session(account.user(), account.role(), OneTimeSecret.token(random));
        store.insertSession(new OpenSession(
                session.secret().digest(), account.user(), now, now, browser.origin(), now.plus(SESSION)));
        // A secret that somebody planted in the browser beforehand is worth nothing afterwards.
        Bytes fresh = session.browserSecret().digest();
        browser.secret().ifPresent(old -> store.renameBrowser(old.digest(), fresh));
        store.keepBrowser(fresh, account.user(), now.plus(BROWSER));
        return session;
    }

    /** The session that a cookie's secret opens, if it still holds. */
    public Optional<Session> session(OneTimeSecret secret) {
        Bytes digest = secret.digest();
        Instant now = clock.instant();
        Optional<OpenSession> open =
                store.findSession(digest).filter(found -> found.expires().isAfter(now));
        if (open.filter(found -> !found.seen().plus(SEEN_STEP).isAfter(now)).isPresent()) {
            transactions.ordered(() -> {
                store.setSeen(digest, now);
                return null;
            });
        }
        return open.flatMap(found -> store.find(found.user()))
                .map(account -> new Session(account.user(), account.role(), secret));
    }

    /** Where the holder of a session is signed in, the session used last first. */
    public List<OpenSession> sessions(Session own) {
        Instant now = clock.instant();
        return store.sessions(own.user()).stream()
                .filter(each -> each.expires().isAfter(now))
                .toList();
    }

    /**
     * Ends sessions of the same account, but not this one.
     *
     * @return how many ended
     */
    public int endOthers(Session own, Predicate<OpenSession> which, String origin) {
        return transactions.durable(() -> {
            List<OpenSession> ended = sessions(own).stream()
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

    public List<Account> all() {
        return store.all();
    }
}
