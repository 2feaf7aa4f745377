package org.signet.app;

import java.time.Clock;
import org.signet.ca.authority.Endings;
import org.signet.ca.enrollment.Reminders;
import org.signet.ca.enrollment.RenewalStores;
import org.signet.ca.enrollment.Renewals;
import org.signet.crypto.policy.Providers;
import org.signet.edge.client.SignetClient;
import org.signet.edge.client.TerminalRenewal;

/** What happens as certificates end, wired. */
public final class Renewing {
    private final Signet signet;

    Renewing(Signet signet) {
        this.signet = signet;
    }

    /** Renewal on the machine of the key's holder, at another's server. */
    public static TerminalRenewal atTerminal(SignetClient client) {
        return new TerminalRenewal(client, Clock.systemUTC(), Providers.newRandom());
    }

    /** Renewal by the old key. */
    Renewals renewals() {
        return renewals(signet.config().url());
    }

    /** @param server our URL as people give it */
    public Renewals renewals(String server) {
        return new Renewals(
                server,
                stores(),
                signet.rules(),
                signet.people(),
                signet.authority(),
                signet.letters(),
                signet.transactions(),
                signet.audit(),
                signet.clock());
    }

    public Endings endings() {
        return new Endings(signet.certificates(), signet.clock());
    }

    /** What tells people of the ends of their certificates. */
    public Reminders reminders() {
        return new Reminders(
                signet.config().renewal().remindDays(),
                stores(),
                signet.rules(),
                signet.people(),
                signet.letters(),
                signet.transactions(),
                signet.audit(),
                signet.clock(),
                signet.random());
    }

    private RenewalStores stores() {
        return new RenewalStores(
                signet.certificates(), signet.enrollmentStore(), signet.renewalStore(), signet.mailQueue());
    }
}
