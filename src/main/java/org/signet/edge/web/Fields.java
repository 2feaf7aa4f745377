package org.signet.edge.web;

import io.javalin.http.Context;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.signet.crypto.keys.Passphrase;

/** The fields of a form as they were typed; one that was not sent is empty. */
public final class Fields {
    private Fields() {}

    public static String typed(Context ctx, String field) {
        return Optional.ofNullable(ctx.formParam(field)).orElse("");
    }

    public static Map<String, String> typed(Context ctx, Collection<String> fields) {
        return fields.stream().collect(Collectors.toMap(field -> field, field -> typed(ctx, field)));
    }

    public static Passphrase password(Context ctx, String field) {
        return Passphrase.of(typed(ctx, field).toCharArray());
    }
}
