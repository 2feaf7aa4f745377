package org.signet.edge.http.health;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.signet.edge.http.Door;
import org.signet.edge.http.Problem;

/**
 * How this node is, as JSON; 503 with the reasons where the answer is no.
 *
 * <ul>
 *   <li>{@code /healthz/live}: the process answers. If not, start it anew.
 *   <li>{@code /healthz/ready}: it takes work. If not, send people to another node. What no node could mend, a token that is
 *       unplugged or a CRL that ended, is no reason: nobody would be left to answer the rest.
 *   <li>{@code /healthz}: all is well. If not, tell somebody.
 * </ul>
 */
public final class Health implements Door {
    /** A load balancer asked lately, so it is told three times that this node ends, which is when most believe it. */
    private static final int TELLINGS = 3;

    private static final long LATELY_NANOS = Duration.ofMinutes(1).toNanos();

    private final Supplier<List<String>> hindrances;
    private final Supplier<List<String>> troubles;
    private final CountDownLatch told = new CountDownLatch(TELLINGS);
    private volatile boolean ending;
    private volatile boolean begun;
    private volatile long asked = System.nanoTime() - LATELY_NANOS;

    /**
     * Both give sentences without secrets, none if all is well, and are asked on every request: they must be quick.
     *
     * @param hindrances what keeps this node from its work
     * @param troubles what else somebody should see to
     */
    public Health(Supplier<List<String>> hindrances, Supplier<List<String>> troubles) {
        this.hindrances = hindrances;
        this.troubles = troubles;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/healthz", ctx -> answer(ctx, all()));
        routes.get("/healthz/live", ctx -> answer(ctx, List.of()));
        routes.get("/healthz/ready", this::ready);
    }

    /** From now on ready, if nothing hinders. */
    public void begin() {
        begun = true;
    }

    /**
     * From now on not ready. Where a load balancer watches, waits until it knows, so that it sends nobody any more.
     *
     * @param most how long at most
     */
    public void end(Duration most) {
        ending = true;
        try {
            if (System.nanoTime() - asked < LATELY_NANOS && told.await(most.toMillis(), TimeUnit.MILLISECONDS)) {
                // Its last answer should still leave.
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ready(Context ctx) {
        asked = System.nanoTime();
        if (ending) {
            answer(ctx, List.of("This node is being stopped."));
            told.countDown();
        } else if (!begun) {
            answer(ctx, List.of("This node is being started."));
        } else {
            answer(ctx, hindrances.get());
        }
    }

    private List<String> all() {
        List<String> found = new ArrayList<>(hindrances.get());
        if (found.isEmpty()) {
            found.addAll(troubles.get());
        }
        return found;
    }

    private static void answer(Context ctx, List<String> problems) {
        String reasons = problems.stream().map(Problem::quote).collect(Collectors.joining(","));
        ctx.status(problems.isEmpty() ? 200 : 503)
                .contentType("application/json")
                .result(
                        problems.isEmpty()
                                ? "{\"status\":\"ok\"}"
                                : "{\"status\":\"unwell\",\"problems\":[" + reasons + "]}");
    }
}
