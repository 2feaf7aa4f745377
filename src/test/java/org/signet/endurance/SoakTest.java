package org.signet.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.signet.fault.Served;

/** A server that is asked for everything for half an hour ({@code signet.endurance.minutes} for less) keeps no more than after a sixth of that. */
@EnabledIfSystemProperty(named = "signet.endurance", matches = "true")
class SoakTest {
    private static final long MINUTES = Long.getLong("signet.endurance.minutes", 30);
    private static final List<String> PAGES = List.of(
            "/",
            "/enroll",
            "/trust",
            "/directory",
            "/check",
            "/healthz",
            "/crl/issuing-1.crl",
            "/ocsp/%20",
            "/nothing",
            "/api/v1/certificates?email=ada@example.com",
            "/trust/chain.p7b",
            "/certificates/search.cgi?email=a@example.com");

    @Test
    void memoryStaysAsItWas() throws Exception {
        try (Served served = new Served(":")) {
            AtomicLong asked = new AtomicLong();
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
            List<Thread> people = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int person = i;
                Thread thread = new Thread(() -> {
                    for (int turn = person; System.nanoTime() < end; turn++) {
                        ask(served, turn);
                        asked.incrementAndGet();
                    }
                });
                thread.start();
                people.add(thread);
            }
            TimeUnit.MILLISECONDS.sleep(Duration.ofMinutes(MINUTES).toMillis() / 6);
            long early = served.heap();
            long askedEarly = asked.get();
            for (Thread thread : people) {
                thread.join();
            }
            long late = served.heap();
            System.out.printf(
                    "%d minutes, %d requests (%d at the first look): heap %d KiB, then %d KiB%n",
                    MINUTES, asked.get(), askedEarly, early >> 10, late >> 10);
            assertThat(late).isLessThan(early + early / 10 + (4 << 20));
            assertThat(served.errors()).isEmpty();
        }
    }

    private static void ask(Served served, int turn) {
        if (turn % 20 == 0) {
            served.send(HttpRequest.newBuilder(URI.create(served.url + "/api/v1/enrollments"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"email\":\"p" + turn + "@example.com\",\"name\":\"Ada\"}")));
        } else {
            served.get(PAGES.get(turn % PAGES.size()));
        }
    }
}
