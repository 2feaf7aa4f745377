package org.signet.edge.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/**
 * Refuses forms that another site sent. Browsers say where a request comes from in {@code Sec-Fetch-Site} (Fetch Metadata)
 * or, older ones, in {@code Origin}; programs say neither and have no cookies to be abused.
 */
public final class SameOrigin {
    private SameOrigin() {}

    public static void demand(Context ctx) {
        if (!holds(ctx.header("Sec-Fetch-Site"), ctx.header("Origin"), ctx.scheme(), ctx.host())) {
            throw new RefusedException(
                    RefusalCode.NOT_ALLOWED,
                    "This form was sent by another site. Open the page here and send it again.");
        }
    }

    /** Refuses a form of a session that does not carry its token: in a field or, sent by a script, in a header. */
    public static void demandToken(Context ctx, String token) {
        String sent = Optional.ofNullable(ctx.header("X-Signet-Form")).orElseGet(() -> ctx.formParam("csrf"));
        if (sent == null
                || !MessageDigest.isEqual(
                        sent.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8))) {
            throw new RefusedException(
                    RefusalCode.NOT_ALLOWED, "This form is not one of your session; open the page again.");
        }
    }

    static boolean holds(String site, String origin, String scheme, String host) {
        if (site != null) {
            return site.equals("same-origin") || site.equals("none") && origin == null;
        }
        // Our own pages send no referrer, for which older browsers write "null" here.
        return origin == null || origin.equals("null") || origin.equalsIgnoreCase(scheme + "://" + host);
    }
}
