package org.signet.ca.access;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.model.Actor;

/**
 * Counts what was wrong. A browser that the account knows waits for its own failures alone; all others wait for theirs
 * together, so that nobody locks the owner out.
 */
public final class Attempts {
    private final AccountStore store;
    private final AuditLog audit;
    private final Clock clock;

    public Attempts(AccountStore store, AuditLog audit, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether somebody signed in to that account in this browser lately. */
    public boolean knows(String user, Browser browser) {
        return failures(user.strip().toLowerCase(Locale.ROOT), browser).isPresent();
    }

    private Optional<Failures> failures(String user, Browser browser) {
        return browser.secret().flatMap(secret -> store.findBrowser(secret.digest(), user, clock.instant()));
    }

    boolean waits(Account account, Browser browser) {
        Failures counted = failures(account.user(), browser).orElse(account.strangers());
        return counted.holdBack(clock.instant());
    }

    /** Within a unit of work. */
    void failed(String user, Browser browser, AuditEvent event) {
        Instant now = clock.instant();
        failures(user, browser)
                .ifPresentOrElse(
                        own -> store.setBrowserFailures(
                                browser.secret().orElseThrow().digest(), user, own.oneMore(now)),
                        () -> store.setFailures(
                                user, store.find(user).orElseThrow().strangers().oneMore(now)));
        audit.append(Actor.account(user, browser.origin(), null), event);
    }

    /** Somebody showed all that was asked for: within a unit of work, and before their session opens. */
    public void succeeded(String user, Browser browser) {
        if (failures(user, browser).isEmpty()) {
            store.setFailures(user, Failures.NONE);
        }
    }
}
