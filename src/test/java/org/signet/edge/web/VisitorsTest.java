package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.access.Browser;
import org.signet.ca.access.Session;
import org.signet.crypto.keys.Passphrase;
import org.signet.edge.http.Door;
import org.signet.edge.http.ServerSettings;
import org.signet.edge.http.WebServer;
import org.signet.model.Role;

class VisitorsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Behind https the cookie's name binds it to the host, and a plain one, which another host may have set, is nothing. */
    @ParameterizedTest
    @CsvSource({"true, __Host-signet, signet, '; Secure'", "false, signet, __Host-signet, ''"})
    void theCookieIsBoundToTheHostByItsName(
            boolean secure, String name, String other, String attribute, @TempDir Path parent) throws Exception {
        try (Signet signet = TestCa.open(TestCa.copy(parent))) {
            var link = signet.accounts()
                    .invite("grace", Role.OFFICER, TestCa.OPERATOR)
                    .orThrow();
            Session session = signet.accounts()
                    .redeem(link, Passphrase.of("correct horse battery".toCharArray()), Browser.unknown("127.0.0.1"))
                    .orThrow();
            Visitors visitors = new Visitors(signet.waysIn().sessions(), signet.clock(), secure);
            Door door = routes -> {
                routes.get("/in", ctx -> visitors.remember(ctx, session));
                routes.get(
                        "/who",
                        ctx -> ctx.result(
                                visitors.session(ctx).map(Session::user).orElse("nobody")));
            };
            try (WebServer server =
                    new WebServer(ServerSettings.loopback(0), List.of(door), (ctx, problem) -> {}, TestCa.RANDOM)) {
                String url = server.start().get(0);
                String cookie = get(url + "/in", "x=y")
                        .headers()
                        .firstValue("Set-Cookie")
                        .orElseThrow();
                assertThat(cookie).startsWith(name + "=").endsWith("; Path=/; HttpOnly; SameSite=Strict" + attribute);
                String secret = session.secret().text();
                assertThat(get(url + "/who", name + "=" + secret).body()).isEqualTo("grace");
                assertThat(get(url + "/who", other + "=" + secret).body()).isEqualTo("nobody");
            }
        }
    }

    private static HttpResponse<String> get(String url, String cookie) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url)).header("Cookie", cookie).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
