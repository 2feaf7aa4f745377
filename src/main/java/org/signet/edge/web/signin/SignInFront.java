package org.signet.edge.web.signin;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.signet.ca.access.Accounts;
import org.signet.ca.access.Attempts;
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
public final class SignInFront {
    private SignInFront() {}

    /** What the pages call. */
    public record Services(
            Accounts accounts,
            Attempts attempts,
            Sessions sessions,
            OwnFactors factors,
            Passkeys passkeys,
            ClientCertificates certificates,
            RateLimits limits,
            Clock clock) {}

    /**
     * @param front the pages around these
     * @param url where people reach them
     */
    public static List<Door> doors(FrontEnd front, String url, Services services) {
        // Each is a try at a password, a code or a link.
        RateLimit limit = services.limits().shared("sign-in", 10, Duration.ofSeconds(30));
        String host = WebAuthn.at(url).host();
        return List.of(
                new SignInPages(front.pages(), front.visitors(), services, limit),
                new WelcomePages(front.pages(), front.visitors(), services.accounts(), limit),
                new PasskeyPages(front.pages(), front.visitors(), services.passkeys(), limit, host),
                new ConfirmPages(front.pages(), front.visitors(), services, limit, host));
    }
}
