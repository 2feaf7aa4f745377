package org.signet.app.selfcheck;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.signet.ca.audit.AuditEntry;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.watch.Observation;
import org.signet.ca.watch.Subject;

/** That this machine's clock stands after everything that was recorded by it, or by another node. */
public final class MachineClock implements Check {
    private static final Duration SLACK = Duration.ofSeconds(30);
    private static final Duration TOO_MUCH = Duration.ofMinutes(5);

    private final AuditLog audit;
    private final Clock clock;

    public MachineClock(AuditLog audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public List<Observation> look(Consumer<String> progress) {
        Instant now = clock.instant();
        Optional<Instant> newest = Stream.of(audit.latest(20))
                .flatMap(List::stream)
                .map(AuditEntry::at)
                .max(Comparator.naturalOrder());
        Duration behind = newest.map(moment -> Duration.between(now, moment)).orElse(Duration.ZERO);
        Subject clock = new Subject(name(), "");
        if (behind.compareTo(SLACK) <= 0) {
            return List.of(clock.good(
                    "clock.good", "The clock stands at {0}, after all that was recorded.", Span.moment(now)));
        }
        String advice =
                "Set the clock and have it kept by NTP; whatever is signed meanwhile is dated wrongly, and programs refuse it.";
        String what = "The clock stands at {0}, but something was recorded {1} later than that.";
        return List.of(
                behind.compareTo(TOO_MUCH) > 0
                        ? clock.broken("clock.back", what, advice, Span.moment(now), Span.text(behind))
                        : clock.soon("clock.back", what, advice, Span.moment(now), Span.text(behind)));
    }
}
