package org.signet.app.selfcheck;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.signet.ca.audit.AuditEntry;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.watch.Observation;
import org.signet.ca.watch.Subject;

/** That this machine's clock stands after everything that was recorded by it, or by another node, and goes as time does. */
public final class MachineClock implements Check {
    private static final Duration SLACK = Duration.ofSeconds(30);
    private static final Duration TOO_MUCH = Duration.ofMinutes(5);

    /** So long a jump is told of: whoever meant it need not start anew. */
    private static final Duration TOLD = Duration.ofDays(1);

    private final AuditLog audit;
    private final Clock clock;
    /** Time that passes whatever the clock says. */
    private final Supplier<Duration> passed;

    private Instant begun;
    private Duration passedThen;

    public MachineClock(AuditLog audit, Clock clock, Supplier<Duration> passed) {
        this.audit = audit;
        this.clock = clock;
        this.passed = passed;
        begin();
    }

    private void begin() {
        begun = clock.instant();
        passedThen = passed.get();
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
        Subject subject = new Subject(name(), "");
        if (behind.compareTo(SLACK) <= 0) {
            return List.of(jumped(now)
                    .orElseGet(() -> subject.good(
                            "clock.good", "The clock stands at {0}, after all that was recorded.", Span.moment(now))));
        }
        String advice =
                "Set the clock and have it kept by NTP; whatever is signed meanwhile is dated wrongly, and programs refuse it.";
        String what = "The clock stands at {0}, but something was recorded {1} later than that.";
        return List.of(
                behind.compareTo(TOO_MUCH) > 0
                        ? subject.broken("clock.back", what, advice, Span.moment(now), Span.text(behind))
                        : subject.soon("clock.back", what, advice, Span.moment(now), Span.text(behind)));
    }

    /** What is said if the clock went otherwise than time since this began to look. */
    private Optional<Observation> jumped(Instant now) {
        Duration gone = passed.get().minus(passedThen);
        Duration too = Duration.between(begun.plus(gone), now);
        if (gone.compareTo(TOLD) > 0) {
            begin();
        }
        return too.abs().compareTo(TOO_MUCH) <= 0
                ? Optional.empty()
                : Optional.of(new Subject(name(), "")
                        .soon(
                                "clock.jumped",
                                "The clock stands at {0}; it was set by {1} while this server ran, or the machine slept so long.",
                                "If it is right now, go on. If it is not, set it, and have it kept by NTP; then revoke what was"
                                        + " issued meanwhile, and see \"signet crl --clock-is-right\".",
                                Span.moment(now),
                                Span.text(too.abs())));
    }
}
