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
import org.signet.app.Checkup;
import org.signet.app.Signet;
import org.signet.app.Site;
import org.signet.app.TestCa;
import org.signet.app.selfcheck.Rounds;
import org.signet.ca.authority.Issuer;
import org.signet.ca.enrollment.Enrollments;
import org.signet.ca.trust.LdapPlace;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.http.CrlFiles;
import org.signet.edge.http.Door;
import org.signet.edge.http.ServerSettings;
import org.signet.edge.http.StatusFiles;
import org.signet.edge.http.WebServer;
import org.signet.edge.http.health.Health;
import org.signet.edge.http.limit.RateLimits;
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
        this(parent, domains, configured, more, Clock.systemUTC());
    }

    /** At a clock that is moved. */
    TrialSite(Path parent, Clock clock, UnaryOperator<String> configured) {
        this(parent, List.of("example.com"), configured, site -> List.of(), clock);
    }

    private TrialSite(
            Path parent,
            List<String> domains,
            UnaryOperator<String> configured,
            Function<TrialSite, List<Door>> more,
            Clock clock) {
        int port = freePort();
        url = "http://localhost:" + port;
        Path folder = TestCa.found(parent.resolve("site"), domains, url);
        TestCa.configure(folder, configured);
        signet = TestCa.open(folder, clock);
        signet.oversight().begin();
        watch = Checkup.ofCommand(signet, false);
        enrollments = signet.enrollments(signet.letters());
        Site pages = Site.of(
                signet,
                enrollments,
                watch,
                new RateLimits(Optional.empty(), clock),
                () -> Optional.of(new LdapPlace("localhost", 1389, false, "o=Example Company")));
        List<Door> doors = new ArrayList<>(pages.doors());
        doors.add(new StatusFiles(
                new CrlFiles(signet.crlStore(), signet.folder().crls()), this::issuer, Map.of(), Clock.systemUTC()));
        doors.add(new Health(List::of, List::of));
        doors.addAll(more.apply(this));
        server = new WebServer(
                ServerSettings.loopback(port), doors, pages.front().problemPage(), TestCa.RANDOM);
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

    private Optional<Certificate> issuer(String id) {
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
