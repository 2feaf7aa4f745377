package org.signet.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlineTest {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "-PT1S, false",
        "PT0S, false",
        "PT1S, true",
        "PT1H, true",
        "PT1H5M, true",
        "PT1H5M1S, false",
        "P365D, false",
    })
    void holdsForItsSpanAtMost(Duration fromNow, boolean holds) {
        assertThat(new Deadline(NOW.plus(fromNow), Duration.ofHours(1)).holds(NOW))
                .isEqualTo(holds);
    }
}
