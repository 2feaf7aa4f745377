package org.signet.ca.access.signin;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.signet.ca.access.Session;
import org.signet.ca.access.factor.Factors;
import org.signet.ca.access.factor.StepStore.Purpose;
import org.signet.ca.access.factor.Steps;
import org.signet.ca.audit.Transactions;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/**
 * Certificates of our own, shown by TLS, in place of a password. Whoever approves requests could have one issued for the
 * mailbox of somebody else: so it stands in for the password alone, and the second factor is always asked for.
 */
public final class ClientCertificates {
    private final CertificateHolders holders;
    private final Factors factors;
    private final Steps steps;
    private final Transactions transactions;
    private final SecureRandom random;

    public ClientCertificates(
            CertificateHolders holders, Factors factors, Steps steps, Transactions transactions, SecureRandom random) {
        this.holders = holders;
        this.factors = factors;
        this.steps = steps;
        this.transactions = transactions;
        this.random = random;
    }

    /** Binds the account to the first mailbox of the certificate whose key its holder used for this connection. */
    public Outcome<EmailAddress> bind(Session own, Bytes shown, String origin) {
        return holders.mailboxes(shown)
                .then(mailboxes -> transactions.attempt(() -> {
                    EmailAddress mailbox = mailboxes.get(0);
                    if (!factors.any(own.user())) {
                        throw new RefusedException(
                                RefusalCode.WRONG_STATE,
                                "A certificate stands in for the password, not for the second factor; set one up first.");
                    }
                    if (!factors.bindMailbox(own.user(), mailbox, own.actor(origin))) {
                        throw new RefusedException(
                                RefusalCode.WRONG_STATE,
                                "Certificates of " + mailbox + " sign in to another account already.");
                    }
                    return mailbox;
                }));
    }

    public void release(Session own, String origin) {
        transactions.durable(() -> {
            factors.releaseMailbox(own.user(), own.actor(origin));
            return null;
        });
    }

    /** The first step of signing in: what the second one is known by. */
    public Outcome<OneTimeSecret> signIn(Bytes shown) {
        return holders.mailboxes(shown).then(this::account).map(user -> {
            OneTimeSecret step = OneTimeSecret.token(random);
            transactions.durable(() -> {
                steps.begin(step, Purpose.CODE, Optional.of(user), "");
                return null;
            });
            return step;
        });
    }

    private Outcome<String> account(List<EmailAddress> mailboxes) {
        return mailboxes.stream()
                .map(factors::ofMailbox)
                .flatMap(Optional::stream)
                .filter(factors::any)
                .findFirst()
                .map(Outcome::ok)
                .orElseGet(() -> Outcome.refused(
                        RefusalCode.BAD_CERTIFICATE,
                        "No account is bound to this certificate's mailbox. Sign in with your password and bind it under"
                                + " My account."));
    }
}
