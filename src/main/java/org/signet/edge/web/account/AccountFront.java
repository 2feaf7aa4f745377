package org.signet.edge.web.account;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.signet.ca.access.Accounts;
import org.signet.ca.access.Sessions;
import org.signet.ca.access.signin.ClientCertificates;
import org.signet.ca.access.signin.OwnFactors;
import org.signet.ca.access.signin.Passkeys;
import org.signet.edge.http.Door;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.http.limit.RateLimits;
import org.signet.edge.web.FrontEnd;
import org.signet.edge.web.passkey.WebAuthn;

/** Every page of this package, put together from what they call. */
public final class AccountFront {
    private AccountFront() {}

    /** What the pages call. */
    public record Services(
            Accounts accounts,
            Sessions sessions,
            OwnFactors factors,
            Passkeys passkeys,
            ClientCertificates certificates,
            RateLimits limits,
            Clock clock) {}

    /**
     * @param front the pages around these
     * @param company by whose name apps and devices show an entry
     * @param url where people reach the pages
     */
    public static List<Door> doors(FrontEnd front, String company, String url, Services services) {
        // Whoever found a browser open could try the old password.
        RateLimit limit = services.limits().shared("password", 10, Duration.ofSeconds(30));
        return List.of(
                new AccountPages(front.pages(), front.visitors(), services, limit),
                new FactorPages(
                        front.pages(),
                        front.visitors(),
                        services,
                        company,
                        WebAuthn.at(url).host()));
    }
}
