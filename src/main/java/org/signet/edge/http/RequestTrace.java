package org.signet.edge.http;

import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Gives each request a name that stands in its answer and on every line that the log has of it. */
final class RequestTrace extends Handler.Wrapper {
    static final String HEADER = "X-Request-Id";

    /** A proxy's name for the request is taken over if it can do no harm wherever logs are read: a UUID, for example. */
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9-]{8,64}");

    private static final Logger LINES = LoggerFactory.getLogger("org.signet.requests");

    private final boolean behindProxy;
    private final SecureRandom random;

    RequestTrace(Handler next, boolean behindProxy, SecureRandom random) {
        super(next);
        this.behindProxy = behindProxy;
        this.random = random;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String id = name(request);
        response.getHeaders().put(HEADER, id);
        MDC.put("request", id);
        try {
            return super.handle(request, response, callback);
        } finally {
            MDC.remove("request");
        }
    }

    private String name(Request request) {
        String given = behindProxy ? request.getHeaders().get(HEADER) : null;
        if (given != null && HARMLESS.matcher(given).matches()) {
            return given;
        }
        byte[] octets = new byte[8];
        random.nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }

    /** A line for each request, where somebody wants them. By its route, since the path may hold a mailed secret. */
    static void answered(Context ctx, float millis) {
        if (LINES.isInfoEnabled()) {
            Endpoint route = ctx.endpoints().matchedHttpEndpoint();
            LINES.atInfo()
                    .addKeyValue("method", ctx.method().name())
                    .addKeyValue("route", route == null ? "none" : route.path)
                    .addKeyValue("status", ctx.statusCode())
                    .addKeyValue("millis", Math.round(millis))
                    .addKeyValue("from", ctx.ip())
                    .log("answered");
        }
    }
}
