package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The packaged server is killed with SIGKILL while people are given certificates, and started again. */
@Timeout(300)
class KillTest {
    private static final int PEOPLE = 24;

    private Packaged signet;

    /** A server that outlives a failed test would hold its port and this machine's memory. */
    @AfterEach
    void endServer() {
        if (signet != null) {
            signet.kill();
        }
    }

    @Test
    void whatWasAnsweredIsThereAfterTheKill() throws Exception {
        Program.require("openssl");
        Path folder = Packaged.folder();
        Path data = folder.resolve("data");
        int port = Packaged.freePort();
        Packaged.quickstart(data, port).close();
        Path toml = data.resolve("signet.toml");
        Files.writeString(toml, Files.readString(toml).replace("approval = \"officer\"", "approval = \"automatic\""));
        Queue<String> answered = new ConcurrentLinkedQueue<>();
        signet = Packaged.start(data, port, "serve", "--data", data.toString());
        Thread people = new Thread(() -> enrolAll(answered, folder));
        people.start();
        while (answered.size() < 5) {
            assertThat(people.isAlive())
                    .as("somebody is still being given certificates, after %s", answered)
                    .isTrue();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        signet.kill();
        people.join(60_000);
        assertThat(people.isAlive()).isFalse();

        signet = Packaged.start(data, port, "serve", "--data", data.toString());
        for (String line : answered) {
            String json = body(signet.get("/api/v1/certificates?email=" + line.split(" ")[0]));
            assertThat(json).contains(line.split(" ")[1]);
        }
        assertThat(signet.signet("audit", "verify").expect(0).output()).contains("whole");
        signet.close();
        assertThat(signet.signet("audit", "verify").expect(0).output()).contains("whole");
    }

    private void enrolAll(Queue<String> answered, Path folder) {
        for (int i = 0; i < PEOPLE; i++) {
            try {
                String address = "killed" + i + "@example.com";
                String begun = post("/api/v1/enrollments", "", "{\"email\":\"" + address + "\",\"name\":\"K\"}");
                String id = field(begun, "id");
                String claim = field(begun, "claim");
                String code = signet.newestCode(address);
                post("/api/v1/enrollments/" + id + "/proof", claim, "{\"code\":\"" + code + "\"}");
                Path csr = Identity.request(folder.resolve(i + ".key"), folder.resolve(i + ".csr"), Identity.EC);
                String issued = post("/api/v1/enrollment/certificate", claim, Files.readString(csr));
                answered.add(address + " " + field(issued, "serial"));
            } catch (UncheckedIOException | java.io.IOException killed) {
                return;
            }
        }
    }

    private String post(String path, String claim, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(signet.url() + path))
                .header("Content-Type", body.startsWith("{") ? "application/json" : "application/pkcs10")
                .POST(BodyPublishers.ofString(body));
        if (!claim.isEmpty()) {
            request.header("Authorization", "Bearer " + claim);
        }
        HttpResponse<byte[]> answer = Packaged.send(request.build());
        assertThat(answer.statusCode()).as(body(answer)).isBetween(200, 202);
        return body(answer);
    }

    private static String body(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String field(String json, String name) {
        Matcher value = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
        assertThat(value.find()).as(json).isTrue();
        return value.group(1);
    }
}
