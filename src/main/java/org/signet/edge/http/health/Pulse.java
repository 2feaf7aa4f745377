package org.signet.edge.http.health;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A look at something that may hang, shared by all who ask: one at a time, seldom, and nobody waits long for it. Else a database that is
 * away would hold every thread of those who ask whether it is, and anybody could wear out its disk by asking.
 */
public final class Pulse implements Supplier<List<String>> {
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Supplier<List<String>> look;
    private final String silence;
    private final Duration patience;
    private final ExecutorService looking = oneThread();
    private CompletableFuture<List<String>> current = new CompletableFuture<>();
    private long begun;

    /**
     * @param look problems as sentences, none if all is well
     * @param silence the sentence for a look that does not end in two seconds, or fails
     */
    public Pulse(Supplier<List<String>> look, String silence) {
        this(look, silence, PATIENCE);
    }

    Pulse(Supplier<List<String>> look, String silence, Duration patience) {
        this.look = look;
        this.silence = silence;
        this.patience = patience;
        current.complete(List.of());
        begun = System.nanoTime() - FRESH_NANOS;
    }

    @Override
    public List<String> get() {
        try {
            CompletableFuture<List<String>> look = latest();
            return look.get(left(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return List.of(silence);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(silence);
        }
    }

    /** The look that is under way or ended within the last second, else a new one. */
    private synchronized CompletableFuture<List<String>> latest() {
        if (current.isDone() && System.nanoTime() - begun >= FRESH_NANOS) {
            begun = System.nanoTime();
            current = CompletableFuture.supplyAsync(look, looking);
        }
        return current;
    }

    /** Who comes late to a look that hangs waits no longer than the first. */
    private synchronized long left() {
        return Math.max(0, begun + patience.toNanos() - System.nanoTime());
    }

    private static ExecutorService oneThread() {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "pulse");
                    thread.setDaemon(true);
                    return thread;
                });
        // It ends by itself when nobody asks any more.
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
