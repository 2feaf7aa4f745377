package org.signet.edge.http;

import io.javalin.config.RoutesConfig;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** {@code /healthz}: whether this node can do its work; 503 with the reasons if not. */
public final class Health implements Door {
    private final Supplier<List<String>> problems;

    /** @param problems sentences without secrets, empty if all is well; asked on every request, so it must be quick */
    public Health(Supplier<List<String>> problems) {
        this.problems = problems;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/healthz", ctx -> {
            List<String> found = problems.get();
            String reasons = found.stream().map(Problem::quote).collect(Collectors.joining(","));
            ctx.status(found.isEmpty() ? 200 : 503)
                    .contentType("application/json")
                    .result(
                            found.isEmpty()
                                    ? "{\"status\":\"ok\"}"
                                    : "{\"status\":\"unwell\",\"problems\":[" + reasons + "]}");
        });
    }
}
