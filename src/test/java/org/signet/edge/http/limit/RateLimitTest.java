package org.signet.edge.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.model.EmailAddress;

class RateLimitTest {
    private final Ticking clock = new Ticking();
    private final RateLimit limit = new RateLimit(3, Duration.ofSeconds(10), clock);

    private static final class Ticking extends Clock {
        private Instant now = Instant.parse("2026-11-24T12:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @Test
    void lets_a_burst_through_and_then_one_for_each_drip() {
        for (int i = 0; i < 3; i++) {
            assertThat(limit.allows("192.0.2.1")).isTrue();
        }
        assertThat(limit.allows("192.0.2.1")).isFalse();
        assertThat(limit.allows("192.0.2.2")).as("another client").isTrue();
        clock.now = clock.now.plusSeconds(10);
        assertThat(limit.allows("192.0.2.1")).isTrue();
        assertThat(limit.allows("192.0.2.1")).isFalse();
    }

    @Test
    void a_mailbox_is_one_in_any_case() {
        for (String local : new String[] {"ada", "Ada", "ADA"}) {
            assertThat(limit.allows(new EmailAddress(local, "example.com"))).isTrue();
        }
        assertThat(limit.allows(new EmailAddress("ada", "example.com"))).isFalse();
        assertThat(limit.allows(new EmailAddress("bob", "example.com"))).isTrue();
    }

    @Test
    void a_clock_set_back_locks_nobody_out_for_long() {
        limit.allows("192.0.2.1");
        clock.now = clock.now.minusSeconds(86_400);
        assertThat(limit.allows("192.0.2.1")).isTrue();
        assertThat(limit.allows("192.0.2.1")).isTrue();
        clock.now = clock.now.plusSeconds(10);
        assertThat(limit.allows("192.0.2.1")).isTrue();
    }

    @Test
    void remembers_a_bounded_number_of_clients() {
        for (int i = 0; i < 3; i++) {
            limit.allows("192.0.2.1");
        }
        for (int i = 0; i < 10_000; i++) {
            limit.allows("10.0." + i / 256 + "." + i % 256);
        }
        assertThat(limit.allows("192.0.2.1")).as("forgotten by now").isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::1, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "[2001:db8::1], 2001:db8::2, true",
        "fe80::1%eth0, fe80::2, true"
    })
    void counts_an_ipv6_subscriber_once(String one, String other, boolean together) {
        assertThat(RateLimit.client(one).equals(RateLimit.client(other))).isEqualTo(together);
    }
}
