package org.signet.edge.web.signin;

import io.javalin.http.Context;
import org.signet.crypto.keys.Passphrase;

/** What the forms of this package have in common. */
final class Fields {
    private Fields() {}

    static String typed(Context ctx, String field) {
        String value = ctx.formParam(field);
        return value == null ? "" : value;
    }

    static Passphrase password(Context ctx, String field) {
        return Passphrase.of(typed(ctx, field).toCharArray());
    }

    /** Where to afterwards: a page of the administration, nothing else. */
    static String next(Context ctx) {
        String wanted = ctx.formParam("next") == null ? ctx.queryParam("next") : ctx.formParam("next");
        return wanted != null && wanted.matches("/admin(/[A-Za-z0-9_-]+)*") ? wanted : "/admin";
    }
}
