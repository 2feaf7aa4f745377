package org.signet.app.selfcheck;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.signet.ca.access.MailQueue;
import org.signet.ca.watch.Observation;
import org.signet.ca.watch.Subject;

/** That mail leaves: none waits for long, none was given up lately. */
public final class MailBacklog implements Check {
    private static final Duration LONG = Duration.ofMinutes(15);
    private static final Duration TOO_LONG = Duration.ofHours(4);
    private static final Duration LATELY = Duration.ofDays(1);

    private final MailQueue queue;
    private final Clock clock;

    public MailBacklog(MailQueue queue, Clock clock) {
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public List<Observation> look(Consumer<String> progress) {
        Instant now = clock.instant();
        MailQueue.Backlog backlog = queue.backlog(now.minus(LATELY));
        Duration age =
                backlog.oldest().map(since -> Duration.between(since, now)).orElse(Duration.ZERO);
        Subject waiting = new Subject(name(), "waiting");
        Subject givenUp = new Subject(name(), "given up");
        return List.of(
                age.compareTo(LONG) <= 0
                        ? waiting.good("mail.good", "Mail leaves; {0} messages wait.", backlog.waiting())
                        : late(waiting, backlog.waiting(), age),
                backlog.givenUp() == 0
                        ? givenUp.good("mail.taken", "No message was given up within a day.")
                        : givenUp.soon(
                                "mail.given-up",
                                "{0} messages were given up within a day: no server took them.",
                                "The page /admin/mail says for each why, and has it tried again within three days of its making. After"
                                        + " that, whoever it was for must ask again.",
                                backlog.givenUp()));
    }

    private static Observation late(Subject subject, long waiting, Duration age) {
        String what = "{0} messages wait, the first for {1}.";
        String advice = "Look at the mail server; the log says what it answers.";
        return age.compareTo(TOO_LONG) > 0
                ? subject.broken("mail.stuck", what, advice, waiting, Span.text(age))
                : subject.soon("mail.late", what, advice, waiting, Span.text(age));
    }
}
