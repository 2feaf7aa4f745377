package org.signet.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.ca.revocation.CrlRecords;
import org.signet.ca.revocation.CrlStore.PublishedCrl;
import org.signet.edge.http.health.Health;
import org.signet.model.Unavailable;

class StatusFilesTest {
    private static final Instant PUBLISHED = Instant.parse("2026-11-03T10:00:00Z");
    private static final PublishedCrl CRL =
            new PublishedCrl("issuing-1", 0, 7, PUBLISHED, Instant.parse("2026-11-13T10:00:00Z"), 0, 2);
    private static final PublishedCrl SHARD =
            new PublishedCrl("issuing-1", 3, 8, PUBLISHED, Instant.parse("2026-11-13T10:00:00Z"), 0, 3);

    private final HttpClient http = HttpClient.newHttpClient();
    private WebServer server;
    private String url;
    private List<String> problems = List.of();
    private Path folder;
    private final Published store = new Published();

    /** Two CRLs, as long as the database is there. */
    private static final class Published extends CrlRecords {
        private final Map<Long, byte[]> octets = new ConcurrentHashMap<>(
                Map.of(7L, new byte[] {0x30, 0}, 8L, new byte[] {0x30, 1, 2}, 9L, new byte[] {0x30, 9}));
        private PublishedCrl newest = CRL;
        private boolean away;

        @Override
        public Optional<PublishedCrl> latest(String issuerId, int shard) {
            if (away) {
                throw new Unavailable("The database is away.", null);
            }
            return Stream.of(newest, SHARD)
                    .filter(crl -> crl.issuerId().equals(issuerId) && crl.shard() == shard)
                    .findFirst();
        }

        @Override
        public InputStream octets(PublishedCrl crl) {
            return Optional.ofNullable(octets.get(crl.number()))
                    .map(ByteArrayInputStream::new)
                    .orElseThrow(() -> new Unavailable("The database is away.", null));
        }
    }

    @BeforeEach
    void start(@TempDir Path folder) {
        this.folder = folder;
        Clock clock = Clock.fixed(PUBLISHED.plusSeconds(60), ZoneOffset.UTC);
        StatusFiles files = new StatusFiles(
                new CrlFiles(store, folder), id -> Optional.empty(), Map.of("/pki/old.crl", "issuing-1"), clock);
        server = new WebServer(
                ServerSettings.loopback(0),
                List.of(files, new Health(List::of, () -> problems)),
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
        assertThat(answer.body()).isEqualTo(new byte[] {0x30, 0});
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
    void one_that_is_not_whole_any_more_is_not_served() throws Exception {
        store.newest = new PublishedCrl("issuing-1", 0, 9, PUBLISHED, CRL.nextUpdate(), 0, 3);
        assertThat(send("GET", "/crl/issuing-1.crl").statusCode()).isEqualTo(500);
        assertThat(folder.toFile().list()).isEmpty();
    }

    @Test
    void what_a_dead_process_left_is_taken_away() throws Exception {
        Path dead = Files.createFile(folder.resolve("entries1.tmp"));
        Files.setLastModifiedTime(dead, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        Path written = Files.createFile(folder.resolve("entries2.tmp"));
        assertThat(send("GET", "/crl/issuing-1.crl").statusCode()).isEqualTo(200);
        assertThat(dead).doesNotExist();
        assertThat(written).exists();
    }

    @Test
    void a_folder_that_was_deleted_is_made_again() throws Exception {
        assertThat(send("GET", "/crl/issuing-1.crl").statusCode()).isEqualTo(200);
        Files.delete(folder.resolve("issuing-1.0.7.crl"));
        Files.delete(folder);
        assertThat(send("GET", "/crl/issuing-1.crl").body()).containsExactly(0x30, 0);
    }

    @Test
    void the_last_one_stays_while_the_newest_cannot_be_fetched() throws Exception {
        assertThat(send("GET", "/crl/issuing-1.crl").body()).containsExactly(0x30, 0);
        store.newest = new PublishedCrl("issuing-1", 0, 10, PUBLISHED, CRL.nextUpdate(), 0, 2);
        assertThat(send("GET", "/crl/issuing-1.crl").body()).containsExactly(0x30, 0);
        assertThat(folder.toFile().list()).containsExactly("issuing-1.0.7.crl");
    }

    @Test
    void a_shard_is_served_under_its_number() throws Exception {
        assertThat(send("GET", "/crl/issuing-1.3.crl").body()).containsExactly(0x30, 1, 2);
    }

    @Test
    void the_newest_replaces_the_file_before_and_the_last_one_stays_while_the_database_is_away() throws Exception {
        assertThat(send("GET", "/crl/issuing-1.crl").body()).containsExactly(0x30, 0);
        store.newest = new PublishedCrl("issuing-1", 0, 9, PUBLISHED, CRL.nextUpdate(), 0, 2);
        assertThat(send("GET", "/crl/issuing-1.crl").body()).containsExactly(0x30, 9);
        assertThat(folder.toFile().list()).containsExactly("issuing-1.0.9.crl");
        store.away = true;
        assertThat(send("GET", "/crl/issuing-1.crl").body()).containsExactly(0x30, 9);
        assertThat(send("GET", "/crl/issuing-1.3.crl").statusCode())
                .as("never served before")
                .isEqualTo(503);
    }

    @Test
    void a_file_that_somebody_took_away_is_fetched_again() throws Exception {
        send("GET", "/crl/issuing-1.crl");
        Files.delete(folder.resolve("issuing-1.0.7.crl"));
        assertThat(send("GET", "/crl/issuing-1.crl").body()).containsExactly(0x30, 0);
    }

    @Test
    void unknown_issuers_and_names_are_404() throws Exception {
        for (String path : List.of(
                "/crl/other.crl",
                "/crl/issuing-1",
                "/crl/issuing-1.cer",
                "/crl/issuing-1.0.crl",
                "/crl/issuing-1.03.crl",
                "/crl/issuing-1.99999999999999999999.crl",
                "/crl/issuing-1.-1.crl",
                "/crl/.crl",
                "/crl/..crl",
                "/crl/%2e%2e%2f%2e%2e%2fsignet.toml.crl",
                "/crl/issuing-1%00.crl",
                "/crl/" + "x".repeat(4000) + ".crl",
                "/aia/issuing-1.cer")) {
            assertThat(send("GET", path).statusCode()).as(path).isIn(400, 404);
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
