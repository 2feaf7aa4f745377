package org.signet.edge.web.revocation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.signet.ca.access.People;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.revocation.KeyRevocation;
import org.signet.ca.revocation.Revocation;
import org.signet.ca.revocation.RevocationLinks;
import org.signet.edge.http.Door;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.http.limit.RateLimits;
import org.signet.edge.web.FrontEnd;

/** Every page of this package, put together from what they call. */
public final class RevocationFront {
    private RevocationFront() {}

    /** What the pages call. */
    public record Services(
            Revocation revocation,
            RevocationLinks links,
            KeyRevocation keys,
            CertificateStore certificates,
            People people,
            RateLimits limits,
            Clock clock) {}

    /**
     * @param front the pages around these
     * @param url where people reach them, without a slash at its end
     * @param mailbox of those who run the CA, if mail is sent by one
     */
    public static List<Door> doors(FrontEnd front, String url, Optional<String> mailbox, Services services) {
        Clock clock = services.clock();
        // Asking mails a link; a whole office may come from one address. Proving revokes.
        RateLimit asking = services.limits().shared("revocation-link", 30, Duration.ofSeconds(10));
        RateLimit proving = services.limits().shared("key-proof-page", 10, Duration.ofSeconds(30));
        return List.of(
                new OfficerPages(
                        front.pages(),
                        front.visitors(),
                        services.revocation(),
                        services.certificates(),
                        services.people(),
                        front.cards(),
                        clock),
                new HolderPages(front.pages(), services.links(), asking, front.cards(), clock),
                new KeyProofPages(front.pages(), services.keys(), services.certificates(), proving, front.cards()),
                new SecurityContact(url, mailbox, clock));
    }
}
