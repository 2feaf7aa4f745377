package org.signet.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signet.ca.revocation.CrlStore.PublishedCrl;
import org.signet.model.Bytes;

class StatusFilesTest {
    private static final Instant PUBLISHED = Instant.parse("2026-11-03T10:00:00Z");
    private static final PublishedCrl CRL = new PublishedCrl(
            "issuing-1", 7, PUBLISHED, Instant.parse("2026-11-13T10:00:00Z"), Bytes.of((byte) 0x30, (byte) 0));

    private final HttpClient http = HttpClient.newHttpClient();
    private WebServer server;
    private String url;
    private List<String> problems = List.of();

    @BeforeEach
    void start() {
        Clock clock = Clock.fixed(PUBLISHED.plusSeconds(60), ZoneOffset.UTC);
        StatusFiles files = new StatusFiles(
                id -> id.equals("issuing-1") ? Optional.of(CRL) : Optional.empty(),
                id -> Optional.empty(),
                Map.of("/pki/old.crl", "issuing-1"),
                clock);
        server = new WebServer(
                ServerSettings.loopback(0),
                List.of(files, new Health(() -> problems)),
                ProblemPage.plain(),
                new SecureRandom());
        url = server.start().get(0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<byte[]> send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void serves_the_crl_as_the_standards_want_it() throws Exception {
        HttpResponse<byte[]> answer = send("GET", "/crl/issuing-1.crl", "Accept-Encoding", "gzip");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(CRL.der().toArray());
        assertThat(answer.headers().map())
                .containsEntry("content-type", List.of("application/pkix-crl"))
                .containsEntry("last-modified", List.of("Tue, 03 Nov 2026 10:00:00 GMT"))
                .containsEntry("expires", List.of("Fri, 13 Nov 2026 10:00:00 GMT"))
                .doesNotContainKey("content-encoding");
        assertThat(answer.headers().firstValue("cache-control").orElse("")).contains("public", "max-age=600");
    }

    @Test
    void answers_a_client_that_has_it_with_304() throws Exception {
        String tag =
                send("GET", "/crl/issuing-1.crl").headers().firstValue("etag").orElseThrow();
        assertThat(send("GET", "/crl/issuing-1.crl", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(send("GET", "/crl/issuing-1.crl", "If-None-Match", "\"other\"")
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("GET", "/crl/issuing-1.crl", "If-Modified-Since", "Tue, 03 Nov 2026 10:00:00 GMT")
                        .statusCode())
                .isEqualTo(304);
        assertThat(send("GET", "/crl/issuing-1.crl", "If-Modified-Since", "Tue, 03 Nov 2026 09:59:59 GMT")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void head_tells_the_length_without_the_body() throws Exception {
        HttpResponse<byte[]> answer = send("HEAD", "/crl/issuing-1.crl");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-length")).contains("2");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void unknown_issuers_and_names_are_404() throws Exception {
        for (String path : List.of("/crl/other.crl", "/crl/issuing-1", "/crl/issuing-1.cer", "/aia/issuing-1.cer")) {
            assertThat(send("GET", path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void health_tells_what_is_wrong() throws Exception {
        assertThat(new String(send("GET", "/healthz").body())).isEqualTo("{\"status\":\"ok\"}");
        problems = List.of("The database does not answer.");
        HttpResponse<byte[]> answer = send("GET", "/healthz");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(new String(answer.body()))
                .isEqualTo("{\"status\":\"unwell\",\"problems\":[\"The database does not answer.\"]}");
    }
}
