package org.signet.edge.web.holder;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.signet.ca.access.holder.HolderSession;
import org.signet.ca.access.holder.HolderSignIn;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.edge.http.SameOrigin;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/**
 * Knows whose mailbox a browser signed in for. The cookie is another than that of accounts: neither opens what the other does.
 *
 * @param secure whether the pages are reached by https, so that the cookie never travels without it
 */
record Readers(HolderSignIn signIn, boolean secure) {
    private static final String COOKIE = "signet-my";
    /** A browser takes such a cookie from the host itself alone, by https, for every path (RFC 6265bis §4.1.3.2). */
    private static final String HOST = "__Host-";

    /** What 32 octets make in base64url; anything else is not looked up. */
    private static final int SECRET_LENGTH = 43;

    Optional<HolderSession> session(Context ctx) {
        return Optional.ofNullable(ctx.cookie(name(ctx)))
                .filter(secret -> secret.length() == SECRET_LENGTH)
                .map(OneTimeSecret::new)
                .flatMap(signIn::session);
    }

    /** The session whose own form this is. */
    HolderSession ownForm(Context ctx) {
        SameOrigin.demand(ctx);
        HolderSession session = session(ctx)
                .orElseThrow(() -> new RefusedException(
                        RefusalCode.NOT_SIGNED_IN, "You are not signed in any more; ask for a new link."));
        String token = Optional.ofNullable(ctx.formParam("csrf")).orElse("");
        if (!MessageDigest.isEqual(
                token.getBytes(StandardCharsets.UTF_8), session.csrfToken().getBytes(StandardCharsets.UTF_8))) {
            throw new RefusedException(
                    RefusalCode.NOT_ALLOWED, "This form is not one of your session; open the page again.");
        }
        return session;
    }

    void remember(Context ctx, HolderSession session) {
        set(ctx, session.secret().text(), "");
    }

    void forget(Context ctx) {
        set(ctx, "", "; Max-Age=0");
    }

    private void set(Context ctx, String value, String more) {
        ctx.res()
                .addHeader(
                        "Set-Cookie",
                        name(ctx) + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + (https(ctx) ? "; Secure" : "")
                                + more);
    }

    private String name(Context ctx) {
        return https(ctx) ? HOST + COOKIE : COOKIE;
    }

    private boolean https(Context ctx) {
        return secure || ctx.scheme().equals("https");
    }
}
