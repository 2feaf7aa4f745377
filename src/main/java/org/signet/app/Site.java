package org.signet.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.signet.app.access.WaysIn;
import org.signet.app.bulk.GuestFile;
import org.signet.app.enrollment.WaysToEnroll;
import org.signet.app.officers.OfficersDesk;
import org.signet.app.revocation.WaysToRevoke;
import org.signet.app.trust.DeviceTrust;
import org.signet.ca.access.control.Council;
import org.signet.ca.authority.Issuer;
import org.signet.ca.enrollment.Enrollments;
import org.signet.ca.messaging.MessageCheck;
import org.signet.ca.revocation.RecordedStatus;
import org.signet.ca.trust.LdapPlace;
import org.signet.ca.trust.TestMessages;
import org.signet.ca.watch.UndeliveredMail;
import org.signet.ca.watch.Watch;
import org.signet.crypto.smime.reading.TrustBase;
import org.signet.edge.http.Door;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.http.limit.RateLimits;
import org.signet.edge.store.Stores;
import org.signet.edge.web.FrontEnd;
import org.signet.edge.web.MailPages;
import org.signet.edge.web.Messages;
import org.signet.edge.web.account.AccountFront;
import org.signet.edge.web.control.DecisionPages;
import org.signet.edge.web.control.StaffPages;
import org.signet.edge.web.directory.DirectoryFront;
import org.signet.edge.web.enrollment.EnrollmentFront;
import org.signet.edge.web.holder.MyPages;
import org.signet.edge.web.message.CheckPages;
import org.signet.edge.web.message.EncryptPages;
import org.signet.edge.web.revocation.RevocationFront;
import org.signet.edge.web.signin.SignInFront;
import org.signet.edge.web.trust.TrustPages;

/**
 * The pages of a CA, wired.
 *
 * @param front the frame of every page
 * @param doors of all of them
 */
public record Site(FrontEnd front, List<Door> doors) {
    public Site {
        doors = List.copyOf(doors);
    }

    /**
     * @param limits of this node and the others
     * @param directory where it answers by LDAP now
     */
    public static Site of(
            Signet signet,
            Enrollments enrollments,
            Watch watch,
            RateLimits limits,
            Supplier<Optional<LdapPlace>> directory) {
        FrontEnd front = new FrontEnd(settings(signet.config()), Messages.ofClassPath(), services(signet, watch));
        List<Door> doors = new ArrayList<>(front.doors());
        doors.addAll(new OfficersDesk(front, looked(signet))
                .doors(
                        enrollments,
                        watch,
                        List.of(
                                DecisionPages.tiles(signet.oversight().council().proposals()),
                                MailPages.tiles(undelivered(signet)))));
        WaysToEnroll ways = signet.waysToEnroll(signet.letters());
        doors.addAll(EnrollmentFront.doors(
                front,
                new EnrollmentFront.Services(
                        enrollments,
                        ways.conversation(),
                        signet.invitations(),
                        ways.guestTables(new GuestFile(signet.profiles())),
                        signet.previews(),
                        limits,
                        signet.clock())));
        doors.add(new MyPages(front, signet.config().url(), holders(signet, enrollments, limits)));
        doors.addAll(DirectoryFront.doors(front, directory(signet, limits)));
        doors.addAll(access(signet, front, limits));
        doors.addAll(people(signet, front));
        doors.add(trust(signet, front, limits, directory));
        doors.add(check(signet, front));
        doors.add(new EncryptPages(front.pages()));
        doors.addAll(RevocationFront.doors(
                front,
                signet.config().url(),
                Optional.ofNullable(signet.config().mail().from()),
                revocation(signet, limits)));
        return new Site(front, doors);
    }

    private static List<Door> access(Signet signet, FrontEnd front, RateLimits limits) {
        WaysIn ways = signet.waysIn();
        String url = signet.config().url();
        List<Door> doors = new ArrayList<>(SignInFront.doors(
                front,
                url,
                new SignInFront.Services(
                        ways.accounts(),
                        ways.attempts(),
                        ways.sessions(),
                        ways.factors(),
                        ways.passkeys(),
                        ways.certificates(),
                        limits,
                        signet.clock())));
        doors.addAll(AccountFront.doors(
                front,
                signet.config().company(),
                url,
                new AccountFront.Services(
                        ways.accounts(),
                        ways.sessions(),
                        ways.factors(),
                        ways.passkeys(),
                        ways.certificates(),
                        limits,
                        signet.clock())));
        return doors;
    }

