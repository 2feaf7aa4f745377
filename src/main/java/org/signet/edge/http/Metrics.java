package org.signet.edge.http;

import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Figures of this node in the text format of Prometheus. Every label has few values: none comes from a client. */
public final class Metrics {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, MultiGauge> gauges = new HashMap<>();
    private final Supplier<List<Figure>> figures;

    /**
     * A figure as it is now.
     *
     * @param name with dots: {@code signet.crl.age.seconds}
     * @param about what it is, one sentence
     * @param labels each with its value; the same ones for every figure of that name
     */
    public record Figure(String name, String about, Map<String, String> labels, double value) {}

    /** @param figures asked whenever somebody reads; so they must be quick */
    public Metrics(Supplier<List<Figure>> figures) {
        this.figures = figures;
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** A figure that only rises while the process lives. */
    public void total(String name, String about, DoubleSupplier value) {
        FunctionCounter.builder(name, value, DoubleSupplier::getAsDouble)
                .description(about)
                .register(registry);
    }

    /** A figure that rises and falls. */
    public void level(String name, String about, DoubleSupplier value) {
        Gauge.builder(name, value, DoubleSupplier::getAsDouble)
                .description(about)
                .register(registry);
    }

    /** Counts one OCSP answer. */
    public void ocspAnswered(String kind) {
        registry.counter("signet.ocsp.answers", "kind", kind).increment();
    }

    /** Counts and times one HTTP request, under the route that answered it: a path itself may hold a secret. */
    void requested(Context ctx, float millis) {
        Endpoint route = ctx.endpoints().matchedHttpEndpoint();
        String method = ctx.method().name();
        Timer.builder("signet.http.requests")
                .description("HTTP requests by the route that answered them.")
                .tag("method", METHODS.contains(method) ? method : "other")
                .tag("route", route == null ? "none" : route.path)
                .tag("status", Integer.toString(ctx.statusCode()))
                .register(registry)
                .record((long) (millis * 1_000_000), TimeUnit.NANOSECONDS);
    }

    /** Everything, version 0.0.4 of the text format. */
    public synchronized String text() {
        figures.get().stream().collect(Collectors.groupingBy(Figure::name)).forEach(this::show);
        return registry.scrape();
    }

    private void show(String name, List<Figure> rows) {
        gauges.computeIfAbsent(
                        name,
                        unknown -> MultiGauge.builder(name)
                                .description(rows.get(0).about())
                                .register(registry))
                .register(
                        rows.stream()
                                .map(row -> MultiGauge.Row.of(labels(row), row.value()))
                                .toList(),
                        true);
    }

    private static Tags labels(Figure figure) {
        Tags tags = Tags.empty();
        for (Map.Entry<String, String> label : figure.labels().entrySet()) {
            tags = tags.and(label.getKey(), label.getValue());
        }
        return tags;
    }
}
