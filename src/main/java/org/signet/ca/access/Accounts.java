package org.signet.ca.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.signet.ca.access.factor.Factors;
import org.signet.ca.access.factor.Factors.Owned;
import org.signet.ca.access.factor.StepStore.Purpose;
import org.signet.ca.access.factor.StepStore.Step;
import org.signet.ca.access.factor.Steps;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.PasswordHash;
import org.signet.model.Actor;
import org.signet.model.Deadline;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.RefusalCode;
import org.signet.model.Role;

/** Accounts of the front end: invited by a one-time link, signed in by a password and, where there is one, a second factor. */
public final class Accounts {
    private static final Duration LINK = Duration.ofHours(72);
    private static final int MIN_PASSWORD = 12;
    private static final int MAX_PASSWORD = 256;

    private final AccountStore store;
    private final Factors factors;
    private final Steps steps;
    private final Sessions sessions;
    private final Attempts attempts;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random;
    /** Checked when there is no such account, so that the answer takes as long as for one that exists. */
    private final String nobodysHash;

    /** What accounts are made of. */
    public record Parts(AccountStore store, Factors factors, Steps steps, Sessions sessions, Attempts attempts) {}

    public Accounts(Parts parts, Transactions transactions, AuditLog audit, Clock clock, SecureRandom random) {
        this.store = parts.store();
        this.factors = parts.factors();
        this.steps = parts.steps();
        this.sessions = parts.sessions();
        this.attempts = parts.attempts();
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
        this.nobodysHash = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGhhcyB0aGlzIQ$"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    }

    /**
     * Creates the account if it is new and returns the secret of a link by which its password is set, once, in 72 hours. One
     * that an operator made also takes second factors away, for those who lost them; nobody does that to another from afar.
     *
     * @param role of a new account; one that exists keeps its own
     */
    public Outcome<OneTimeSecret> invite(String user, Role role, Actor actor) {
        Outcome<String> named = Account.name(user);
        if (!named.isOk()) {
            return Outcome.refused(named.refusal());
        }
        String name = named.orThrow();
        if (!actor.may(Permission.MANAGE_ACCOUNTS)) {
            return Outcome.refused(RefusalCode.NOT_ALLOWED, "Only an administrator invites others.");
        }
        OneTimeSecret secret = OneTimeSecret.token(random);
        return transactions.attempt(() -> {
            Optional<Account> known = store.find(name);
            if (known.isEmpty()) {
                store.insert(name, role);
            }
            store.insertLink(
                    secret.digest(), new AccountStore.Link(name, clock.instant().plus(LINK), actor.isOperator()));
            audit.append(
                    actor,
                    new AuditEvent.AccountInvited(name, known.map(Account::role).orElse(role)));
            return secret;
        });
    }

    /** Who a one-time link is for, if it still holds. Changes nothing. */
    public Outcome<String> look(OneTimeSecret link) {
        return holding(link).map(AccountStore.Link::user);
    }

    private Outcome<AccountStore.Link> holding(OneTimeSecret link) {
        return store.findLink(link.digest())
                .map(found -> new Deadline(found.expires(), LINK).holds(clock.instant())
                        ? Outcome.ok(found)
                        : Outcome.<AccountStore.Link>refused(
                                RefusalCode.LINK_EXPIRED, "This link has expired; ask an administrator for a new one."))
                .orElseGet(() -> Outcome.refused(
                        RefusalCode.LINK_USED,
                        "This link was used already or is not ours; sign in with your password, or ask an administrator"
                                + " for a new link."));
    }

    /**
     * Sets the password that the link is for. The link, every older session and every other known browser is forgotten. Whoever
     * keeps a second factor is not signed in by it: a link alone does not stand in for both.
     */
    public Outcome<Session> redeem(OneTimeSecret link, Passphrase password, Browser browser) {
        Outcome<String> hash = look(link).then(holder -> hash(password));
        return hash.then(text ->
                        transactions.attempt(() -> redeemed(holding(link).orThrow(), text, browser)))
                .then(session -> session.map(Outcome::ok)
                        .orElseGet(() -> Outcome.refused(
                                RefusalCode.NOT_SIGNED_IN,
                                "Your new password is set. Sign in with it and your second factor.")));
    }

    private Outcome<String> hash(Passphrase password) {
        int length = password.reveal().length();
        return length < MIN_PASSWORD || length > MAX_PASSWORD
                ? Outcome.refused(RefusalCode.WEAK_PASSWORD, "A password has 12 to 256 characters.")
                : Outcome.ok(PasswordHash.hash(password, random));
    }

    private Optional<Session> redeemed(AccountStore.Link link, String hash, Browser browser) {
        Account account = store.find(link.user()).orElseThrow();
        Actor actor = Actor.account(account.user(), browser.origin(), account.role());
        setPassword(account, hash, actor);
        if (link.clears()) {
            factors.clear(account.user(), actor);
        }
        return factors.any(account.user()) ? Optional.empty() : Optional.of(sessions.open(account, browser));
    }

    private void setPassword(Account account, String hash, Actor actor) {
        store.setPassword(account.user(), hash);
        audit.append(actor, new AuditEvent.PasswordSet(account.user()));
    }

    /** Sets another password for whoever knows the old one. Every other session, link and known browser is forgotten. */
    public Outcome<Session> changePassword(Session own, Passphrase old, Passphrase fresh, Browser browser) {
        Outcome<String> hash = hash(fresh);
        if (!hash.isOk()) {
            return Outcome.refused(hash.refusal());
        }
        boolean right = matches(own.user(), old, browser);
        return transactions.durable(() -> checked(own.user(), right, browser).map(account -> {
            setPassword(account, hash.orThrow(), own.actor(browser.origin()));
            return sessions.open(account, browser);
        }));
    }

    /**
     * The first step of signing in. A wrong name, a wrong password and a password that comes too soon after wrong ones answer
     * alike and take as long.
     */
    public Outcome<Entry> signIn(String user, Passphrase password, Browser browser) {
        String name = user.strip().toLowerCase(Locale.ROOT);
        boolean right = matches(name, password, browser);
        return transactions.durable(() -> checked(name, right, browser).map(account -> entered(account, browser)));
    }

    private boolean matches(String user, Passphrase password, Browser browser) {
        String hash = store.find(user)
                .filter(account -> !attempts.waits(account, browser))
                .flatMap(Account::password)
                .orElse(nobodysHash);
        return PasswordHash.matches(password, hash);
    }

    /** The account, if its password was right. Of guesses that came at once the wrong ones count before the right one. */
    private Outcome<Account> checked(String user, boolean right, Browser browser) {
        Optional<Account> known = store.find(user);
        boolean waits = known.isEmpty() || attempts.waits(known.get(), browser);
        if (!right && !waits) {
            attempts.failed(user, browser, new AuditEvent.SignInFailed(user));
        } else if (waits) {
            // What is counted goes to the disk; where nothing is, this does, and takes as long.
            steps.begin(OneTimeSecret.token(random), Purpose.CODE, Optional.empty(), "");
        }
        return known.filter(account -> right && !attempts.waits(account, browser))
                .map(Outcome::ok)
                .orElseGet(() -> Outcome.refused(
                        RefusalCode.BAD_CREDENTIALS,
                        "The name or the password is wrong. After several wrong ones, wait a quarter of an hour."));
    }

    private Entry entered(Account account, Browser browser) {
        if (factors.any(account.user())) {
            OneTimeSecret step = OneTimeSecret.token(random);
            steps.begin(step, Purpose.CODE, Optional.of(account.user()), "");
            return new Entry.Halfway(step);
        }
        return new Entry.In(sessions.signIn(account, browser));
    }

    /** What whoever typed the right password in that browser has besides it. */
    public Outcome<Owned> halfway(OneTimeSecret step) {
        return steps.find(step, Purpose.CODE).map(Step::owner).map(factors::of);
    }

    /** The second step: the code of an app, or a recovery code. Wrong ones count as wrong passwords do. */
    public Outcome<Session> signIn(OneTimeSecret step, String code, Browser browser) {
        return transactions.durable(() -> steps.find(step, Purpose.CODE)
                .then(half -> shown(half.owner(), code, browser))
                .map(account -> {
                    steps.take(step, Purpose.CODE);
                    return sessions.signIn(account, browser);
                }));
    }

    private Outcome<Account> shown(String user, String code, Browser browser) {
        // A certificate may have begun it for an account that is not let in.
        Optional<Account> account = store.find(user);
        boolean waits = account.isEmpty() || attempts.waits(account.get(), browser);
        if (!waits && factors.redeem(user, code, Actor.account(user, browser.origin(), null))) {
            return Outcome.ok(account.get());
        }
        if (!waits) {
            attempts.failed(user, browser, new AuditEvent.CodeFailed(user));
        }
        return Outcome.refused(
                RefusalCode.BAD_CODE,
                "This code is wrong, or was used already. Wait for the next one of your app; after several wrong ones, a"
                        + " quarter of an hour.");
    }

    /** Shows anew who holds a session, as sensitive acts demand: by the password and, where there is a second factor, a code. */
    public Outcome<Session> confirm(Session own, Passphrase password, String code, Browser browser) {
        boolean right = matches(own.user(), password, browser);
        return transactions.durable(() -> checked(own.user(), right, browser)
                .then(account -> factors.any(own.user()) ? shown(own.user(), code, browser) : Outcome.ok(account))
                .map(account -> {
                    attempts.succeeded(own.user(), browser);
                    audit.append(own.actor(browser.origin()), new AuditEvent.SessionConfirmed(own.user()));
                    return sessions.renew(own);
                }));
    }

    public List<Account> all() {
        return store.all();
    }
}
