package org.signet.edge.web;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.signet.model.Printable;

/** What stands behind a page's address and says what of a list is shown, so that a link or a bookmark brings it back. */
public record Query(String path, Map<String, String> values) {
    private static final int MAX = 254;

    public Query {
        values = new LinkedHashMap<>(values);
    }

    public static Query of(String path) {
        return new Query(path, Map.of());
    }

    /** A parameter as it was sent, without surrounding space and shortened; empty if there is none. */
    public static Optional<String> given(Context ctx, String name) {
        return Optional.ofNullable(ctx.queryParam(name))
                .map(text -> Printable.cut(text.strip(), MAX))
                .filter(text -> !text.isEmpty());
    }

    /** The same with that value, or without one. */
    public Query with(String name, Optional<String> value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        value.filter(text -> !text.isEmpty())
                .ifPresentOrElse(text -> changed.put(name, text), () -> changed.remove(name));
        return new Query(path, changed);
    }

    public Query with(String name, String value) {
        return with(name, Optional.of(value));
    }

    /** The same question to another page. */
    public Query at(String other) {
        return new Query(other, values);
    }

    /** As a link names it. */
    @Override
    public String toString() {
        return values.isEmpty()
                ? path
                : values.entrySet().stream()
                        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                        .collect(Collectors.joining("&", path + "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
