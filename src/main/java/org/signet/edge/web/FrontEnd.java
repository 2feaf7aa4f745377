package org.signet.edge.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.signet.ca.access.ApiTokens;
import org.signet.ca.access.MailQueue;
import org.signet.ca.access.Sessions;
import org.signet.ca.authority.Authority;
import org.signet.ca.watch.UndeliveredMail;
import org.signet.ca.watch.Watch;
import org.signet.edge.http.Door;
import org.signet.edge.http.ProblemPage;
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
            Sessions sessions,
            ApiTokens tokens,
            Authority authority,
            MailQueue mails,
            UndeliveredMail undelivered,
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
        doors.add(new HomePages(pages));
        if (settings.outbox()) {
            doors.add(new OutboxPages(pages, services.mails(), settings.url()));
        }
    }

    private void forAccounts(Services services) {
        Clock clock = services.clock();
        doors.add(new SelfCheckPages(pages, visitors, services.watch()));
        doors.add(new MailPages(pages, visitors, services.undelivered()));
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
