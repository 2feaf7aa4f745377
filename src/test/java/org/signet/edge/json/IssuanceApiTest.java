package org.signet.edge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.edge.json.ApiCaller.pkcs10;
import static org.signet.edge.json.ApiCaller.problem;
import static org.signet.edge.json.ApiCaller.send;
import static org.signet.edge.json.ApiCaller.value;
import static org.signet.edge.json.ApiCaller.with;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.app.TestCa;
import org.signet.ca.access.ApiToken;
import org.signet.ca.access.Scope;
import org.signet.ca.audit.AuditEntry;
import org.signet.crypto.x509.Pem;
import org.signet.model.Actor;
import org.signet.model.KeyUse;
import org.signet.model.Role;
import org.signet.model.SerialNumber;

/** Issuance for programs, by their tokens. */
class IssuanceApiTest {
    private static final String PATH = "/api/v1/certificates";
    private static ApiServer server;
    private static ApiCaller api;
    private static Described described;
    private static String issuing;
    private static String limited;
    private static String finding;

    @BeforeAll
    static void start() throws IOException {
        server = new ApiServer(1000);
        api = new ApiCaller(server);
        described = new Described(send(api.request("/openapi.json")).body());
        issuing = token("erp", Scope.CERTIFICATES_ISSUE, Set.of());
        limited = token("limited", Scope.CERTIFICATES_ISSUE, Set.of("example.net"));
        finding = token("gateway", Scope.CERTIFICATES_FIND, Set.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String token(String name, Scope scope, Set<String> domains) {
        return token(name, scope, domains, TestCa.OPERATOR);
    }

    private static String token(String name, Scope scope, Set<String> domains, Actor maker) {
        return server.signet()
                .apiTokens()
                .create(new ApiToken.Plan(name, Set.of(scope), domains, 30), maker)
                .orThrow()
                .secret()
                .text();
    }

    private static String body(Map<String, Object> more) {
        Map<String, Object> body = new TreeMap<>(more);
        body.putIfAbsent("csr", Pem.encode(Pem.REQUEST, pkcs10("any@example.com")));
        body.putIfAbsent("emails", new String[] {"ada@example.com"});
        return new String(Json.write(body), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static HttpResponse<byte[]> post(String token, String body) throws IOException {
        HttpResponse<byte[]> answer = send(with(token, api.post("/certificates", body)));
        described.assertAnswer(PATH, "post", answer);
        return answer;
    }

    @Test
    void aTokenIssuesOnceAndTheLogNamesIt() throws IOException {
        String body = body(Map.of("givenName", "Ada", "surname", "Lovelace", "use", "sign"));
        IssuedView issued = value(post(issuing, body), 201, IssuedView.class);
        assertThat(issued.chain()).hasSize(2);
        var record = server.signet()
                .certificates()
                .find(SerialNumber.parse(issued.serial()).orThrow())
                .orElseThrow();
        assertThat(record.use()).isEqualTo(KeyUse.SIGN);
        assertThat(record.profile()).isEqualTo("mailbox-strict");
        assertThat(server.signet().audit().latest(3))
                .filteredOn(entry -> entry.type().equals("CertificateIssued"))
                .extracting(AuditEntry::actor)
                .containsExactly("token:erp");
        assertThat(value(post(issuing, body), 200, IssuedView.class))
                .as("a lost answer, asked again")
                .isEqualTo(issued);
        HttpResponse<byte[]> found = send(with(finding, api.request("/certificates?email=ada@example.com")));
        described.assertAnswer(PATH, "get", found);
        // That a token was used is stored a moment after the answer, before what is asked for next.
        server.signet().transactions().durable(() -> null);
        assertThat(server.signet().apiTokens().all())
                .allMatch(token -> token.used().isPresent() == !token.name().equals("limited"));
    }

    @Test
    void whoMayNotIsTold() throws IOException {
        HttpResponse<byte[]> none = send(api.post("/certificates", body(Map.of())));
        assertThat(problem(none, 401).code()).isEqualTo("not-signed-in");
        assertThat(none.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"signet\"");

        HttpResponse<byte[]> unknown = post("x".repeat(43), body(Map.of()));
        assertThat(problem(unknown, 401).code()).isEqualTo("bad-token");
        assertThat(unknown.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("invalid_token");

        HttpResponse<byte[]> wrong = post(finding, body(Map.of()));
        assertThat(problem(wrong, 403).detail()).contains("certificates:issue");
        assertThat(wrong.headers().firstValue("WWW-Authenticate").orElseThrow()).contains("insufficient_scope");
        assertThat(problem(send(with(issuing, api.request("/certificates?email=a@example.com"))), 403)
                        .code())
                .isEqualTo("not-allowed");

        String revoked = token("gone", Scope.CERTIFICATES_ISSUE, Set.of());
        server.signet().apiTokens().revoke("gone", TestCa.OPERATOR).orThrow();
        assertThat(problem(post(revoked, body(Map.of())), 401).detail()).contains("revoked");

        assertThat(problem(post(limited, body(Map.of())), 403).detail()).contains("example.net");
    }

    /** What an administrator may not decide, no token of theirs lets through. */
    @Test
    void nobodyCertifiesTheirOwnMailboxByATokenOfTheirs() throws IOException {
        String theirs = token(
                "of-ada", Scope.CERTIFICATES_ISSUE, Set.of(), Actor.account("ada", "10.0.0.1", Role.ADMINISTRATOR));
        String own = body(Map.of("emails", new String[] {"some@example.com", "ada+x@example.com"}));
        assertThat(problem(post(theirs, own), 403).code()).isEqualTo("own-request");
        assertThat(post(theirs, body(Map.of("emails", new String[] {"eve@example.com"})))
                        .statusCode())
                .isEqualTo(201);
        assertThat(post(issuing, own).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "emails  | []                          | 422 | bad-input",
                "emails  | [null]                      | 422 | bad-address",
                "emails  | 5                           | 422 | bad-input",
                "emails  | [\"eve@elsewhere.org\"]     | 403 | foreign-domain",
                "csr     | \"\"                        | 422 | bad-input",
                "csr     | \"no request\"              | 422 | bad-request-file",
                "profile | \"nonsense\"                | 422 | bad-input",
                "use     | \"BOTH\"                    | 422 | bad-input",
                "name    | \"a\\nb\"                   | 422 | bad-name",
                "serial  | \"1\"                       | 422 | bad-input"
            })
    void badBodiesAreProblems(String property, String json, int status, String code) throws IOException {
        Map<String, Object> more = new TreeMap<>();
        more.put(property, new com.fasterxml.jackson.databind.ObjectMapper().readTree(json));
        assertThat(problem(post(issuing, body(more)), status).code()).isEqualTo(code);
    }

    @Test
    void whatIsTooLargeOrOfAnotherKindIsRefused() throws IOException {
        assertThat(problem(post(issuing, body(Map.of("name", "x".repeat(40_000)))), 413)
                        .code())
                .isEqualTo("too-large");
        assertThat(problem(send(with(issuing, api.post("/certificates", "text/plain", new byte[2]))), 415)
                        .detail())
                .contains("application/json");
    }

    @Test
    void otherAnswersAreAsDescribedToo() throws IOException {
        HttpResponse<byte[]> begun =
                send(api.post("/enrollments", "{\"email\":\"d@example.com\",\"name\":\"D\",\"language\":\"en\"}"));
        described.assertAnswer("/api/v1/enrollments", "post", begun);
        EnrollmentView.Begun claim = value(begun, 202, EnrollmentView.Begun.class);
        described.assertAnswer(
                "/api/v1/enrollments/{id}",
                "get",
                send(with(claim.claim(), api.request("/enrollments/" + claim.id()))));
        described.assertAnswer("/api/v1/enrollments/{id}/proof", "post", api.prove(claim, server.mailed()));
        server.approve(claim.id());
        described.assertAnswer(
                "/api/v1/enrollment/certificate",
                "post",
                send(with(
                        claim.claim(),
                        api.post(
                                "/enrollment/certificate",
                                "application/pkcs10",
                                pkcs10("d@example.com").toArray()))));
    }

    /** Every route of the API that a door of this package, or of one below it, opens. */
    @Test
    void everyRouteIsDescribed() throws IOException {
        Set<String> routes = new TreeSet<>();
        Pattern route = Pattern.compile("routes\\.(get|post|put|delete|patch)\\(\\s*\"(/api/[^\"]+)\"");
        try (var files = Files.walk(Path.of("src/main/java/org/signet/edge/json"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher opened = route.matcher(Files.readString(file));
                while (opened.find()) {
                    routes.add(opened.group(1) + " " + opened.group(2));
                }
            }
        }
        assertThat(routes).isEqualTo(described.methods());
    }
}
