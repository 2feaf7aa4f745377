package org.signet.edge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.edge.json.ApiCaller.problem;
import static org.signet.edge.json.ApiCaller.send;
import static org.signet.edge.json.ApiCaller.value;
import static org.signet.edge.json.ApiCaller.with;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API refuses, and how it says so. */
class ApiProblemsTest {
    private static ApiServer server;
    private static ApiCaller api;

    @BeforeAll
    static void start() {
        server = new ApiServer(1000);
        api = new ApiCaller(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void wrongCodesAreCounted() {
        EnrollmentView.Begun begun = api.begin("wrong@example.com");
        for (int i = 0; i < 5; i++) {
            assertThat(problem(api.prove(begun, "AAAAA-AAAAA"), 403).code()).isEqualTo("wrong-code");
        }
        assertThat(problem(api.prove(begun, server.mailed()), 429).code()).isEqualTo("too-many");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"email\":\"eve@elsewhere.org\",\"name\":\"Eve\"}               | 403 | foreign-domain",
                "{\"email\":\"eve\",\"name\":\"Eve\"}                             | 422 | bad-address",
                "{\"name\":\"Eve\"}                                               | 422 | bad-address",
                "{\"email\":\"eve@example.com\"}                                  | 422 | bad-name",
                "{\"email\":\"eve@example.com\",\"name\":\"a\\nb\"}               | 422 | bad-name",
                "{\"email\":\"eve@example.com\",\"name\":\"E\",\"language\":\"x\"} | 422 | bad-input",
                "{\"email\":\"eve@example.com\"}                             | 422 | bad-name",
                "{\"email\":\"eve@example.com\",\"surname\":\"E\",\"pseudonym\":\"P\"} | 422 | bad-name",
                "{\"email\":\"eve@example.com\",                                  | 422 | bad-input",
                "[]                                                               | 422 | bad-input"
            })
    void badBeginningsAreProblems(String json, int status, String code) {
        assertThat(problem(send(api.post("/enrollments", json)), status).code()).isEqualTo(code);
    }

    @Test
    void unknownPropertyIsNamed() {
        ProblemView problem =
                problem(send(api.post("/enrollments", "{\"email\":\"a@example.com\",\"nmae\":\"A\"}")), 422);
        assertThat(problem.detail()).contains("\"nmae\"").contains("name");
    }

    @Test
    void withoutASecretNothingIsTold() {
        EnrollmentView.Begun begun = api.begin("secret@example.com");
        List<HttpRequest.Builder> bare = List.of(
                api.request("/enrollments/" + begun.id()),
                api.request("/enrollments/" + begun.id()).header("Authorization", "Basic YTpi"),
                api.request("/enrollments/" + begun.id()).header("Authorization", "Bearer"),
                api.post("/enrollments/" + begun.id() + "/proof", "{\"code\":\"x\"}"),
                api.post("/enrollment/certificate", "application/pkcs10", new byte[0]));
        for (HttpRequest.Builder request : bare) {
            HttpResponse<byte[]> answer = send(request);
            assertThat(problem(answer, 401).code()).isEqualTo("not-signed-in");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"signet\"");
        }
        assertThat(problem(send(with("wrong", api.request("/enrollments/" + begun.id()))), 404)
                        .code())
                .isEqualTo("not-found");
        assertThat(problem(send(with("wrong", api.post("/enrollment/certificate", "text/plain", new byte[1]))), 404)
                        .code())
                .isEqualTo("link-unknown");
    }

    @Test
    void oversizeAndStrangeBodiesAreProblems() {
        assertThat(problem(send(api.post("/enrollments", " ".repeat(9_000))), 413)
                        .code())
                .isEqualTo("too-large");
        byte[] large = new byte[33 * 1024];
        assertThat(problem(send(with("any", api.post("/enrollment/certificate", "application/pkcs10", large))), 413)
                        .code())
                .isEqualTo("too-large");
        HttpRequest.Builder chunked = with("any", api.request("/enrollment/certificate"))
                .header("Content-Type", "application/pkcs10")
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)));
        assertThat(problem(send(chunked), 413).code()).isEqualTo("too-large");
        assertThat(problem(send(api.post("/enrollments", "text/plain", new byte[2])), 415)
                        .detail())
                .contains("application/json");
        assertThat(problem(send(with("any", api.post("/enrollment/certificate", "image/png", new byte[2]))), 415)
                        .detail())
                .contains("application/pkcs10");
        EnrollmentView.Begun begun = api.approved("strange@example.com");
        byte[] garbage = "no request".getBytes(StandardCharsets.UTF_8);
        assertThat(problem(send(with(begun.claim(), api.post("/enrollment/certificate", "text/plain", garbage))), 422)
                        .code())
                .isEqualTo("bad-request-file");
    }

    /** Every described method exists, and answers an empty request as its description foresees. */
    @Test
    void theDescriptionIsTrue() throws IOException {
        JsonNode description =
                new ObjectMapper().readTree(send(api.request("/openapi.json")).body());
        List<String> answered = new ArrayList<>();
        for (var path : description.get("paths").properties()) {
            for (var method : path.getValue().properties()) {
                String url = server.url() + path.getKey().replaceAll("\\{[a-z]+}", "x");
                HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                        .method(method.getKey().toUpperCase(Locale.ROOT), BodyPublishers.noBody());
                String status = Integer.toString(send(request).statusCode());
                assertThat(method.getValue().get("responses").has(status))
                        .as(path.getKey() + status)
                        .isTrue();
                answered.add(method.getKey() + " " + status);
            }
        }
        assertThat(answered)
                .containsExactly(
                        "get 422",
                        "post 401",
                        "get 422",
                        "post 401",
                        "delete 401",
                        "post 401",
                        "post 415",
                        "post 415",
                        "get 401",
                        "post 401",
                        "post 401",
                        "post 415",
                        "get 200");
    }

    @Test
    void mailsAreRationed() {
        try (ApiServer strict = new ApiServer(2)) {
            for (int i = 0; i < 3; i++) {
                HttpRequest.Builder post = HttpRequest.newBuilder(URI.create(strict.url() + "/api/v1/enrollments"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"email\":\"r" + i + "@example.com\",\"name\":\"R\"}"));
                HttpResponse<byte[]> answer = send(post);
                if (i < 2) {
                    value(answer, 202, EnrollmentView.Begun.class);
                } else {
                    assertThat(problem(answer, 429).code()).isEqualTo("too-many");
                    assertThat(answer.headers().firstValue("Retry-After")).contains("60");
                }
            }
        }
    }
}
