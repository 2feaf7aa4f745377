package org.signet.app.access;

import java.security.SecureRandom;
import java.time.Clock;
import org.signet.ca.access.Accounts;
import org.signet.ca.access.Attempts;
import org.signet.ca.access.SecondFactor;
import org.signet.ca.access.Sessions;
import org.signet.ca.access.factor.Factors;
import org.signet.ca.access.factor.PasskeyProtocol;
import org.signet.ca.access.factor.Steps;
import org.signet.ca.access.signin.ClientCertificates;
import org.signet.ca.access.signin.OwnFactors;
import org.signet.ca.access.signin.Passkeys;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.ca.authority.Authority;
import org.signet.ca.authority.RecordedHolders;
import org.signet.edge.store.Stores;

/** How people sign in, wired. */
public record WaysIn(
        Accounts accounts,
        Attempts attempts,
        Sessions sessions,
        OwnFactors factors,
        Passkeys passkeys,
        ClientCertificates certificates) {

    /** What every part of it calls. */
    public record Ground(Stores stores, Transactions transactions, AuditLog audit, Clock clock, SecureRandom random) {

        public WaysIn wired(SecondFactor policy, PasskeyProtocol protocol, Authority authority) {
            var store = stores.accounts();
            Factors factors = new Factors(stores.factors(), audit, clock, random);
            Steps steps = new Steps(stores.steps(), clock);
            Attempts attempts = new Attempts(store, audit, clock);
            Sessions sessions = new Sessions(store, attempts, factors, policy, transactions, audit, clock, random);
            Accounts accounts = new Accounts(
                    new Accounts.Parts(store, factors, steps, sessions, attempts), transactions, audit, clock, random);
            OwnFactors own = new OwnFactors(factors, steps, sessions, policy, transactions, random);
            Passkeys passkeys = new Passkeys(
                    new Passkeys.Site(store, protocol, clock, random),
                    factors,
                    steps,
                    sessions,
                    own,
                    transactions,
                    audit);
            ClientCertificates certificates = new ClientCertificates(
                    new RecordedHolders(stores.certificates(), authority, clock), factors, steps, transactions, random);
            return new WaysIn(accounts, attempts, sessions, own, passkeys, certificates);
        }
    }
}
