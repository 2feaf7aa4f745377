package org.signet.ca.access.signin;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.signet.ca.access.SecondFactor;
import org.signet.ca.access.Session;
import org.signet.ca.access.Sessions;
import org.signet.ca.access.factor.Factors;
import org.signet.ca.access.factor.Factors.Owned;
import org.signet.ca.access.factor.Passkey;
import org.signet.ca.access.factor.StepStore.Purpose;
import org.signet.ca.access.factor.StepStore.Step;
import org.signet.ca.access.factor.Steps;
import org.signet.ca.audit.Transactions;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.keys.Totp;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/** What somebody signed in sets up and takes away of their own second factors. */
public final class OwnFactors {
    private final Factors factors;
    private final Steps steps;
    private final Sessions sessions;
    private final SecondFactor policy;
    private final Transactions transactions;
    private final SecureRandom random;

    public OwnFactors(
            Factors factors,
            Steps steps,
            Sessions sessions,
            SecondFactor policy,
            Transactions transactions,
            SecureRandom random) {
        this.factors = factors;
        this.steps = steps;
        this.sessions = sessions;
        this.policy = policy;
        this.transactions = transactions;
        this.random = random;
    }

    /**
     * A factor was set up.
     *
     * @param session the same by another secret
     * @param codes recovery codes, to be shown now and never again; none if the account had some
     */
    public record Added(Session session, List<OneTimeSecret> codes) {
        public Added {
            codes = List.copyOf(codes);
        }
    }

    public Owned of(Session own) {
        return factors.of(own.user());
    }

    /** Whether there must be one. */
    public boolean required() {
        return policy == SecondFactor.REQUIRED;
    }

    /** Makes the secret of a new app; it counts when a code shows that the app has it. */
    public void beginApp(Session own) {
        transactions.durable(() -> {
            steps.begin(
                    own.secret(),
                    Purpose.NEW_APP,
                    Optional.of(own.user()),
                    Totp.random(random).base32());
            return null;
        });
    }

    /** The secret that waits for its first code. */
    public Outcome<Totp> begunApp(Session own) {
        return steps.find(own.secret(), Purpose.NEW_APP).map(Step::content).map(Totp::new);
    }

    public Outcome<Added> addApp(Session own, String code, String origin) {
        return transactions.attempt(() -> {
            Totp totp = begunApp(own).orThrow();
            if (!factors.setApp(own.user(), totp, code, own.actor(origin))) {
                throw new RefusedException(
                        RefusalCode.BAD_CODE,
                        "This code is not one of the new entry in your app. Wait for the next one, and check the clock of"
                                + " the telephone.");
            }
            steps.take(own.secret(), Purpose.NEW_APP);
            return added(own, origin);
        });
    }

    /** Within a unit of work. */
    Added added(Session own, String origin) {
        List<OneTimeSecret> codes = factors.of(own.user()).recoveryCodes() > 0
                ? List.of()
                : factors.makeRecoveryCodes(own.user(), own.actor(origin));
        return new Added(sessions.renew(own), codes);
    }

    public Outcome<Owned> removeApp(Session own, String origin) {
        return transactions.attempt(() -> {
            if (spared(own).app().isPresent()) {
                factors.removeApp(own.user(), own.actor(origin));
            }
            return left(own, origin);
        });
    }

    /** @param id one of others changes nothing */
    public Outcome<Owned> removePasskey(Session own, String id, String origin) {
        return transactions.attempt(() -> {
            Optional<Passkey> passkey = spared(own).passkeys().stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst();
            passkey.ifPresent(found -> factors.removePasskey(found, own.actor(origin)));
            return left(own, origin);
        });
    }

    private Owned spared(Session own) {
        Owned owned = factors.of(own.user());
        if (required() && owned.any() && !owned.several()) {
            throw new RefusedException(
                    RefusalCode.LAST_FACTOR,
                    "A second factor is demanded here, and this is your only one. Set up another first.");
        }
        return owned;
    }

    /** Recovery codes stand in for factors: with the last of these they go too. */
    private Owned left(Session own, String origin) {
        if (!factors.any(own.user())) {
            factors.clear(own.user(), own.actor(origin));
        }
        return factors.of(own.user());
    }

    /** New ones in place of the old, for whoever has something that they stand in for. */
    public Outcome<List<OneTimeSecret>> newRecoveryCodes(Session own, String origin) {
        return transactions.attempt(() -> {
            if (!factors.any(own.user())) {
                throw new RefusedException(
                        RefusalCode.WRONG_STATE,
                        "Recovery codes stand in for a second factor, and you have none; set one up first.");
            }
            return factors.makeRecoveryCodes(own.user(), own.actor(origin));
        });
    }
}
