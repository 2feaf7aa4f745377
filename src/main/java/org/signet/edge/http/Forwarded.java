package org.signet.edge.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;

/**
 * What a reverse proxy says of the client. It appended the address it saw to whatever the client claimed, so the last one
 * counts and no other.
 */
final class Forwarded {
    private Forwarded() {}

    static void believe(JavalinConfig config) {
        config.contextResolver.ip =
                ctx -> last(ctx, "X-Forwarded-For", ctx.req().getRemoteAddr());
        config.contextResolver.scheme =
                ctx -> last(ctx, "X-Forwarded-Proto", ctx.req().getScheme()).equals("https") ? "https" : "http";
    }

    private static String last(Context ctx, String header, String otherwise) {
        String value = ctx.header(header);
        if (value == null || value.isBlank()) {
            return otherwise;
        }
        return value.substring(value.lastIndexOf(',') + 1).strip();
    }
}
