package org.signet.edge.web.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.edge.web.RightsTrial;

/** Who sends too much, or too slowly, is sent away, and nobody else waits for it. */
class StrainTest {
    private static final int FORM = 64 * 1024;
    private static final long MESSAGE = 32L << 20;
    private static final String PIECE = "x".repeat(1 << 20);
    private static RightsTrial trial;

    @BeforeAll
    static void start() throws IOException {
        trial = new RightsTrial();
    }

    @AfterAll
    static void stop() {
        trial.close();
    }

    private static String head(String path, String type, String length) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: " + type + "\r\n"
                + length + "\r\n\r\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/enroll",
                "/revoke",
                "/sign-in",
                "/compromised",
                "/trust/test-message",
                "/api/v1/revocations",
                "/ocsp"
            })
    void whatSaysThatItIsTooLongIsNotAwaited(String path) {
        String form = "application/x-www-form-urlencoded";
        String type = path.equals("/ocsp")
                ? "application/ocsp-request"
                : path.startsWith("/api/") ? "application/json" : form;
        for (String come : List.of("", "x", "x".repeat(FORM + 1))) {
            trial.rest();
            try (Wire wire = new Wire(trial.url)) {
                long begun = System.nanoTime();
                wire.send(head(path, type, "Content-Length: 4000000000") + come);
                assertThat(Wire.status(wire.answer()))
                        .as("after %d", come.length())
                        .isEqualTo(413);
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
            }
        }
    }

    /** As browsers do, which look for an answer when they have sent all. */
    @Test
    void whoSendsTooMuchHearsSoInTheEnd() {
        for (String path : List.of("/enroll", "/revoke")) {
            trial.rest();
            try (Wire wire = new Wire(trial.url)) {
                wire.send(head(path, "application/x-www-form-urlencoded", "Content-Length: " + 40 * PIECE.length()));
                for (int sent = 0; sent < 40; sent++) {
                    wire.send(PIECE);
                }
                assertThat(Wire.status(wire.answer())).as(path).isEqualTo(413);
            }
        }
    }

    /** In pieces, so that nobody says beforehand how much it is. */
    @Test
    void whatTurnsOutTooLongEndsThere() {
        String piece = Integer.toHexString(FORM / 4) + "\r\n" + "x".repeat(FORM / 4) + "\r\n";
        for (String path : List.of("/enroll", "/revoke", "/compromised")) {
            trial.rest();
            try (Wire wire = new Wire(trial.url)) {
                wire.send(head(path, "application/x-www-form-urlencoded", "Transfer-Encoding: chunked")
                        + piece.repeat(5) + "0\r\n\r\n");
                assertThat(Wire.status(wire.answer())).as(path).isEqualTo(413);
            }
        }
    }

    @Test
    void aMessageIsBoundedInSizeAndInMemory() {
        try (Wire wire = new Wire(trial.url)) {
            wire.send(head("/check", "message/rfc822", "Content-Length: " + (MESSAGE + 1)));
            assertThat(Wire.status(wire.answer())).isEqualTo(413);
        }
        String piece = "100000\r\n" + "x".repeat(1 << 20) + "\r\n";
        Runtime.getRuntime().gc();
        long before = used();
        long most = 0;
        try (Wire wire = new Wire(trial.url)) {
            wire.send(head("/check", "message/rfc822", "Transfer-Encoding: chunked"));
            for (int sent = 0; sent < 30; sent++) {
                wire.send(piece);
                most = Math.max(most, used());
            }
            Runtime.getRuntime().gc();
            assertThat(used() - before).as("kept of 30 MiB").isLessThan(15L << 20);
        }
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** They drip a form and a message, as many as there are threads; a visitor is answered all the same, and they are cut off. */
    @Test
    void slowSendersKeepNobodyWaiting() throws InterruptedException {
        List<Wire> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 70; i++) {
                Wire wire = new Wire(trial.url);
                wire.send(head(
                        i % 2 == 0 ? "/enroll" : "/check",
                        i % 2 == 0 ? "application/x-www-form-urlencoded" : "message/rfc822",
                        "Content-Length: 60000"));
                slow.add(wire);
            }
            long begun = System.nanoTime();
            for (int i = 0; i < 10; i++) {
                assertThat(Wire.status(Wire.get(trial.url, "/healthz"))).isEqualTo(200);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
            for (int step = 0; step < 4; step++) {
                Thread.sleep(1_000);
                for (Wire wire : slow) {
                    drip(wire);
                }
            }
            // Who goes on sending after the answer may not hear it.
            List<String> forms = new ArrayList<>();
            for (int i = 0; i < slow.size(); i += 2) {
                forms.add(read(slow.get(i)).lines().findFirst().orElse("cut off"));
            }
            assertThat(forms).isSubsetOf("HTTP/1.1 408 Request Timeout", "cut off");
            // No room, or too many of one network: whichever comes first.
            assertThat(Wire.status(read(slow.get(slow.size() - 1)))).isIn(429, 503);
        } finally {
            slow.forEach(Wire::close);
        }
    }

    private static void drip(Wire wire) {
        try {
            wire.send("x");
        } catch (java.io.UncheckedIOException cutOff) {
            return;
        }
    }

    private static String read(Wire wire) {
        try {
            return wire.answer();
        } catch (java.io.UncheckedIOException reset) {
            return "";
        }
    }
}
