package org.signet.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.signet.app.access.WaysIn;
import org.signet.app.revocation.WaysToRevoke;
import org.signet.app.trust.DeviceTrust;
import org.signet.ca.authority.Issuer;
import org.signet.ca.enrollment.Enrollments;
import org.signet.ca.messaging.MessageCheck;
import org.signet.ca.revocation.RecordedStatus;
import org.signet.ca.trust.LdapPlace;
import org.signet.ca.trust.TestMessages;
import org.signet.ca.watch.Watch;
import org.signet.crypto.smime.reading.TrustBase;
import org.signet.edge.http.Door;
import org.signet.edge.http.RateLimit;
import org.signet.edge.web.FrontEnd;
import org.signet.edge.web.Messages;
import org.signet.edge.web.account.AccountFront;
import org.signet.edge.web.directory.DirectoryFront;
import org.signet.edge.web.message.CheckPages;
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

    /** @param directory where it answers by LDAP now */
    public static Site of(
            Signet signet, Enrollments enrollments, Watch watch, Supplier<Optional<LdapPlace>> directory) {
        FrontEnd front =
                new FrontEnd(settings(signet.config()), Messages.ofClassPath(), services(signet, enrollments, watch));
        List<Door> doors = new ArrayList<>(front.doors());
        doors.addAll(DirectoryFront.doors(front, directory(signet)));
        doors.addAll(access(signet, front));
        doors.add(trust(signet, front, directory));
        doors.add(check(signet, front));
        doors.addAll(RevocationFront.doors(
                front,
                signet.config().url(),
                Optional.ofNullable(signet.config().mail().from()),
                revocation(signet)));
        return new Site(front, doors);
    }

    private static List<Door> access(Signet signet, FrontEnd front) {
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
                        signet.clock())));
        return doors;
    }

    private static FrontEnd.Settings settings(Config config) {
        return new FrontEnd.Settings(
                config.company(),
                config.url(),
                config.domains().keySet().stream().sorted().toList(),
                config.mail().transport() == Config.Mail.Transport.OUTBOX);
    }

    private static FrontEnd.Services services(Signet signet, Enrollments enrollments, Watch watch) {
        return new FrontEnd.Services(
                enrollments,
                signet.previews(),
                signet.waysIn().sessions(),
                signet.apiTokens(),
                signet.people(),
                signet.authority(),
                signet.certificates(),
                signet.crls(),
                signet.audit(),
                signet.mailQueue(),
                watch,
                signet.clock());
    }

    private static DirectoryFront.Services directory(Signet signet) {
        AddressBook book = signet.addressBook();
        return new DirectoryFront.Services(
                book.directory(), book.contacts(), book.partners(), book.harvest(), signet.clock());
    }

    private static TrustPages trust(Signet signet, FrontEnd front, Supplier<Optional<LdapPlace>> directory) {
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
                TrustPages.Limits.by(signet.clock()));
    }

    /** It runs while people wait, for nobody's account, so it goes by what is at hand. */
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

    private static RevocationFront.Services revocation(Signet signet) {
        WaysToRevoke ways = signet.waysToRevoke();
        return new RevocationFront.Services(
                ways.byOfficer(), ways.byLink(), ways.byKey(), signet.certificates(), signet.people(), signet.clock());
    }
}
