package org.signet.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.signet.model.Refusal;
import org.slf4j.event.KeyValuePair;

class LogLinesTest {
    private static final Logger LOG = new LoggerContext().getLogger("org.signet.edge.Some");

    /** What moves cursors, turns writing round, begins lines and ends strings. */
    private static final String HOSTILE =
            "a\r\n2026-01-01T00:00:00Z ERROR Some - feigned \u001b[2J\u202e\u2028\u0000\"}{\\";

    private static LoggingEvent event(String message, Throwable thrown, Object... arguments) {
        LoggingEvent event = new LoggingEvent("test", LOG, Level.WARN, message, thrown, arguments);
        event.setInstant(Instant.parse("2026-11-30T03:00:00.123Z"));
        event.setMDCPropertyMap(Map.of("request", "4f1c9a"));
        return event;
    }

    @Test
    void programs_read_an_object_a_line() throws Exception {
        LoggingEvent event = event("not answered: {}", new IllegalStateException(HOSTILE), HOSTILE);
        event.setKeyValuePairs(List.of(new KeyValuePair("status", 503), new KeyValuePair("request", "feigned")));
        String line = LogLines.object(event);
        assertThat(line).matches("[\\x20-\\x7e]+");
        JsonNode read = new ObjectMapper().readTree(line);
        assertThat(read.get("time").asText()).isEqualTo("2026-11-30T03:00:00.123Z");
        assertThat(read.get("level").asText()).isEqualTo("WARN");
        assertThat(read.get("logger").asText()).isEqualTo("org.signet.edge.Some");
        assertThat(read.get("request").asText()).isEqualTo("4f1c9a");
        assertThat(read.get("status").asText()).isEqualTo("503");
        assertThat(read.get("message").asText()).isEqualTo("not answered: " + HOSTILE);
        assertThat(read.get("error").asText())
                .startsWith("java.lang.IllegalStateException: a\r\n")
                .contains("\tat org.signet");
    }

    @Test
    void people_read_a_line_and_nothing_feigns_another() {
        String text = LogLines.text(event("not answered: {}", new IllegalStateException(HOSTILE), HOSTILE));
        List<String> lines = text.lines().toList();
        assertThat(lines.get(0))
                .startsWith("2026-11-30T03:00:00.123Z WARN  Some [4f1c9a] - not answered: a\\x{d}\\x{a}2026");
        assertThat(lines.subList(1, lines.size())).isNotEmpty().allMatch(line -> line.startsWith("    "));
        assertThat(text.replace("\n", "")).doesNotContainPattern("\\p{C}");
    }

    @Test
    void nothing_is_longer_than_anybody_reads() {
        LoggingEvent event = event("{}", new IllegalStateException("y".repeat(1 << 20)), "x".repeat(1 << 20));
        assertThat(LogLines.object(event)).hasSizeLessThan(50_000);
        assertThat(LogLines.text(event)).hasSizeLessThan(50_000);
    }

    @Test
    void a_server_writes_as_it_is_told_or_as_somebody_looks_on() {
        assertThat(LogLines.ofServer(Optional.empty(), false).orThrow()).isTrue();
        assertThat(LogLines.ofServer(Optional.of("json"), true).orThrow()).isTrue();
        String refused = LogLines.ofServer(Optional.of("xml\u001b"), true).fold(form -> "", Refusal::detail);
        assertThat(refused).isEqualTo("The environment variable SIGNET_LOG is json or text, not xml?.");
        assertThat(LogLines.ofServer(Optional.of("text"), false).orThrow()).isFalse();
        assertThat(LogLines.ofServer(Optional.empty(), true).orThrow()).isFalse();
    }
}
