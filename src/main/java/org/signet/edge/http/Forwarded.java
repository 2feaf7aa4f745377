package org.signet.edge.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.Collections;

/**
 * What a reverse proxy says of the client. It appended the address it saw to whatever the client claimed, so the last one
 * counts and no other.
 */
final class Forwarded {
    private Forwarded() {}

    static void believe(JavalinConfig config) {
        config.contextResolver.ip = Forwarded::address;
        config.contextResolver.scheme =
                ctx -> last(ctx, "X-Forwarded-Proto", ctx.req().getScheme()).equals("https") ? "https" : "http";
    }

    /** What the proxy itself wrote: the last element of the last line, whether it appends to a line or adds one. */
    private static String last(Context ctx, String header, String otherwise) {
        String value = otherwise;
        for (String line : Collections.list(ctx.req().getHeaders(header))) {
            value = line.substring(line.lastIndexOf(',') + 1).strip();
        }
        return value;
    }

    /** Only a literal address counts as one; anything else is the proxy's own address, so that nothing is recorded unseen. */
    private static String address(Context ctx) {
        String said = last(ctx, "X-Forwarded-For", ctx.req().getRemoteAddr());
        return said.matches("[0-9A-Fa-f.:]{2,45}") ? said : ctx.req().getRemoteAddr();
    }
}
