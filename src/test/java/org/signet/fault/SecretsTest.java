package org.signet.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A CA that was just made, used and misused: its secrets stay in their files. */
class SecretsTest {
    private static Served served;

    @BeforeAll
    static void start() {
        served = Served.founding();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    /** Passphrases, what stands in mails, what was typed. */
    private static List<String> secrets() throws Exception {
        List<String> secrets = new ArrayList<>();
        try (Stream<Path> keys = Files.list(served.data.resolve("keys"))) {
            for (Path file :
                    keys.filter(each -> each.toString().endsWith(".passphrase")).toList()) {
                secrets.add(Files.readString(file).strip());
            }
        }
        assertThat(secrets).isNotEmpty();
        post("/api/v1/enrollments", "application/json", "{\"email\":\"ada@example.com\",\"name\":\"Ada\"}");
        String outbox = served.get("/outbox").body();
        for (String secret : List.of("\\b[A-Z2-9]{5}-[A-Z2-9]{5}\\b", "/enroll/[a-z]+/([A-Za-z0-9_-]{20,})")) {
            Matcher found = Pattern.compile(secret).matcher(outbox);
            while (found.find()) {
                secrets.add(found.group(found.groupCount()));
            }
        }
        assertThat(secrets).hasSizeGreaterThan(2);
        return secrets;
    }

    private static void post(String path, String type, String body) {
        served.send(HttpRequest.newBuilder(URI.create(served.url + path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void nothingSecretIsSaid() throws Exception {
        List<String> secrets = secrets();
        for (String secret : List.copyOf(secrets)) {
            served.get("/enroll/proof/" + secret);
            served.get("/admin/welcome/" + secret + "/%00");
            post("/sign-in", "application/x-www-form-urlencoded", "user=root&password=" + secret + "&x=%zz");
            post("/api/v1/enrollments", "application/json", "{\"email\":\"" + secret + "\",");
            served.send(HttpRequest.newBuilder(URI.create(served.url + "/api/v1/certificates?email=a@example.com"))
                    .header("Authorization", "Bearer " + secret));
        }
        String said = String.join("\n", served.said);
        String processes = served.processList();
        assertThat(processes).contains("quickstart");
        for (String secret : secrets) {
            assertThat(said).doesNotContain(secret);
            assertThat(processes).doesNotContain(secret);
        }
    }

    @Test
    void filesAreTheOwnersAlone() throws Exception {
        try (Stream<Path> all = Files.walk(served.data)) {
            for (Path path : all.toList()) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                boolean inPublicFolder = path.startsWith(served.data.resolve("crl"));
                if (path.equals(served.data) || !inPublicFolder && secret(path)) {
                    assertThat(mode).as(path.toString()).endsWith("------");
                }
            }
        }
    }

    private static boolean secret(Path path) {
        return path.toString().matches(".*(\\.p12|\\.mv\\.db|\\.passphrase|\\.toml|/keys)");
    }
}
