package org.signet.edge.web.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.app.TestCa;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.edge.web.RightsTest;
import org.signet.edge.web.RightsTest.Row;
import org.signet.edge.web.RightsTrial;
import org.signet.model.Role;

/** Who would use somebody else's session, or lead them elsewhere. */
class SessionAttacksTest {
    private static final String PASSWORD = "correct horse battery";
    private static RightsTrial trial;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        trial = new RightsTrial();
        trial.session("victim", Role.OFFICER);
    }

    @AfterAll
    static void stop() {
        trial.close();
    }

    @BeforeEach
    void rest() {
        trial.rest();
    }

    private static HttpResponse<String> send(
            String method, String path, Map<String, String> fields, String... headers) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(trial.url + path))
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> signIn(String next, String... headers) {
        return send("POST", "/sign-in", Map.of("user", "victim", "password", PASSWORD, "next", next), headers);
    }

    private static String cookie(HttpResponse<String> answer, String name) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(each -> each.startsWith(name + "="))
                .findFirst()
                .orElseThrow();
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    /** The attacker planted cookies in the victim's browser, made up or of a session of their own. */
    @Test
    void aPlantedCookieIsWorthlessAfterSigningIn() {
        String own = trial.session("auditor").orElseThrow().secret().text();
        for (String planted : List.of("x".repeat(43), own)) {
            HttpResponse<String> answer =
                    signIn("/admin", "Cookie", "signet=" + planted + "; signet-browser=" + "0".repeat(64));
            assertThat(answer.statusCode()).isEqualTo(303);
            String given = cookie(answer, "signet").replaceAll("signet=([^;]*).*", "$1");
            assertThat(given).isNotEqualTo(planted).hasSize(43);
            assertThat(cookie(answer, "signet-browser")).doesNotContain("0".repeat(64));
            HttpResponse<String> page = send("GET", "/admin/account", Map.of(), "Cookie", "signet=" + planted);
            assertThat(page.body()).doesNotContain(">victim</bdi>");
            assertThat(send("GET", "/admin/account", Map.of(), "Cookie", "signet=" + given)
                            .body())
                    .contains(">victim</bdi>");
        }
    }

    @Test
    void cookiesAreForTheServerAlone() {
        HttpResponse<String> answer = signIn("/admin");
        for (String name : List.of("signet", "signet-browser")) {
            assertThat(cookie(answer, name))
                    .contains("HttpOnly", "SameSite=Strict", "Path=/")
                    .doesNotContain("Domain");
        }
        assertThat(send("GET", "/?lang=de", Map.of()).headers().allValues("Set-Cookie"))
                .allMatch(each -> each.startsWith("lang=de;") && each.contains("SameSite"));
    }

    @Test
    void aSessionThatWasLeftOpensNothing() {
        String session = cookie(signIn("/admin"), "signet").split(";")[0];
        String csrf = send("GET", "/admin", Map.of(), "Cookie", session)
                .body()
                .replaceAll("(?s).*name=\"csrf\" value=\"([0-9a-f]+)\".*", "$1");
        assertThat(send("POST", "/sign-out", Map.of("csrf", csrf), "Cookie", session)
                        .statusCode())
                .isEqualTo(303);
        assertThat(location(send("GET", "/admin", Map.of(), "Cookie", session))).startsWith("/sign-in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example", "\\\\evil.example", "/\\evil.example", "/admin//evil.example", "/admin/../../evil",
                        "https://evil.example/admin",
                "javascript:alert(1)", "/admin@evil.example", "%2f%2fevil.example", "/%2fevil.example",
                        "/admin\r\nX-Evil: yes", "/admin?next=//evil.example",
                "\u2044\u2044evil.example", "\uff0f\uff0fevil.example", "/admin\u2028//evil", "data:text/html,x",
                        "///evil.example", " //evil.example",
                "/admin#//evil", ".evil.example", "@evil.example", "/sign-out", "http:evil.example",
                        "/admin/\t/evil.example"
            })
    void signingInLeadsNowhereElse(String next) {
        trial.rest();
        HttpResponse<String> answer = signIn(next);
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer)).isEqualTo("/admin");
        assertThat(answer.headers().firstValue("X-Evil")).isEmpty();
        String form = send("GET", "/sign-in?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8), Map.of())
                .body();
        assertThat(form).contains("name=\"next\" value=\"/admin\"").doesNotContain("evil");
    }

    /** The address of a page that nobody is signed in for comes back as a path of ours, or not at all. */
    @Test
    void beingSentToSignInLeadsNowhereElse() {
        for (String path :
                List.of("/admin/people/%2f%2fevil.example", "//evil.example/admin", "/admin/requests/javascript:x")) {
            String to = location(send("GET", path, Map.of()));
            assertThat(to)
                    .satisfiesAnyOf(
                            none -> assertThat(none).isEmpty(),
                            in -> assertThat(in).startsWith("/sign-in?next=%2F"));
        }
    }

    static Stream<Row> rows() throws IOException {
        return RightsTest.rows();
    }

    /** Pages and failures alike, for everybody. */
    @ParameterizedTest
    @MethodSource("rows")
    void everyAnswerTellsBrowsersToBeCareful(Row row) {
        for (String who : List.of("nobody", "auditor", "administrator", "link")) {
            HttpResponse<String> answer = trial.ask(who, row.route());
            Map<String, List<String>> head = answer.headers().map();
            assertThat(head.get("content-security-policy"))
                    .as(row.route())
                    .singleElement()
                    .asString()
                    .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                    .doesNotContain("unsafe", "*", "http:");
            assertThat(head.get("x-content-type-options")).containsExactly("nosniff");
            assertThat(head.get("referrer-policy")).containsExactly("no-referrer");
            assertThat(head.get("cross-origin-opener-policy")).containsExactly("same-origin");
            assertThat(head).doesNotContainKeys("server", "x-powered-by", "access-control-allow-origin");
            String kept = String.join(",", head.getOrDefault("cache-control", List.of("")));
            String type = String.join(",", head.getOrDefault("content-type", List.of("")));
            if (type.startsWith("text/html")) {
                assertThat(kept).as(row.route()).contains("no-store");
                assertThat(type.toLowerCase(Locale.ROOT)).contains("charset=utf-8");
            }
            if (row.route().contains(" /admin") || row.route().contains(" /enroll")) {
                assertThat(kept).as(row.route()).contains("no-store");
            }
        }
    }

    /** A link of a mail is looked at by whatever scans mails; the form behind it is taken once. */
    @Test
    void linksAreLookedAtFreelyAndUsedOnce() {
        OneTimeSecret link = trial.signet
                .accounts()
                .invite("invited", Role.AUDITOR, TestCa.OPERATOR)
                .orThrow();
        String path = "/admin/welcome/" + link.text();
        List<Object> before = trial.traces();
        for (String method : List.of("GET", "HEAD", "GET")) {
            assertThat(send(method, path, Map.of()).statusCode()).isEqualTo(200);
        }
        assertThat(send("PUT", path, Map.of("password", PASSWORD)).statusCode()).isIn(404, 405);
        assertThat(trial.traces()).isEqualTo(before);
        Map<String, String> form =
                Map.of("password", PASSWORD, "again", PASSWORD, "role", "ADMINISTRATOR", "user", "administrator-1");
        assertThat(location(send("POST", path, form))).isEqualTo("/admin");
        trial.rest();
        HttpResponse<String> again =
                send("POST", path, Map.of("password", "another password", "again", "another password"));
        assertThat(again.statusCode()).isEqualTo(410);
        assertThat(trial.signet.accounts().all())
                .as("the form says who and what they are in vain")
                .anyMatch(each -> each.user().equals("invited") && each.role() == Role.AUDITOR);
    }
}
