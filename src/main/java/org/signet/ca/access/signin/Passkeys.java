package org.signet.ca.access.signin;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.signet.ca.access.Account;
import org.signet.ca.access.AccountStore;
import org.signet.ca.access.Browser;
import org.signet.ca.access.Session;
import org.signet.ca.access.Sessions;
import org.signet.ca.access.factor.Factors;
import org.signet.ca.access.factor.Passkey;
import org.signet.ca.access.factor.PasskeyProtocol;
import org.signet.ca.access.factor.StepStore.Purpose;
import org.signet.ca.access.factor.StepStore.Step;
import org.signet.ca.access.factor.Steps;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.Actor;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/**
 * Passkeys: set up, and signed in by. The device recognises its holder, by a finger or a PIN, so that one is two factors.
 * Each challenge is answered once.
 */
public final class Passkeys {
    private static final int MOST = 20;
    private static final int MAX_TITLE = 64;

    private final Site site;
    private final Factors factors;
    private final Steps steps;
    private final Sessions sessions;
    private final OwnFactors own;
    private final Transactions transactions;
    private final AuditLog audit;

    /** What every site has that lets somebody in. */
    public record Site(AccountStore accounts, PasskeyProtocol protocol, Clock clock, SecureRandom random) {}

    public Passkeys(
            Site site,
            Factors factors,
            Steps steps,
            Sessions sessions,
            OwnFactors own,
            Transactions transactions,
            AuditLog audit) {
        this.site = site;
        this.factors = factors;
        this.steps = steps;
        this.sessions = sessions;
        this.own = own;
        this.transactions = transactions;
        this.audit = audit;
    }

    /**
     * What a browser is asked.
     *
     * @param challenge 256 random bits in base64url
     * @param passkeys for a new one: which the device may not have already; otherwise: which it may be, any if empty
     * @param user by what name, and by what handle, a device knows the account; empty if it is to tell
     */
    public record Question(String challenge, List<String> passkeys, String user, String handle) {
        public Question {
            passkeys = List.copyOf(passkeys);
        }
    }

    private Question ask(OneTimeSecret browser, Purpose purpose, Optional<String> user) {
        List<Passkey> known = user.map(name -> factors.of(name).passkeys()).orElse(List.of());
        Question question = new Question(
                random(),
                known.stream().map(Passkey::id).toList(),
                user.orElse(""),
                known.stream().findFirst().map(Passkey::handle).orElseGet(this::random));
        transactions.durable(() -> {
            steps.begin(browser, purpose, user, question.challenge() + " " + question.handle());
            return null;
        });
        return question;
    }

    private static String challenge(Step step) {
        return step.content().split(" ")[0];
    }

    private static String handle(Step step) {
        return step.content().split(" ")[1];
    }

    private String random() {
        return OneTimeSecret.token(site.random()).text();
    }

    public Question askNew(Session session) {
        return ask(session.secret(), Purpose.NEW_PASSKEY, Optional.of(session.user()));
    }

    /** @param title by which its owner will know it */
    public Outcome<OwnFactors.Added> add(Session session, String title, String answer, String origin) {
        return checked(title)
                .then(text -> taken(session.secret(), Purpose.NEW_PASSKEY)
                        .then(step -> site.protocol()
                                .made(answer, challenge(step))
                                .then(made -> transactions.attempt(
                                        () -> added(session, made, new Naming(text, handle(step)), origin)))));
    }

    private static Outcome<String> checked(String title) {
        String text = title.strip();
        return text.isEmpty() || text.length() > MAX_TITLE || text.matches("(?s).*\\p{C}.*")
                ? Outcome.refused(RefusalCode.BAD_NAME, "Give the passkey a name of 1 to 64 characters.")
                : Outcome.ok(text);
    }

    /** By what its owner, and by what devices know it. */
    private record Naming(String title, String handle) {}

