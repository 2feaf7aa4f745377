package org.signet.edge.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.signet.model.RefusedException;
import org.signet.model.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns whatever a door throws into an answer: JSON below {@code /api/}, a page for browsers, a sentence for others. What
 * was not foreseen is logged under a number, and the number alone is shown.
 */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    /** Seconds after which somebody who was not let in may try again. */
    private static final String SOON = "5";
    /** Seconds after which something that did not work, or was asked too often, may be tried again. */
    private static final String LATER = "60";

    private final ProblemPage page;
    private final SecureRandom random;

    Failures(ProblemPage page, SecureRandom random) {
        this.page = page;
        this.random = random;
    }

    void handleIn(JavalinConfig config) {
        config.routes.exception(RefusedException.class, (e, ctx) -> answer(ctx, Refusals.problem(e.refusal())));
        config.routes.exception(HttpResponseException.class, (e, ctx) -> answer(ctx, foreseen(e)));
        config.routes.exception(HttpException.RuntimeException.class, (e, ctx) -> answer(ctx, notUnderstood()));
        config.routes.exception(IllegalCharsetNameException.class, (e, ctx) -> answer(ctx, notUnderstood()));
        config.routes.exception(UnsupportedCharsetException.class, (e, ctx) -> answer(ctx, notUnderstood()));
        config.routes.exception(Unavailable.class, (e, ctx) -> answer(ctx, unavailable(ctx, e)));
        config.routes.exception(EofException.class, (e, ctx) -> LOG.debug("the client went away", e));
        config.routes.exception(Exception.class, (e, ctx) -> answer(ctx, unexpected(ctx, e)));
        config.router.javaLangErrorHandler((response, error) -> {
            LOG.error("incident {}", incident(), error);
            response.setStatus(500);
        });
    }

    /** What could not be read as a request, or not be let in: no door was asked, and the server's own page tells too much. */
    static boolean beforeAnyDoor(Request request, Response response, Callback callback) {
        response.getHeaders().put("Content-Type", "text/plain; charset=utf-8");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        // Nobody knows where the next request would begin, so none is waited for; a client that is told so begins anew
        // by itself.
        response.getHeaders().put("Connection", "close");
        if (response.getStatus() == 503) {
            response.getHeaders().put("Retry-After", SOON);
        }
        Content.Sink.write(response, true, sentence(response.getStatus()) + "\n", callback);
        return true;
    }

    private static String sentence(int status) {
        return switch (status) {
            case 408 -> "The request came too slowly.";
            case 413 -> "The request is too large; 64 KiB is the most.";
            case 414 -> "The address is too long; 8 KiB is the most.";
            case 431 -> "The request's head is too long; 8 KiB is the most.";
            case 503 -> "Too many ask at this moment. Try again in a few seconds.";
            default -> "The request was not understood.";
        };
    }

    private static Problem notUnderstood() {
        return Problem.of(400, "bad-input", "The request was not understood.");
    }

    private static Problem foreseen(HttpResponseException e) {
        int status = e.getStatus();
        return switch (status) {
            case 404 -> Problem.of(status, "not-found", "There is nothing at this address.");
            case 405 -> Problem.of(status, "method-not-allowed", "This address does not take such a request.");
            case 413 -> Problem.of(status, "too-large", sentence(status));
            default -> Problem.of(status, status < 500 ? "bad-input" : "unexpected", "The request was not understood.");
        };
    }

    private Problem unexpected(Context ctx, Exception e) {
        String incident = incident();
        // The path may hold a mailed secret: its first part is enough to find the door.
        LOG.error("incident {} at {} {}", incident, ctx.method(), firstPart(ctx.path()), e);
        return Problem.unexpected(incident);
    }

    /** The message is for the log: it may name files of this machine. */
    private static Problem unavailable(Context ctx, Unavailable e) {
        LOG.error("at {} {}: {}", ctx.method(), firstPart(ctx.path()), e.getMessage(), e);
        return Problem.of(
                503,
                "unavailable",
                "The server cannot do this now, and nothing was changed. Try again in a minute; if it stays so, tell the"
                        + " people who run it.");
    }

    private String incident() {
        byte[] octets = new byte[4];
        random.nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }

    private static String firstPart(String path) {
        int end = path.indexOf('/', 1);
        return end < 0 ? path : path.substring(0, end) + "/…";
    }

    private void answer(Context ctx, Problem problem) {
        ctx.status(problem.status()).header("Cache-Control", "no-store");
        if ((problem.status() == 503 || problem.status() == 429) && ctx.res().getHeader("Retry-After") == null) {
            ctx.header("Retry-After", LATER);
        }
        String accept = ctx.header("Accept");
        if (ctx.path().startsWith("/api/")) {
            ctx.contentType(Problem.MEDIA_TYPE).result(problem.json());
        } else if (accept != null && accept.contains("text/html")) {
            page.show(ctx, problem);
        } else {
            ProblemPage.plain().show(ctx, problem);
        }
    }
}
