package org.signet.edge.web;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.signet.ca.access.ApiTokens;
import org.signet.ca.access.MailQueue;
import org.signet.ca.access.Sessions;
import org.signet.ca.authority.Authority;
import org.signet.ca.enrollment.Enrollments;
import org.signet.ca.enrollment.Previews;
import org.signet.ca.watch.Watch;
import org.signet.edge.http.Door;
import org.signet.edge.http.ProblemPage;
import org.signet.edge.http.RateLimit;
import org.signet.edge.http.StaticFiles;

/** Every page, put together from what they call. */
public final class FrontEnd {
    private final Pages pages;
    private final Visitors visitors;
    private final CertificateCard.Maker cards;
    private final List<Door> doors;

    /**
     * How the pages present themselves.
     *
     * @param company whose CA this is
     * @param url where people reach the pages, without a slash at its end
     * @param domains the company's mail domains
     * @param outbox whether mail is shown on a page in place of being sent
     */
    public record Settings(String company, String url, List<String> domains, boolean outbox) {}

    /** What the pages call. */
    public record Services(
            Enrollments enrollments,
            Previews previews,
            Sessions sessions,
            ApiTokens tokens,
            Authority authority,
            MailQueue mails,
            Watch watch,
            Clock clock) {}

    public FrontEnd(Settings settings, Messages messages, Services services) {
        StaticFiles files = StaticFiles.ofClassPath("/web/static");
        this.pages = new Pages(messages, files, settings.company(), settings.outbox());
        this.visitors = new Visitors(
                services.sessions(), services.clock(), settings.url().startsWith("https:"));
        this.cards = new CertificateCard.Maker(services.authority()::issuers, services.clock());
        this.doors = new ArrayList<>(List.of(files));
        forEverybody(settings, services);
        forAccounts(services);
    }

    private void forEverybody(Settings settings, Services services) {
        Clock clock = services.clock();
        // A whole office may come from one address, and each of its people sends the form once or twice.
        RateLimit enrolling = new RateLimit(30, Duration.ofSeconds(10), clock);
        doors.add(new HomePages(pages));
        doors.add(new EnrollPages(pages, services.enrollments(), settings.domains(), enrolling));
        doors.add(new KeyPages(pages, services.enrollments()));
        if (settings.outbox()) {
            doors.add(new OutboxPages(pages, services.mails(), settings.url()));
        }
    }

    private void forAccounts(Services services) {
        Clock clock = services.clock();
        doors.add(new RequestPages(pages, visitors, services.enrollments(), services.previews()));
        doors.add(new SelfCheckPages(pages, visitors, services.watch()));
        doors.add(new TokenPages(pages, visitors, services.tokens(), clock));
    }

    public List<Door> doors() {
        return List.copyOf(doors);
    }

    /** The frame of every page. */
    public Pages pages() {
        return pages;
    }

    /** Certificates as every page shows them. */
    public CertificateCard.Maker cards() {
        return cards;
    }

    /** Who knows who is signed in. */
    public Visitors visitors() {
        return visitors;
    }

    /** How failures look in a browser. */
    public ProblemPage problemPage() {
        return pages;
    }
}
