package org.signet.ca.access.factor;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.keys.Totp;
import org.signet.model.Actor;
import org.signet.model.EmailAddress;

/** The second factors that accounts have. What changes something is to be called within a unit of work. */
public final class Factors {
    public static final int RECOVERY_CODES = 10;

    /** So long a mailbox that was let go of counts as the account's. */
    public static final Duration REMEMBERED = Duration.ofDays(30);

    private final FactorStore store;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random;

    public Factors(FactorStore store, AuditLog audit, Clock clock, SecureRandom random) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /**
     * What an account has besides its password.
     *
     * @param app since when codes of an app
     * @param recoveryCodes how many are left
     * @param mailbox whose certificate stands in for the password
     */
    public record Owned(
            Optional<Instant> app, List<Passkey> passkeys, int recoveryCodes, Optional<EmailAddress> mailbox) {
        public Owned {
            passkeys = List.copyOf(passkeys);
        }

        /** Recovery codes alone are no factor of their own: they stand in for one that was lost. */
        public boolean any() {
            return app.isPresent() || !passkeys.isEmpty();
        }

        /** Whether something would be left without one of them. */
        public boolean several() {
            return passkeys.size() + (app.isPresent() ? 1 : 0) > 1;
        }
    }

    public Owned of(String user) {
        return new Owned(
                store.app(user).map(FactorStore.App::added),
                store.passkeys(user),
                store.recoveryCodes(user),
                store.mailbox(user));
    }

    public boolean any(String user) {
        return store.app(user).isPresent() || !store.passkeys(user).isEmpty();
    }

    /** Redeems what somebody typed: the code of their app, or one of their recovery codes. Each is taken once. */
    public boolean redeem(String user, String typed, Actor actor) {
        Optional<FactorStore.App> app = store.app(user);
        OptionalLong step = app.isEmpty()
                ? OptionalLong.empty()
                : app.get().totp().redeemed(typed, clock.instant(), app.get().lastStep());
        if (step.isPresent()) {
            return store.advance(user, step.getAsLong());
        }
        boolean spent = store.spend(user, OneTimeSecret.typed(typed).digest());
        if (spent) {
            audit.append(actor, new AuditEvent.RecoveryCodeSpent(user, store.recoveryCodes(user)));
        }
        return spent;
    }

    /** Sets up an app if the code shows that it has the secret; that code is redeemed with it. */
    public boolean setApp(String user, Totp totp, String code, Actor actor) {
        OptionalLong step = totp.redeemed(code, clock.instant(), 0);
        step.ifPresent(first -> {
            store.setApp(user, new FactorStore.App(totp, clock.instant(), first));
            audit.append(actor, new AuditEvent.AppAdded(user));
        });
        return step.isPresent();
    }

    public void removeApp(String user, Actor actor) {
        store.removeApp(user);
        audit.append(actor, new AuditEvent.AppRemoved(user));
    }

    /** New recovery codes in place of all older ones; to be shown now and never again. */
    public List<OneTimeSecret> makeRecoveryCodes(String user, Actor actor) {
        List<OneTimeSecret> codes = Stream.generate(() -> OneTimeSecret.recoveryCode(random))
                .limit(RECOVERY_CODES)
                .toList();
        store.setRecoveryCodes(user, codes.stream().map(OneTimeSecret::digest).toList());
        audit.append(actor, new AuditEvent.RecoveryCodesMade(user, codes.size()));
        return codes;
    }

    public void addPasskey(Passkey passkey, Actor actor) {
        store.addPasskey(passkey);
        audit.append(actor, new AuditEvent.PasskeyAdded(passkey.user(), passkey.title()));
    }

    public Optional<Passkey> passkey(String id) {
        return store.passkey(id);
    }

    /**
     * Notes that a passkey signed; false if its device counts and did not count on, so that there are two of it (WebAuthn §6.1.1).
     */
    public boolean used(Passkey passkey, long signCount, Actor actor) {
        boolean counts = signCount != 0 || passkey.signCount() != 0;
        if (counts && signCount <= passkey.signCount()) {
            audit.append(actor, new AuditEvent.PasskeyCopied(passkey.user(), passkey.title()));
            return false;
        }
        store.setUsed(passkey.id(), signCount, clock.instant());
        audit.append(actor, new AuditEvent.PasskeyUsed(passkey.user(), passkey.title()));
        return true;
    }

    public void removePasskey(Passkey passkey, Actor actor) {
        store.removePasskey(passkey.id());
        audit.append(actor, new AuditEvent.PasskeyRemoved(passkey.user(), passkey.title()));
    }

    /** @return false if it is another account's */
    public boolean bindMailbox(String user, EmailAddress mailbox, Actor actor) {
        if (store.ofMailbox(mailbox).filter(other -> !other.equals(user)).isPresent()) {
            return false;
        }
        if (store.mailbox(user).filter(mailbox::equals).isEmpty()) {
            releaseMailbox(user, actor);
        }
        store.setMailbox(user, mailbox);
        audit.append(actor, new AuditEvent.CertificateBound(user, mailbox));
        return true;
    }

    public void releaseMailbox(String user, Actor actor) {
        store.mailbox(user).ifPresent(mailbox -> {
            store.removeMailbox(user, clock.instant());
            audit.append(actor, new AuditEvent.CertificateReleased(user, mailbox));
        });
    }

    /** The mailboxes whose mail an account reads, as far as it told: the one that is bound to it, and those that were until lately. */
    public List<EmailAddress> mailboxes(String user) {
        return Stream.concat(
                        store.mailbox(user).stream(),
                        store.formerMailboxes(user, clock.instant().minus(REMEMBERED)).stream())
                .toList();
    }

    public Optional<String> ofMailbox(EmailAddress mailbox) {
        return store.ofMailbox(mailbox);
    }

    /** Takes everything away that the account had, if it had anything. */
    public void clear(String user, Actor actor) {
        if (any(user) || store.recoveryCodes(user) > 0) {
            releaseMailbox(user, actor);
            store.clear(user);
            audit.append(actor, new AuditEvent.FactorsCleared(user));
        }
    }
}
