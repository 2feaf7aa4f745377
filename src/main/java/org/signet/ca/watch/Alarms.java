package org.signet.ca.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.signet.ca.access.MailQueue;
import org.signet.ca.audit.Transactions;
import org.signet.ca.watch.AlarmStore.Standing;
import org.signet.ca.watch.AlarmStore.Told;
import org.signet.model.EmailAddress;

/**
 * Mails what the self-check found to those who run the CA: when something is not good or gets worse, once a day while it
 * stays so, and when it is good again. What a network does for a moment is told only if two rounds in a row say the same.
 */
public final class Alarms {
    private static final Duration AGAIN = Duration.ofDays(1);
    private static final int ENOUGH = 2;

    private final AlarmStore store;
    private final MailQueue mails;
    private final AlarmLetters letters;
    private final List<EmailAddress> recipients;
    private final Transactions transactions;
    private final Clock clock;

    /** @param recipients nobody is told if empty */
    public Alarms(
            AlarmStore store,
            MailQueue mails,
            AlarmLetters letters,
            List<EmailAddress> recipients,
            Transactions transactions,
            Clock clock) {
        this.store = store;
        this.mails = mails;
        this.letters = letters;
        this.recipients = List.copyOf(recipients);
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Takes in what a round found, and queues the mails that follow from it. */
    public void take(Round round) {
        boolean nothingToSay =
                round.troubles().isEmpty() && store.all().stream().noneMatch(standing -> concerns(round, standing));
        if (!recipients.isEmpty() && !nothingToSay) {
            transactions.durable(() -> {
                change(round);
                return null;
            });
        }
    }

    private static boolean concerns(Round round, Standing standing) {
        return round.checks().contains(standing.subject().check());
    }

    private void change(Round round) {
        Map<Subject, Standing> standing = store.all().stream()
                .filter(one -> concerns(round, one))
                .collect(Collectors.toMap(Standing::subject, one -> one));
        List<Observation> wrong = new ArrayList<>();
        List<Observation> again = new ArrayList<>();
        Map<Subject, Observation> worst = worst(round);
        worst.forEach((subject, observation) -> {
            Optional<Standing> before = Optional.ofNullable(standing.remove(subject));
            if (observation.isGood()) {
                before.filter(one -> better(one, round.reach())).ifPresent(one -> again.add(observation));
            } else if (worse(observation, before, round.reach())) {
                wrong.add(observation);
            }
        });
        // What is not looked at any more, such as the URL of a certificate that ended.
        standing.keySet().forEach(store::delete);
        if (!wrong.isEmpty() || !again.isEmpty()) {
            wrong.sort(Comparator.comparing(Observation::level).reversed());
            recipients.forEach(to -> mails.enqueue(letters.alarm(to, wrong, again), clock.instant()));
        }
    }

    private static Map<Subject, Observation> worst(Round round) {
        Map<Subject, Observation> worst = new LinkedHashMap<>();
        round.observations()
                .forEach(observation -> worst.merge(
                        observation.subject(),
                        observation,
                        (one, other) -> other.level().worseThan(one.level()) ? other : one));
        return worst;
    }

    /** Whether it is to be told that this is not good. */
    private boolean worse(Observation observation, Optional<Standing> before, Round.Reach reach) {
        Instant now = clock.instant();
        int bad = Math.min(ENOUGH, before.map(Standing::bad).orElse(0) + 1);
        Optional<Told> told = before.flatMap(Standing::told);
        boolean known = told.filter(last -> !observation.level().worseThan(last.level())
                        && now.isBefore(last.at().plus(AGAIN))
                        // Told by a clock that was ahead: nobody hears it again for as long.
                        && last.at().isBefore(now.plus(AGAIN)))
                .isPresent();
        boolean tell = !known && (told.isPresent() || bad >= enough(reach));
        Standing after = new Standing(
                observation.subject(),
                observation.level(),
                before.map(Standing::since).orElse(now),
                bad,
                0,
                tell ? Optional.of(new Told(now, observation.level())) : told);
        if (!before.equals(Optional.of(after))) {
            store.save(after);
        }
        return tell;
    }

    /** Whether it is to be told that this is good again. */
    private boolean better(Standing before, Round.Reach reach) {
        int good = before.good() + 1;
        if (before.told().isPresent() && good < enough(reach)) {
            store.save(new Standing(before.subject(), before.level(), before.since(), 0, good, before.told()));
            return false;
        }
        store.delete(before.subject());
        return before.told().isPresent();
    }

    private static int enough(Round.Reach reach) {
        return reach == Round.Reach.NETWORK ? ENOUGH : 1;
    }
}
