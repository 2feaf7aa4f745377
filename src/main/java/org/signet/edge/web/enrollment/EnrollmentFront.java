package org.signet.edge.web.enrollment;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.signet.ca.enrollment.Conversation;
import org.signet.ca.enrollment.Enrollments;
import org.signet.ca.enrollment.Invitations;
import org.signet.ca.enrollment.invitation.GuestTables;
import org.signet.ca.enrollment.preview.Previews;
import org.signet.edge.http.Door;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.http.limit.RateLimits;
import org.signet.edge.web.FrontEnd;

/** Every page of this package, put together from what they call. */
public final class EnrollmentFront {
    private EnrollmentFront() {}

    /** What the pages call. */
    public record Services(
            Enrollments enrollments,
            Conversation conversation,
            Invitations invitations,
            GuestTables tables,
            Previews previews,
            RateLimits limits,
            Clock clock) {}

    /** @param front the pages around these */
    public static List<Door> doors(FrontEnd front, Services services) {
        RateLimits limits = services.limits();
        // It mails a link. A whole office may come from one address, and each of its people sends the form once or
        // twice.
        RateLimit enrolling = limits.shared("enrolling", 30, Duration.ofSeconds(10));
        // Behind a mailed link, which could be guessed at.
        RequesterPages requester = new RequesterPages(
                front.pages(), services.conversation(), limits.shared("requester", 20, Duration.ofSeconds(10)));
        Queue queue = new Queue(services.enrollments(), services.conversation(), services.previews(), services.clock());
        return List.of(
                new EnrollPages(front.pages(), services.enrollments(), requester, enrolling),
                requester,
                new KeyPages(front.pages(), services.enrollments()),
                new RequestPages(
                        front.pages(), front.visitors(), services.enrollments(), services.conversation(), queue),
                new ApprovalPages(front.pages(), front.visitors(), services.enrollments(), queue),
                new InvitePages(front.pages(), front.visitors(), services.invitations(), services.enrollments()),
                new GuestTablePages(front.pages(), front.visitors(), services.tables()));
    }
}
