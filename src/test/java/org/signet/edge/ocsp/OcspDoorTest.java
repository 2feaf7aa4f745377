package org.signet.edge.ocsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.ca.revocation.OcspReply;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.ocsp.OcspFailure;
import org.signet.edge.http.ProblemPage;
import org.signet.edge.http.ServerSettings;
import org.signet.edge.http.WebServer;
import org.signet.model.Bytes;
import org.signet.model.Unavailable;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OcspDoorTest {
    private static final Instant SINCE = Instant.parse("2026-11-03T10:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-11-03T22:00:00Z");

    /** Its base64 holds a plus sign, slashes single and double, and padding. */
    private static final Bytes QUESTION = Bytes.ofHex("30fbefbeffffffffbefffb01");

    private static final Bytes SHORT = Bytes.ofHex("30fbefbeffffffffbefffb");
    private static final Bytes ANSWER = Bytes.ofHex("3003020100");
    private static final String DIGEST = "0f".repeat(32);
    private static final String TAG = '"' + DIGEST + '"';

    private final HttpClient http = HttpClient.newHttpClient();
    private WebServer server;
    private String url;
    private volatile Bytes asked;
    private volatile Instant now;
    private volatile UnaryOperator<OcspReply> reply;

    @BeforeAll
    void start() {
        Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
        OcspDoor door = new OcspDoor(
                question -> {
                    asked = question;
                    return reply.apply(new OcspReply(ANSWER, Optional.of(new OcspReply.Lasting(SINCE, UNTIL, DIGEST))));
                },
                kind -> {},
                clock);
        server = new WebServer(ServerSettings.loopback(0), List.of(door), ProblemPage.plain(), Providers.newRandom());
        url = server.start().get(0);
    }

    @BeforeEach
    void begin() {
        asked = null;
        now = SINCE.plusSeconds(60);
        reply = UnaryOperator.identity();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private HttpResponse<byte[]> post(String type, byte[] body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(url + "/ocsp"))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> get(String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String base64(Bytes octets) {
        return Base64.getEncoder().encodeToString(octets.toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/ocsp-request", "Application/OCSP-Request; charset=utf-8"})
    void aPostedRequestIsAnswered(String type) throws Exception {
        HttpResponse<byte[]> answer = post(type, QUESTION.toArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(ANSWER.toArray());
        assertThat(answer.headers().firstValue("content-type")).contains("application/ocsp-response");
        assertThat(asked).isEqualTo(QUESTION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/octet-stream", "text/plain", "application/ocsp-response"})
    void anotherMediaTypeIsNone(String type) throws Exception {
        HttpResponse<byte[]> answer = post(type, QUESTION.toArray());
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.headers().firstValue("accept")).contains("application/ocsp-request");
        assertThat(asked).isNull();
    }

    @Test
    void aBodyHasAtMost64KiB() throws Exception {
        assertThat(post("application/ocsp-request", new byte[64 * 1024]).statusCode())
                .isEqualTo(200);
        assertThat(post("application/ocsp-request", new byte[64 * 1024 + 1]).statusCode())
                .isEqualTo(413);
    }

    static List<String> spellings() {
        String plain = base64(SHORT);
        assertThat(plain).contains("+", "//", "=");
        String encoded = plain.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D");
        return List.of(
                plain,
                "/" + plain,
                encoded,
                encoded.replace("%2F", "%2f"),
                plain.replace("/", "%2F"),
                plain.replace("=", ""),
                encoded.replace("%3D", ""),
                plain.replace('+', '-').replace('/', '_'),
                plain.replace('+', '-').replace('/', '_').replace("=", ""),
                plain.replace("+", "%20"),
                plain.replace("=", "%0D%0A="));
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void everySpellingOfARequestInThePathIsRead(String spelling) throws Exception {
        HttpResponse<byte[]> answer = get("GET", "/ocsp/" + spelling);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(asked).isEqualTo(SHORT);
        assertThat(answer.body()).isEqualTo(ANSWER.toArray());
    }

    /** What is no URL at all is refused before it comes to the door. */
    @ParameterizedTest
    @CsvSource({"!, 200", "M, 200", "MA%, 400", "MA%zz, 400", "MA%2, 400", "%C3%A4, 200", "MA==MA==, 200"})
    void whatIsNoBase64IsMalformed(String path, int status) throws Exception {
        URI to = URI.create(url);
        try (Socket socket = new Socket(to.getHost(), to.getPort())) {
            socket.getOutputStream()
                    .write(("GET /ocsp/" + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).startsWith("HTTP/1.1 " + status);
            assertThat(answer.contains(
                            new String(OcspFailure.MALFORMED_REQUEST.der().toArray(), StandardCharsets.ISO_8859_1)))
                    .isEqualTo(status == 200);
        }
        assertThat(asked).isNull();
    }

    @Test
    void aLongRequestFitsIntoThePathToo() throws Exception {
        Bytes question = Bytes.of(Arrays.copyOf(new byte[] {0x30}, 4_000));
        assertThat(get("GET", "/ocsp/" + base64(question)).statusCode()).isEqualTo(200);
        assertThat(asked).isEqualTo(question);
    }

    @Test
    void whatMayBeCachedSaysForHowLong() throws Exception {
        HttpResponse<byte[]> answer = get("GET", "/ocsp/" + base64(QUESTION));
        assertThat(answer.headers().map())
                .containsEntry("etag", List.of(TAG))
                .containsEntry("last-modified", List.of("Tue, 03 Nov 2026 10:00:00 GMT"))
                .containsEntry("expires", List.of("Tue, 03 Nov 2026 22:00:00 GMT"))
                .containsEntry("cache-control", List.of("max-age=600,public,no-transform,must-revalidate"))
                .doesNotContainKey("content-encoding");
        now = UNTIL.minusSeconds(30);
        assertThat(get("GET", "/ocsp/" + base64(QUESTION)).headers().firstValue("cache-control"))
                .contains("max-age=30,public,no-transform,must-revalidate");
    }

    @Test
    void aClientThatHasItIsTold() throws Exception {
        HttpResponse<byte[]> answer = get("GET", "/ocsp/" + base64(QUESTION), "If-None-Match", TAG);
        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("expires")).isPresent();
        assertThat(get("GET", "/ocsp/" + base64(QUESTION), "If-None-Match", "\"0\"")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void headTellsTheLengthWithoutTheBody() throws Exception {
        HttpResponse<byte[]> answer = get("HEAD", "/ocsp/" + base64(QUESTION));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("content-length")).contains("5");
        assertThat(answer.headers().firstValue("etag")).contains(TAG);
    }

    @Test
    void whatIsForOneAloneIsNotCached() throws Exception {
        reply = cached -> new OcspReply(ANSWER, Optional.empty());
        HttpResponse<byte[]> answer = get("GET", "/ocsp/" + base64(QUESTION));
        assertThat(answer.headers().map())
                .containsEntry("cache-control", List.of("no-store"))
                .doesNotContainKeys("etag", "expires", "last-modified");
    }

    @Test
    void faultsAreToldInTheWordsOfOcsp() throws Exception {
        reply = cached -> {
            throw new Unavailable("the disk is full", null);
        };
        HttpResponse<byte[]> later = post("application/ocsp-request", QUESTION.toArray());
        assertThat(later.statusCode()).isEqualTo(200);
        assertThat(later.body()).isEqualTo(OcspFailure.TRY_LATER.der().toArray());
        assertThat(later.headers().firstValue("cache-control")).contains("no-store");
        reply = cached -> {
            throw new IllegalStateException("a slip");
        };
        HttpResponse<byte[]> fault = post("application/ocsp-request", QUESTION.toArray());
        assertThat(fault.statusCode()).isEqualTo(200);
        assertThat(fault.body()).isEqualTo(OcspFailure.INTERNAL_ERROR.der().toArray());
    }
}
