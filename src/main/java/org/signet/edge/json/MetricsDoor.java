package org.signet.edge.json;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.signet.ca.access.ApiTokens;
import org.signet.ca.access.Scope;
import org.signet.edge.http.Door;
import org.signet.edge.http.LocalCaller;
import org.signet.edge.http.Metrics;

/** {@code /metrics}: for programs on this machine, and for those with a token of scope {@code metrics:read}. */
public final class MetricsDoor implements Door {
    private final Metrics metrics;
    private final ApiTokens tokens;

    public MetricsDoor(Metrics metrics, ApiTokens tokens) {
        this.metrics = metrics;
        this.tokens = tokens;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/metrics", this::send);
    }

    private void send(Context ctx) {
        if (!LocalCaller.is(ctx)) {
            new ApiCall(ctx).token(tokens, Scope.METRICS_READ);
        }
        ctx.header("Cache-Control", "no-store")
                .contentType("text/plain; version=0.0.4; charset=utf-8")
                .result(metrics.text());
    }
}