    private static MyPages.Services holders(Signet signet, Enrollments enrollments, RateLimits limits) {
        WaysToEnroll ways = signet.waysToEnroll(signet.letters());
        return new MyPages.Services(
                ways.holderSignIn(signet.letters()),
                signet.certificates(),
                enrollments,
                ways.conversation(),
                signet.reminders(),
                signet.waysToRevoke().byLink(),
                limits,
                signet.clock());
    }

    private static FrontEnd.Settings settings(Config config) {
        return new FrontEnd.Settings(
                config.company(),
                config.url(),
                config.domains().keySet().stream().sorted().toList(),
                config.mail().transport() == Config.Mail.Transport.OUTBOX);
    }

    private static FrontEnd.Services services(Signet signet, Watch watch) {
        return new FrontEnd.Services(
                signet.waysIn().sessions(),
                signet.apiTokens(),
                signet.authority(),
                signet.mailQueue(),
                undelivered(signet),
                watch,
                signet.clock());
    }

    private static UndeliveredMail undelivered(Signet signet) {
        return new UndeliveredMail(
                new Stores(signet.database()).mails(), signet.transactions(), signet.audit(), signet.clock());
    }

    private static OfficersDesk.Ca looked(Signet signet) {
        return new OfficersDesk.Ca(
                new Stores(signet.database()),
                signet.transactions(),
                signet.people(),
                signet.authority(),
                signet.crls(),
                signet.audit(),
                signet.profiles().all(),
                signet.config().domains().keySet().stream().sorted().toList(),
                signet.config(),
                signet.folder().config(),
                signet.clock());
    }

    private static DirectoryFront.Services directory(Signet signet, RateLimits limits) {
        AddressBook book = signet.addressBook();
        return new DirectoryFront.Services(
                book.directory(), book.contacts(), book.partners(), book.harvest(), limits, signet.clock());
    }

    private static List<Door> people(Signet signet, FrontEnd front) {
        Council council = signet.oversight().council();
        String url = signet.config().url();
        return List.of(
                new StaffPages(
                        front.pages(), front.visitors(), signet.oversight().staff(), council, url, signet.clock()),
                new DecisionPages(front.pages(), front.visitors(), council, signet.clock()));
    }

    private static TrustPages trust(
            Signet signet, FrontEnd front, RateLimits limits, Supplier<Optional<LdapPlace>> directory) {
        DeviceTrust devices = signet.config().deviceTrust(signet.authority(), signet.clock());
        var signature = signet.config().trust().signature(signet.clock());
        TestMessages messages = new TestMessages(
                signet.config().domains().keySet(),
                signet.serviceIdentity(),
                signet.letters(),
                new TestMessages.Post(signet.mailQueue(), signet.transactions(), signet.audit()),
                signet.clock());
        return new TrustPages(
                front.pages(),
                () -> devices.at(directory.get()).site(signature),
                front.cards(),
                messages,
                TrustPages.Limits.by(limits, signet.clock()));
    }

    /** It runs while people wait, for nobody's account, so it goes by what is at hand; the limit spares this machine alone. */
    private static CheckPages check(Signet signet, FrontEnd front) {
        return new CheckPages(
                front.pages(),
                new MessageCheck(() -> ours(signet), signet.addressBook().partners(), signet.random()),
                Path.of(System.getProperty("java.io.tmpdir")),
                new RateLimit(30, Duration.ofSeconds(10), signet.clock()));
    }

    /** Our roots, and our records of whom we certified. */
    private static TrustBase ours(Signet signet) {
        List<Issuer> issuers = signet.authority().issuers();
        return new TrustBase(
                issuers.stream().filter(Issuer::isRoot).map(Issuer::certificate).toList(),
                issuers.stream().flatMap(Issuer::certificates).toList(),
                new RecordedStatus(signet.revocations(), issuers, TrustBase.offline()),
                signet.clock().instant());
    }

    private static RevocationFront.Services revocation(Signet signet, RateLimits limits) {
        WaysToRevoke ways = signet.waysToRevoke();
        return new RevocationFront.Services(
                ways.byOfficer(),
                ways.byLink(),
                ways.byKey(),
                signet.certificates(),
                signet.people(),
                limits,
                signet.clock());
    }
}
