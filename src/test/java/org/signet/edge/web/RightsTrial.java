package org.signet.edge.web;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signet.app.Csr;
import org.signet.app.MovingClock;
import org.signet.app.Server;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.access.Session;
import org.signet.ca.access.holder.HolderSession;
import org.signet.ca.enrollment.Channel;
import org.signet.ca.enrollment.Enrollments;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.policy.KeyType;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.PersonName;
import org.signet.model.Role;

/**
 * The whole server, with somebody of every kind who comes to it. All come through somebody else's proxy, so that nobody is at
 * this machine; and in their own time, so that the limits of one address stop none of them.
 */
public final class RightsTrial implements AutoCloseable {
    private final MovingClock clock = MovingClock.started();
    public final Signet signet;
    final Server server;
    public final String url;
    private final HttpClient http = HttpClient.newHttpClient();
    private final RightsVisitors visitors;
    /** What stands for the variable parts of routes. */
    private final Map<String, String> samples = new HashMap<>();
    /** The paths behind mailed links, by their routes' paths. */
    private final Map<String, String> links = new HashMap<>();
    /** Of the form that is being sent. */
    private String more = "";

    public RightsTrial() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        url = "http://localhost:" + port;
        var folder = TestCa.found(TestCa.temporaryFolder().resolve("rights"), List.of("example.com"), url);
        signet = TestCa.open(folder, clock);
        signet.openIssuingKey().orThrow();
        visitors = new RightsVisitors(signet);
        records();
        mailed();
        server = Server.start(signet);
    }

    /** Somebody who signed in just now. */
    public Session session(String user, Role role) {
        return visitors.session(user, role);
    }

    private String issued(EmailAddress address, String name) {
        return signet.operatorIssuance()
                .issue(
                        List.of(address),
                        Optional.of(PersonName.parse(name).orThrow()),
                        signet.profiles().find("mailbox-strict").orThrow(),
                        KeyUse.BOTH,
                        Csr.parsed(Csr.key(KeyType.EC_P256)),
                        TestCa.OPERATOR)
                .orThrow()
                .certificate()
                .serial()
                .hex();
    }

    private void records() {
        EmailAddress ada = EmailAddress.parse("ada@example.com").orThrow();
        samples.put("{serial}", issued(ada, "Ada Lovelace"));
        samples.put(
                "/my/certificates/{file}",
                "/my/certificates/" + issued(RightsVisitors.MAILBOX, "Ada Augusta King, Countess of Lovelace")
                        + ".pem");
        samples.put(
                "/admin/people/{id}",
                "/admin/people/" + signet.people().find(ada).orElseThrow().id());
        samples.put("/static/{version}/<name>", "/static/x/css/base.css");
        samples.put("/aia/{file}", "/aia/" + signet.authority().issuers().get(0).id() + ".cer");
        samples.put("/crl/{file}", "/crl/" + signet.authority().issuers().get(0).id() + ".crl");
    }

    private void mailed() {
        Enrollments enrollments = signet.enrollments(signet.letters());
        var waiting =
                enrollments.request(asked("grace@example.com", Channel.BROWSER)).orThrow();
        links.put("/enroll/proof/{token}", lastLink("/enroll/proof/"));
        samples.put(
                "/admin/requests/{id}",
                "/admin/requests/" + waiting.enrollment().id());
        enrollments.request(asked("mary@example.com", Channel.BROWSER)).orThrow();
        String proof = lastLink("/enroll/proof/").replace("/enroll/proof/", "");
        var proven = enrollments.prove(new OneTimeSecret(proof), "127.0.0.1").orThrow();
        enrollments.approve(proven.id(), "", TestCa.OPERATOR).orThrow();
        links.put("/enroll/key/{token}", lastLink("/enroll/key/"));
        enrollments.request(asked("lise@example.com", Channel.BROWSER)).orThrow();
        String asked = lastLink("/enroll/proof/").replace("/enroll/proof/", "");
        enrollments.prove(new OneTimeSecret(asked), "127.0.0.1").orThrow();
        links.put("/enroll/state/{token}", "/enroll/state/" + asked);
        samples.put("/my/requests/{id}", "/my/requests/" + waiting.enrollment().id());
        links.put(
                "/my/in/{token}",
                visitors.linkIn(EmailAddress.parse("ada@example.com").orThrow()));
        signet.waysToRevoke().byLink().ask(EmailAddress.parse("ada@example.com").orThrow(), "en", "127.0.0.1");
        links.put("/revoke/{token}", lastLink("/revoke/"));
        links.put(
                "/admin/welcome/{token}",
                "/admin/welcome/" + visitors.invited("new", Role.OFFICER).text());
        var begun = enrollments
                .request(asked("terminal@example.com", Channel.TERMINAL))
                .orThrow();
        samples.put(
                "/api/v1/enrollments/{id}",
                "/api/v1/enrollments/" + begun.enrollment().id());
        visitors.bears("link", begun.claim().text());
    }

    private static Enrollments.Request asked(String address, Channel channel) {
        return new Enrollments.Request(
                EmailAddress.parse(address).orThrow(),
                PersonName.parse("Ada Lovelace").orThrow(),
                channel,
                "en",
                "127.0.0.1");
    }

    private String lastLink(String path) {
        return visitors.lastLink(path);
    }

    /** How much there is to remember of what visitors did here. */
    public List<Object> traces() {
        List<Object> traces = new ArrayList<>(signet.audit().latest(10_000).stream()
                .filter(entry -> "127.0.0.1".equals(entry.origin()))
                .toList());
        traces.addAll(signet.mailQueue().latest(1_000));
        traces.addAll(signet.accounts().all());
        return traces;
    }

    /** Lets as much time go by as every limit of one address takes to forget; then everybody signs in again. */
    public void rest() {
        pass(Duration.ofMinutes(5));
        visitors.signInAgain();
    }

    /** Lets time go by, and nothing else. */
    public void pass(Duration time) {
        clock.forward(time);
    }

    /** The session of that role; none of others. */
    public Optional<Session> session(String who) {
        return visitors.session(who);
    }

    /** What that visitor is known by; none of whoever is not signed in. */
    public Optional<RightsVisitors.Badge> badge(String who) {
        return visitors.badge(who);
    }

    /** Somebody else who just signed in by a link that was mailed there. */
    public HolderSession reader(EmailAddress mailbox) {
        return visitors.reader(mailbox);
    }

    /**
     * Sends what that visitor would: with the cookie and the form's token, or with the bearer secret, or behind the mailed link.
     *
     * @param route for example {@code GET /admin/people/{id}}
     */
    public HttpResponse<String> ask(String who, String route, String... headers) {
        HttpResponse<String> answer =
                askWith(badge(who).map(RightsVisitors.Badge::csrf).orElse(""), who, route, headers);
        if (route.endsWith("/sign-out") && answer.statusCode() == 303) {
            visitors.signedOut(who);
        }
        return answer;
    }

    /** Sends a form with these fields, as they travel, besides its session's token. */
    public HttpResponse<String> askMore(String fields, String who, String route) {
        more = fields;
        try {
            return ask(who, route);
        } finally {
            more = "";
        }
    }

    /** @param csrf the token in the form */
    HttpResponse<String> askWith(String csrf, String who, String route, String... headers) {
        String method = route.replaceFirst(" .*", "");
        String path = path(who, route.replaceFirst(".* ", ""));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .header("X-Forwarded-For", "203.0.113.7")
                .header("Accept", "text/html");
        badge(who).ifPresent(badge -> request.header("Cookie", badge.cookie() + "=" + badge.secret()));
        visitors.bearer(who)
                .filter(secret -> !who.equals("link") || path.startsWith("/api/"))
                .ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        request.method(method, body(method, path, csrf, request));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(route, e);
        }
    }

    /** Nothing that would be obeyed: whoever is let in is told what is missing. */
    private HttpRequest.BodyPublisher body(String method, String path, String csrf, HttpRequest.Builder request) {
        if (!method.equals("POST")) {
            return BodyPublishers.noBody();
        }
        boolean form = !path.startsWith("/api/") && !path.startsWith("/ocsp");
        String json = path.endsWith("/enrollment/certificate") ? "application/pkcs10" : "application/json";
        request.header("Content-Type", form ? "application/x-www-form-urlencoded" : json);
        return BodyPublishers.ofString(form ? "csrf=" + URLEncoder.encode(csrf, StandardCharsets.UTF_8) + more : "{}");
    }

    /** The path of a route as that visitor would ask for it. */
    public String path(String who, String route) {
        String path = route;
        if (who.equals("link")) {
            for (var link : links.entrySet()) {
                path = path.replace(link.getKey(), link.getValue());
            }
        }
        for (var sample : samples.entrySet()) {
            path = path.replace(sample.getKey(), sample.getValue());
        }
        return path.replaceAll("\\{[a-z0-9A-Z]+}|<[a-z]+>", "x");
    }

    @Override
    public void close() {
        server.close();
        signet.close();
    }
}
