package org.signet.edge.web.directory;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.signet.ca.directory.Contacts;
import org.signet.ca.directory.Directory;
import org.signet.ca.directory.Partners;
import org.signet.edge.http.Door;
import org.signet.edge.http.RateLimit;
import org.signet.edge.web.FrontEnd;

/** Every page of this package, put together from what they call. */
public final class DirectoryFront {
    private DirectoryFront() {}

    /** @param front the pages around these */
    public static List<Door> doors(
            FrontEnd front, Directory directory, Contacts contacts, Partners partners, Clock clock) {
        RateLimit searching = new RateLimit(60, Duration.ofSeconds(2), clock);
        return List.of(
                new DirectoryPages(front.pages(), front.visitors(), directory, searching, front.cards()),
                new PartnerPages(front.pages(), front.visitors(), contacts, partners, clock));
    }
}
