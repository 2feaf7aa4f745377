package org.signet.app.officers;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.signet.ca.access.People;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.ca.audit.Verifications;
import org.signet.ca.authority.Authority;
import org.signet.ca.enrollment.Enrollments;
import org.signet.ca.profile.Profile;
import org.signet.ca.register.AuditReader;
import org.signet.ca.register.Register;
import org.signet.ca.revocation.CrlPublication;
import org.signet.ca.watch.Watch;
import org.signet.edge.http.Door;
import org.signet.edge.store.Stores;
import org.signet.edge.store.register.SqlRegister;
import org.signet.edge.web.FrontEnd;
import org.signet.edge.web.Tile;
import org.signet.edge.web.audit.AuditPages;
import org.signet.edge.web.hierarchy.HierarchyPages;
import org.signet.edge.web.records.CertificateListPages;
import org.signet.edge.web.records.CertificatePages;
import org.signet.edge.web.records.ExpiringPages;
import org.signet.edge.web.records.PeoplePages;
import org.signet.edge.web.settings.SettingsPages;
import org.signet.edge.web.start.Figures;
import org.signet.edge.web.start.StartPages;

/** The pages by which officers look things up, wired. */
public final class OfficersDesk {
    private final FrontEnd front;
    private final Ca ca;
    private final Register register;
    private final Verifications verifications;

    /**
     * The CA that is looked at.
     *
     * @param domains its mail domains
     * @param config what it runs by
     * @param file where that stands
     */
    public record Ca(
            Stores stores,
            Transactions transactions,
            People people,
            Authority authority,
            CrlPublication crls,
            AuditLog audit,
            List<Profile> profiles,
            List<String> domains,
            Record config,
            Path file,
            Clock clock) {}

    public OfficersDesk(FrontEnd front, Ca ca) {
        this.front = front;
        this.ca = ca;
        this.register = new Register(new SqlRegister(ca.stores().database()), ca.authority()::issuers, ca.clock());
        this.verifications = new Verifications(ca.audit(), ca.stores().audit(), ca.transactions(), ca.clock());
    }

    /** @param more figures of others for the overview */
    public List<Door> doors(Enrollments enrollments, Watch watch, List<Tile.Source> more) {
        List<Tile.Source> tiles =
                new ArrayList<>(new Figures(enrollments, register, watch, verifications, ca.clock()).tiles());
        tiles.addAll(more);
        List<Door> doors = new ArrayList<>(records());
        doors.add(new StartPages(
                front.pages(),
                front.visitors(),
                new StartPages.Services(enrollments, register, watch, tiles, ca.clock())));
        doors.add(new HierarchyPages(
                front.pages(), front.visitors(), ca.authority(), ca.crls(), front.cards(), ca.clock()));
        doors.add(new AuditPages(front.pages(), front.visitors(), new AuditReader(ca.audit()), verifications));
        doors.add(new SettingsPages(
                front.pages(),
                front.visitors(),
                EffectiveSettings.of(ca.config(), ca.file()),
                ca.profiles(),
                ca.file().toAbsolutePath().toString()));
        return doors;
    }

    private List<Door> records() {
        CertificateListPages.Offer offer = new CertificateListPages.Offer(
                ca.authority()::issuers, ca.profiles().stream().map(Profile::id).toList(), ca.domains());
        return List.of(
                new CertificateListPages(front.pages(), front.visitors(), register, front.cards(), offer),
                new CertificatePages(
                        front.pages(),
                        front.visitors(),
                        new CertificatePages.Services(
                                ca.people(), ca.stores().certificates(), ca.authority(), front.cards())),
                new PeoplePages(
                        front.pages(),
                        front.visitors(),
                        new PeoplePages.Services(
                                ca.people(), register, ca.stores().certificates(), front.cards())),
                new ExpiringPages(
                        front.pages(),
                        front.visitors(),
                        new ExpiringPages.Services(
                                register,
                                ca.stores().certificates(),
                                ca.stores().renewals()::reminders,
                                front.cards(),
                                ca.clock())));
    }
}
