package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.signet.app.AddressBook;
import org.signet.app.Checkup;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.app.revocation.WaysToRevoke;
import org.signet.app.selfcheck.Rounds;
import org.signet.app.trust.DeviceTrust;
import org.signet.ca.authority.Issuer;
import org.signet.ca.enrollment.Enrollments;
import org.signet.ca.trust.TestMessages;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.edge.http.CrlFiles;
import org.signet.edge.http.Door;
import org.signet.edge.http.Health;
import org.signet.edge.http.ServerSettings;
import org.signet.edge.http.StatusFiles;
import org.signet.edge.http.WebServer;
import org.signet.edge.web.directory.DirectoryFront;
import org.signet.edge.web.letters.CatalogueLetters;
import org.signet.edge.web.revocation.RevocationFront;
import org.signet.edge.web.trust.TrustPages;
import org.signet.model.Role;

/** The pages on a real server over a real CA. */
final class TrialSite implements AutoCloseable {
    static final String PASSWORD = "correct horse battery";

    final Signet signet;
    final Enrollments enrollments;
    final String url;
    final Rounds watch;
    private final WebServer server;

    TrialSite(Path parent) {
        this(parent, site -> List.of());
    }

    TrialSite(Path parent, Function<TrialSite, List<Door>> more) {
        this(parent, List.of("example.com"), text -> text, more);
    }

    /**
     * @param domains the company's
     * @param configured the configuration that a new CA begins with, changed
     * @param more doors besides the pages
     */
    TrialSite(
            Path parent, List<String> domains, UnaryOperator<String> configured, Function<TrialSite, List<Door>> more) {
        int port = freePort();
        url = "http://localhost:" + port;
        Path folder = TestCa.found(parent.resolve("site"), domains, url);
        TestCa.configure(folder, configured);
        signet = TestCa.open(folder);
        watch = Checkup.ofCommand(signet, false);
        String company = signet.config().company();
        Messages messages = Messages.ofClassPath();
        enrollments = signet.enrollments(new CatalogueLetters(messages, company, url));
        FrontEnd pages = new FrontEnd(
                new FrontEnd.Settings(
                        company, url, List.copyOf(signet.config().domains().keySet()), true),
                messages,
                services());
        List<Door> doors = new ArrayList<>(pages.doors());
        AddressBook book = signet.addressBook();
        doors.addAll(
                DirectoryFront.doors(pages, book.directory(), book.contacts(), book.partners(), Clock.systemUTC()));
        doors.add(trust(pages));
        doors.addAll(RevocationFront.doors(pages, url, Optional.of("ca@example.com"), revoking()));
        doors.add(new StatusFiles(
                new CrlFiles(signet.crlStore(), signet.folder().crls()), this::issuer, Map.of(), Clock.systemUTC()));
        doors.add(new Health(List::of));
        doors.addAll(more.apply(this));
        server = new WebServer(ServerSettings.loopback(port), doors, pages.problemPage(), TestCa.RANDOM);
        server.start();
    }

    /** A visitor who followed the link of a new account with that role and chose a password. */
    Browsing signedIn(String user, Role role) {
        OneTimeSecret link =
                signet.accounts().invite(user, role, TestCa.OPERATOR).orThrow();
        Browsing visitor = new Browsing(url);
        HttpResponse<String> entered =
                visitor.post("/admin/welcome/" + link.text(), Map.of("password", PASSWORD, "again", PASSWORD));
        assertThat(entered.uri().getPath()).isEqualTo("/admin");
        return visitor;
    }

    private FrontEnd.Services services() {
        return new FrontEnd.Services(
                enrollments,
                signet.previews(),
                signet.accounts(),
                signet.apiTokens(),
                signet.people(),
                signet.authority(),
                signet.certificates(),
                signet.crls(),
                signet.audit(),
                signet.mailQueue(),
                watch,
                Clock.systemUTC());
    }

    private TrustPages trust(FrontEnd pages) {
        DeviceTrust devices = signet.config().deviceTrust(signet.authority(), signet.clock());
        TestMessages messages = new TestMessages(
                signet.config().domains().keySet(),
                signet.serviceIdentity(),
                signet.letters(),
                new TestMessages.Post(signet.mailQueue(), signet.transactions(), signet.audit()),
                signet.clock());
        return new TrustPages(
                pages.pages(),
                () -> devices.site(Optional.empty()),
                pages.cards(),
                messages,
                TrustPages.Limits.by(signet.clock()));
    }

    private RevocationFront.Services revoking() {
        WaysToRevoke ways = signet.waysToRevoke();
        return new RevocationFront.Services(
                ways.byOfficer(), ways.byLink(), ways.byKey(), signet.certificates(), signet.people(), signet.clock());
    }

    private Optional<org.signet.crypto.x509.Certificate> issuer(String id) {
        return signet.authority().issuers().stream()
                .filter(issuer -> issuer.id().equals(id))
                .map(Issuer::certificate)
                .findFirst();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        signet.close();
    }
}
