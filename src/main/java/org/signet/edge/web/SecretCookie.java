package org.signet.edge.web;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.signet.crypto.keys.OneTimeSecret;

/**
 * A secret that a browser keeps for us: not for scripts, not for other sites.
 *
 * @param secure whether the pages are reached by https, so that it never travels without it
 */
public record SecretCookie(String name, boolean secure) {
    /** A browser takes such a cookie from the host itself alone, by https, for every path (RFC 6265bis §4.1.3.2). */
    private static final String HOST = "__Host-";

    /** 32 octets in base64url or in hexadecimal; anything else is not looked up. */
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}|[0-9a-f]{64}");

    public Optional<OneTimeSecret> of(Context ctx) {
        return Optional.ofNullable(ctx.cookie(sent(ctx)))
                .filter(text -> SECRET.matcher(text).matches())
                .map(OneTimeSecret::new);
    }

    /** Until the browser ends. */
    public void set(Context ctx, OneTimeSecret secret) {
        set(ctx, secret.text(), "");
    }

    public void set(Context ctx, OneTimeSecret secret, Duration life) {
        set(ctx, secret.text(), "; Max-Age=" + life.toSeconds());
    }

    public void forget(Context ctx) {
        set(ctx, "", "; Max-Age=0");
    }

    private void set(Context ctx, String value, String more) {
        ctx.res()
                .addHeader(
                        "Set-Cookie",
                        sent(ctx) + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + (https(ctx) ? "; Secure" : "")
                                + more);
    }

    private String sent(Context ctx) {
        return https(ctx) ? HOST + name : name;
    }

    private boolean https(Context ctx) {
        return secure || ctx.scheme().equals("https");
    }
}
