package org.signet.edge.web.directory;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.signet.ca.directory.Contacts;
import org.signet.ca.directory.Directory;
import org.signet.ca.directory.Partners;
import org.signet.ca.messaging.Harvest;
import org.signet.edge.http.Door;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.http.limit.RateLimits;
import org.signet.edge.web.FrontEnd;

/** Every page of this package, put together from what they call. */
public final class DirectoryFront {
    private DirectoryFront() {}

    /**
     * What the pages call.
     *
     * @param harvest reads partners' signed mail
     */
    public record Services(
            Directory directory,
            Contacts contacts,
            Partners partners,
            Harvest harvest,
            RateLimits limits,
            Clock clock) {}

    /** @param front the pages around these */
    public static List<Door> doors(FrontEnd front, Services services) {
        // Addresses can be gathered.
        RateLimit searching = services.limits().shared("search", 60, Duration.ofSeconds(2));
        return List.of(
                new DirectoryPages(front.pages(), front.visitors(), services.directory(), searching, front.cards()),
                new PartnerPages(front.pages(), front.visitors(), services));
    }
}
