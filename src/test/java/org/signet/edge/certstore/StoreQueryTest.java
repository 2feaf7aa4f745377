package org.signet.edge.certstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.edge.http.CrlFiles;
import org.signet.edge.http.ProblemPage;
import org.signet.edge.http.ServerSettings;
import org.signet.edge.http.WebServer;
import org.signet.edge.http.limit.RateLimit;

/** What strangers send. */
class StoreQueryTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Signet signet;
    private static WebServer web;
    private static String url;

    @BeforeAll
    static void start(@TempDir Path folder) {
        signet = TestCa.open(TestCa.copy(folder));
        web = new WebServer(
                ServerSettings.loopback(0),
                List.of(door(new RateLimit(10_000, Duration.ofSeconds(1), Clock.systemUTC()))),
                ProblemPage.plain(),
                TestCa.RANDOM);
        url = web.start().get(0);
    }

    private static CertificateStoreDoor door(RateLimit limit) {
        return new CertificateStoreDoor(
                signet.addressBook().search(),
                new CrlFiles(signet.crlStore(), signet.folder().crls()),
                signet.apiTokens(),
                limit);
    }

    @AfterAll
    static void stop() {
        web.close();
        signet.close();
    }

    private static HttpResponse<byte[]> raw(String pathAndQuery) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url + pathAndQuery)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "certHash=lkxwxB7JCOXKRSUQ1sgoOhrB3%2BI=  | equals sign",
                "certHash=lkxwxB7JCOXKRSUQ1sgoOhrB3+I     | %2B",
                "certHash=lkxwxB7JCOXKRSUQ1sgoOhrB3-I     | 27 characters",
                "certHash=lkxwxB7JCOXKRSUQ1sgoOhrB3%2BJ   | well-formed",
                "certHash=lkxwxB7JCOXKRSUQ1sgoOhrB3       | 27 characters",
                "certHash=                                | 27 characters",
                "certHash=%00%ff                          | 27 characters",
                "certhash=lkxwxB7JCOXKRSUQ1sgoOhrB3%2BI   | one attribute",
                "sHash=lkxwxB7JCOXKRSUQ1sgoOhrB3%2BI&sHash=lkxwxB7JCOXKRSUQ1sgoOhrB3%2BI | one attribute",
                "email=a@example.com&name=x               | one attribute",
                "x                                        | one attribute",
                "email=a+b@example.com                    | %2B",
                "email=*                                  | name@domain",
                "uri=mailto:                              | name@domain",
                "email=                                   | e-mail address",
                "name=                                    | 1 to 200",
            })
    void whatIsNoQuestionIsRefused(String query, String why) throws Exception {
        HttpResponse<byte[]> answer = raw("/certificates/search.cgi?" + query.strip());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(text(answer)).contains(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"certHash", "name", "email"})
    void longOnesAreRefused(String attribute) throws Exception {
        assertThat(raw("/certificates/search.cgi?" + attribute + "=" + "A".repeat(7000))
                        .statusCode())
                .isEqualTo(400);
        assertThat(raw("/certificates/search.cgi?" + attribute + "=" + "A".repeat(10_000))
                        .statusCode())
                .isIn(414, 431);
    }

    @Test
    void whoAsksTooOftenIsStopped() throws Exception {
        try (WebServer strict = new WebServer(
                ServerSettings.loopback(0),
                List.of(door(new RateLimit(2, Duration.ofHours(1), Clock.systemUTC()))),
                ProblemPage.plain(),
                TestCa.RANDOM)) {
            URI uri = URI.create(strict.start().get(0) + "/certificates/search.cgi?email=a@example.com");
            List<Integer> answers = new java.util.ArrayList<>();
            for (int i = 0; i < 3; i++) {
                answers.add(HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode());
            }
            assertThat(answers).containsExactly(404, 404, 429);
        }
    }
}
