package org.signet.edge.http;

import org.signet.model.Refusal;
import org.signet.model.RefusalCode;

/** Refusals in the words of HTTP (RFC 9110 §15). */
public final class Refusals {
    private Refusals() {}

    public static int status(RefusalCode code) {
        return switch (code.kind()) {
            case INVALID -> 422;
            case TOO_LARGE -> 413;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case GONE -> 410;
            case TOO_MANY -> 429;
            case UNAVAILABLE -> 503;
        };
    }

    public static Problem problem(Refusal refusal) {
        return Problem.of(status(refusal.code()), refusal.code().text(), refusal.detail());
    }
}
