package org.signet.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.signet.edge.web.attack.Wire;

/** Garbage from many at once: 2,000 requests at 200 a time, or 100,000 at 2,000. Afterwards the server is as it was before. */
@Timeout(1200)
class FloodTest {
    private static final long SLACK = 16L << 20;

    private static final List<Function<Random, String>> GARBAGE = List.of(
            FloodTest::octets,
            random -> "GET /" + octets(random) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
            random -> "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "y".repeat(random.nextInt(20_000)) + "\r\n\r\n",
            random -> "GET /directory/" + random.nextInt() + "/%2e%2e/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
            random -> "POST /enroll HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    + "Content-Length: 3000\r\nConnection: close\r\n\r\n" + "%zz&".repeat(750),
            random -> "POST /ocsp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/ocsp-request\r\n"
                    + "Content-Length: 100\r\nConnection: close\r\n\r\n"
                    + octets(random).substring(0, 100),
            random -> "POST /api/v1/enrollments HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 9\r\nConnection: close\r\n\r\n{\"email\":",
            random -> "GET /certificates/search.cgi?email=" + random.nextInt() + "%40example.com HTTP/1.1\r\n"
                    + "Host: localhost\r\nConnection: close\r\n\r\n",
            random -> "BREW /pot HTTP/1.1\r\nHost: a\r\nHost: b\r\nTransfer-Encoding: chunked, chunked\r\n\r\nzz\r\n");

    private static String octets(Random random) {
        byte[] octets = new byte[400];
        random.nextBytes(octets);
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    @Test
    void garbageFromManyAtOnce() throws Exception {
        int requests = Extent.of(2_000, 100_000);
        int atOnce = Extent.of(200, 2_000);
        try (Served served = new Served(":")) {
            flood(served, 500, 100);
            long before = served.heap();
            long begun = System.nanoTime();
            int answered = flood(served, requests, atOnce);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            assertQuick(served, "/");
            assertQuick(served, "/directory");
            assertThat(served.get("/healthz").statusCode()).isEqualTo(200);
            long after = served.heap();
            System.out.printf(
                    "%d requests at %d: %d answered, %d s; heap %d KiB, then %d KiB%n",
                    requests, atOnce, answered, took.toSeconds(), before >> 10, after >> 10);
            assertThat(after).isLessThan(before + SLACK);
            assertThat(served.errors()).isEmpty();
        }
    }

    private static void assertQuick(Served served, String path) {
        Duration best = Duration.ofHours(1);
        for (int i = 0; i < 3; i++) {
            long begun = System.nanoTime();
            assertThat(served.get(path).statusCode()).isEqualTo(200);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            best = took.compareTo(best) < 0 ? took : best;
        }
        assertThat(best).as(path).isLessThan(Duration.ofSeconds(2));
    }

    /** @return how many were answered */
    private static int flood(Served served, int requests, int atOnce) throws InterruptedException {
        AtomicInteger left = new AtomicInteger(requests);
        AtomicInteger answered = new AtomicInteger();
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < atOnce; i++) {
            Random random = new Random(i);
            Thread sender = new Thread(null, () -> send(served.url, random, left, answered), "flood", 128 << 10);
            sender.start();
            senders.add(sender);
        }
        for (Thread sender : senders) {
            sender.join();
        }
        return answered.get();
    }

    private static void send(String url, Random random, AtomicInteger left, AtomicInteger answered) {
        while (left.decrementAndGet() >= 0) {
            try (Wire wire = new Wire(url)) {
                wire.send(GARBAGE.get(random.nextInt(GARBAGE.size())).apply(random));
                // Some wait for an answer, some are gone.
                if (random.nextBoolean() && wire.answer(2_000).startsWith("HTTP/1.1 ")) {
                    answered.incrementAndGet();
                }
            } catch (java.io.UncheckedIOException refused) {
                Thread.yield();
            }
        }
    }
}
