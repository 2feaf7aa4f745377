package org.signet.edge.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.signet.app.TestCa;
import org.signet.crypto.keys.SoftwareKey;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.x509.RequestTemplate;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;

/** Calls the API as a script would. */
record ApiCaller(ApiServer server) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    HttpRequest.Builder request(String resource) {
        return HttpRequest.newBuilder(URI.create(server.url() + "/api/v1" + resource));
    }

    HttpRequest.Builder post(String resource, String mediaType, byte[] body) {
        return request(resource).header("Content-Type", mediaType).POST(BodyPublishers.ofByteArray(body));
    }

    HttpRequest.Builder post(String resource, String json) {
        return post(resource, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    static HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static <T> T value(HttpResponse<byte[]> answer, int status, Class<T> type) {
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        return Json.read(answer.body(), type).orThrow();
    }

    static ProblemView problem(HttpResponse<byte[]> answer, int status) {
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        ProblemView problem = Json.read(answer.body(), ProblemView.class).orThrow();
        assertThat(problem.status()).isEqualTo(status);
        return problem;
    }

    static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    EnrollmentView.Begun begin(String email) {
        return value(
                send(post(
                        "/enrollments", "{\"email\":\"" + email + "\",\"name\":\"Ada Lovelace\",\"language\":\"de\"}")),
                202,
                EnrollmentView.Begun.class);
    }

    static HttpRequest.Builder with(String secret, HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + secret);
    }

    HttpResponse<byte[]> prove(EnrollmentView.Begun begun, String code) {
        return send(with(begun.claim(), post("/enrollments/" + begun.id() + "/proof", "{\"code\":\"" + code + "\"}")));
    }

    EnrollmentView.Begun approved(String email) {
        EnrollmentView.Begun begun = begin(email);
        value(prove(begun, server.mailed()), 200, EnrollmentView.class);
        server.approve(begun.id());
        return begun;
    }

    static Bytes pkcs10(String email) {
        SoftwareKey key = SoftwareKey.generate(KeyType.EC_P256, TestCa.RANDOM);
        RequestTemplate template = new RequestTemplate(EmailAddress.parse(email).orThrow(), key.publicKey());
        return template.signed(tbs -> key.sign(template.scheme(), tbs));
    }
}
