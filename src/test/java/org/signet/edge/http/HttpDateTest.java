package org.signet.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpDateTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1994-11-06T08:49:37Z | Sun, 06 Nov 1994 08:49:37 GMT",
                "2026-01-05T00:00:00Z | Mon, 05 Jan 2026 00:00:00 GMT",
                "2028-02-29T23:59:59.999Z | Tue, 29 Feb 2028 23:59:59 GMT",
                "2050-12-31T12:30:01Z | Sat, 31 Dec 2050 12:30:01 GMT",
            })
    void isWrittenAsTheStandardWantsIt(Instant moment, String text) {
        assertThat(HttpDate.write(moment)).isEqualTo(text);
        assertThat(HttpDate.read(text)).contains(moment.truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
    }
}
