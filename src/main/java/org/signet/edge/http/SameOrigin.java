package org.signet.edge.http;

import io.javalin.http.Context;
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

    static boolean holds(String site, String origin, String scheme, String host) {
        if (site != null) {
            return site.equals("same-origin") || site.equals("none") && origin == null;
        }
        // Our own pages send no referrer, for which older browsers write "null" here.
        return origin == null || origin.equals("null") || origin.equalsIgnoreCase(scheme + "://" + host);
    }
}