    private OwnFactors.Added added(Session session, PasskeyProtocol.Made made, Naming naming, String origin) {
        List<Passkey> known = factors.of(session.user()).passkeys();
        if (known.size() >= MOST || factors.passkey(made.id()).isPresent()) {
            throw new RefusedException(
                    RefusalCode.WRONG_STATE,
                    "This passkey is known here already, or you have " + MOST + "; remove one first.");
        }
        factors.addPasskey(
                new Passkey(
                        made.id(),
                        session.user(),
                        naming.handle(),
                        naming.title(),
                        made.publicKey(),
                        made.signCount(),
                        site.clock().instant(),
                        Optional.empty()),
                session.actor(origin));
        return own.added(session, origin);
    }

    /** A question, and the secret by which the browser that answers it is known. */
    public record Begun(OneTimeSecret step, Question question) {}

    /** Asks whoever it is. */
    public Begun askAnybody() {
        OneTimeSecret step = OneTimeSecret.token(site.random());
        return new Begun(step, ask(step, Purpose.PASSKEY, Optional.empty()));
    }

    /** Asks whose password was right. */
    public Outcome<Question> askHalfway(OneTimeSecret step) {
        return steps.find(step, Purpose.CODE).map(half -> ask(step, Purpose.PASSKEY, half.user()));
    }

    public Outcome<Session> signIn(OneTimeSecret step, String answer, Browser browser) {
        return taken(step, Purpose.PASSKEY)
                .then(taken -> signed(taken, answer, browser))
                .then(signed -> transactions.durable(() -> used(signed, browser).map(account -> {
                    steps.take(step, Purpose.CODE);
                    return sessions.signIn(account, browser);
                })));
    }

    public Question askConfirmation(Session session) {
        return ask(session.secret(), Purpose.CONFIRMATION, Optional.of(session.user()));
    }

    /** Shows anew who holds a session. */
    public Outcome<Session> confirm(Session session, String answer, Browser browser) {
        return taken(session.secret(), Purpose.CONFIRMATION)
                .then(taken -> signed(taken, answer, browser))
                .then(signed -> transactions.durable(() -> used(signed, browser).map(account -> {
                    audit.append(session.actor(browser.origin()), new AuditEvent.SessionConfirmed(session.user()));
                    return sessions.renew(session);
                })));
    }

    /** In a unit of its own: whatever becomes of the answer, nobody answers that challenge again. */
    private Outcome<Step> taken(OneTimeSecret browser, Purpose purpose) {
        return transactions.durable(() -> steps.take(browser, purpose));
    }

    private record Signed(Passkey passkey, long count) {}

    private Outcome<Signed> signed(Step step, String answer, Browser browser) {
        return site.protocol().claimed(answer).then(id -> {
            Optional<Passkey> passkey = factors.passkey(id)
                    .filter(found -> step.user().isEmpty() || step.user().get().equals(found.user()));
            if (passkey.isEmpty()) {
                return Outcome.refused(
                        RefusalCode.BAD_PASSKEY,
                        "This passkey is not known here. Sign in with your password, or choose another passkey.");
            }
            Outcome<Signed> signed = site.protocol()
                    .signed(answer, challenge(step), passkey.get())
                    .map(count -> new Signed(passkey.get(), count));
            signed.run(good -> {}, refusal -> failed(passkey.get(), browser));
            return signed;
        });
    }

    /** Nobody guesses a signature, so nobody is made to wait for it. */
    private void failed(Passkey passkey, Browser browser) {
        transactions.durable(() -> {
            audit.append(actor(passkey, browser), new AuditEvent.SignInFailed(passkey.user()));
            return null;
        });
    }

    private static Actor actor(Passkey passkey, Browser browser) {
        return Actor.account(passkey.user(), browser.origin(), null);
    }

    /** The account, unless the passkey was removed meanwhile or there are two of it. */
    private Outcome<Account> used(Signed signed, Browser browser) {
        Passkey passkey = signed.passkey();
        return factors.passkey(passkey.id())
                .filter(now -> factors.used(now, signed.count(), actor(now, browser)))
                .flatMap(now -> site.accounts().find(now.user()))
                .map(Outcome::ok)
                .orElseGet(() -> Outcome.refused(
                        RefusalCode.BAD_PASSKEY,
                        "This passkey signed less often than it did before, so somebody may have a copy of it. Sign in"
                                + " otherwise, remove it, and tell an administrator."));
    }
}
