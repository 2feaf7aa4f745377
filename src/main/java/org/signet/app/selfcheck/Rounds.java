package org.signet.app.selfcheck;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.signet.ca.watch.Observation;
import org.signet.ca.watch.Round;
import org.signet.ca.watch.Round.Reach;
import org.signet.ca.watch.Subject;
import org.signet.ca.watch.Watch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the checks, and keeps what they saw last in this node's memory. */
public final class Rounds implements Watch, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final int PATIENCE_SECONDS = 8;

    private final Map<Reach, List<Check>> checks;
    private final Consumer<Round> listener;
    private final Clock clock;
    private final Map<Reach, Round> latest = new ConcurrentHashMap<>();
    private final Set<Logged> logged = ConcurrentHashMap.newKeySet();
    private final ExecutorService onDemand = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "self-check");
        thread.setDaemon(true);
        return thread;
    });
    private Future<?> demanded;

    /** @param listener told of every round */
    public Rounds(Map<Reach, List<Check>> checks, Consumer<Round> listener, Clock clock) {
        this.checks = Map.copyOf(checks);
        this.listener = listener;
        this.clock = clock;
    }

    public int size(Reach reach) {
        return checks.get(reach).size();
    }

    /**
     * Runs all checks of that reach, one after the other.
     *
     * @param begun told the name of each check
     * @param progress told what one is busy with, if it takes time
     */
    public Round run(Reach reach, Consumer<String> begun, Consumer<String> progress) {
        List<Check> all = checks.get(reach);
        // One at a time of each reach: what waits for a network holds up nothing that does not.
        synchronized (all) {
            List<Observation> seen = new ArrayList<>();
            for (Check check : all) {
                begun.accept(check.name());
                seen.addAll(look(check, progress));
            }
            Set<String> names = all.stream().map(Check::name).collect(Collectors.toSet());
            Round round = new Round(reach, clock.instant(), names, seen);
            latest.put(reach, round);
            return round;
        }
    }

    private Round run(Reach reach) {
        return run(reach, name -> {}, doing -> {});
    }

    private static List<Observation> look(Check check, Consumer<String> progress) {
        try {
            return check.look(progress);
        } catch (RuntimeException e) {
            LOG.debug("check {} failed", check.name(), e);
            return List.of(new Subject(check.name(), "")
                    .broken(
                            "check.failed",
                            "This could not be looked at: {0}",
                            "The database or a file may be away; see the log, and try again.",
                            e.getMessage()));
        }
    }

    /** A round of the schedule: it is logged as far as it is news, and those are told who are to be. */
    public void onSchedule(Reach reach) {
        Round round = run(reach);
        List<Observation> troubles = round.troubles();
        Set<Logged> now = troubles.stream().map(Logged::of).collect(Collectors.toSet());
        logged.removeIf(before -> round.checks().contains(before.subject().check()) && !now.contains(before));
        troubles.stream()
                .filter(trouble -> logged.add(Logged.of(trouble)))
                .forEach(trouble -> LOG.warn("{}: {}", trouble.level().text(), trouble.sentences()));
        listener.accept(round);
    }

    /** The same trouble comes every minute, with other figures in its sentence; once is enough. */
    private record Logged(Subject subject, String code) {
        static Logged of(Observation trouble) {
            return new Logged(trouble.subject(), trouble.code());
        }
    }

    @Override
    public List<Round> latest() {
        return Stream.of(Reach.values())
                .filter(latest::containsKey)
                .map(latest::get)
                .toList();
    }

    @Override
    public boolean running() {
        Future<?> run = lastDemanded();
        return run != null && !run.isDone();
    }

    private Future<?> lastDemanded() {
        synchronized (onDemand) {
            return demanded;
        }
    }

    @Override
    public void begin() {
        Future<?> run;
        synchronized (onDemand) {
            if (demanded == null || demanded.isDone()) {
                demanded = onDemand.submit(() -> Stream.of(Reach.values()).forEach(this::run));
            }
            run = demanded;
        }
        try {
            run.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.error("the self-check failed", e.getCause());
        } catch (TimeoutException slow) {
            LOG.info("the self-check takes longer; its page shows what it sees later");
        }
    }

    @Override
    public void close() {
        onDemand.shutdownNow();
    }
}
