package org.signet.edge.web.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.edge.web.RightsTrial;

/** Paths that lead out of where files are kept, and texts that would become lines of an answer's head. */
class PathTest {
    private static final List<String> UP = List.of(
            "../",
            "..%2f",
            "%2e%2e/",
            "%2e%2e%2f",
            "..%5c",
            "..\\",
            "....//",
            "..;/",
            "%252e%252e%252f",
            "..%c0%af",
            "%u002e%u002e/",
            "/",
            "%00/../",
            "\u00ef\u00bc\u008f..\u00ef\u00bc\u008f");

    private static final List<String> WANTED = List.of(
            "etc/passwd", "signet.toml", "keys/root-1.p12", "web/messages/en.properties", "org/signet/cli/Main.class");

    private static RightsTrial trial;

    @BeforeAll
    static void start() throws IOException {
        trial = new RightsTrial();
    }

    @AfterAll
    static void stop() {
        trial.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/static/x/",
                "/static/",
                "/trust/",
                "/crl/",
                "/aia/",
                "/directory/",
                "/certificates/",
                "/admin/welcome/"
            })
    void nothingOutsideIsServed(String from) {
        List<String> served = new ArrayList<>();
        for (String up : UP) {
            for (String wanted : WANTED) {
                for (int depth : new int[] {1, 3, 9}) {
                    String path = from + up.repeat(depth) + wanted;
                    String answer = Wire.get(trial.url, path);
                    // Signing in, where a path ends below /admin, is no file.
                    if (Wire.status(answer) < 302 || Wire.status(answer) >= 500) {
                        served.add(path + ": " + Wire.status(answer));
                    }
                    assertThat(answer).doesNotContain("root:x:0", "[ca]", "\u00ca\u00fe\u00ba\u00be", "nav.skip");
                }
            }
        }
        assertThat(served).isEmpty();
    }

    @Test
    void noPathAndNoQueryWritesALineOfTheHead() {
        String evil = "%0d%0aSet-Cookie:%20signet=planted%0d%0aX-Evil:%20yes%0d%0a%0d%0a<script>";
        for (String path : List.of(
                "/admin/%s",
                "/admin/people/%s",
                "/sign-in?next=%s",
                "/sign-in?next=/admin%s",
                "/?lang=%s",
                "/?lang=de%s",
                "/directory/%s.cer?address=ada@example.com",
                "/directory/card.vcf?address=ada@example.com%s",
                "/directory?address=%s",
                "/trust/%s",
                "/crl/%s",
                "/aia/%s",
                "/static/x/%s",
                "/admin/welcome/%s",
                "/certificates/search.cgi?email=%s",
                "/certificates/search.cgi?%s",
                "/api/v1/certificates?email=%s")) {
            for (String injected :
                    List.of(evil, evil.replace("%0d", ""), "%E5%98%8A%E5%98%8DX-Evil:%20yes", "\r\tX-Evil: yes")) {
                String answer = Wire.get(trial.url, path.replace("%s", injected));
                String head = answer.split("\r\n\r\n", 2)[0].toLowerCase(java.util.Locale.ROOT);
                assertThat(head.lines())
                        .as(path)
                        .noneMatch(line -> line.startsWith("x-evil") || line.contains("signet=planted"));
                assertThat(Wire.status(answer)).as(path + " " + answer).isBetween(200, 499);
                assertThat(answer).as(path).doesNotContain("<script>");
            }
        }
    }

    @Test
    void noFieldOfTheHeadIsTakenForAnother() {
        for (String field : List.of(
                "Accept-Language: de\r\n X-Evil: yes",
                "Cookie: lang=de%0d%0aX-Evil: yes",
                "Accept-Language: " + "de,".repeat(2000),
                "Cookie: signet=" + "x".repeat(3000),
                "X-Forwarded-For: <script>",
                "Origin: https://evil.example\\r\\n")) {
            String answer = Wire.get(trial.url, "/", field);
            assertThat(answer.toLowerCase(java.util.Locale.ROOT)).doesNotContain("x-evil", "evil.example");
            assertThat(Wire.status(answer)).as(field).isBetween(200, 499);
        }
    }

    /** A request that two programs could read differently (RFC 9112 §11.2) is read by none. */
    @Test
    void whatIsAmbiguousIsRefused() {
        for (String fields : List.of(
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Content-Length: 5\r\nContent-Length: 6\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Content-Length: +5\r\n",
                "Content-Length : 5\r\n")) {
            try (Wire wire = new Wire(trial.url)) {
                wire.send("POST /revoke HTTP/1.1\r\nHost: localhost\r\n" + fields
                        + "Connection: close\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
                String answer = wire.answer();
                assertThat(Wire.status(answer)).as(fields).isEqualTo(400);
                assertThat(answer.split("HTTP/1\\.1 ")).as(fields).hasSize(2);
            }
        }
    }
}
