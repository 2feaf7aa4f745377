package org.signet.edge.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.signet.ca.access.Accounts;
import org.signet.ca.access.Browser;
import org.signet.ca.access.Session;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.edge.http.SameOrigin;
import org.signet.model.Permission;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/** Knows who is signed in, and lets nobody else further. */
public final class Visitors {
    private static final String COOKIE = "signet";
    private static final String BROWSER_COOKIE = "signet-browser";
    /** A browser takes such a cookie from the host itself alone, by https, for every path (RFC 6265bis §4.1.3.2). */
    private static final String HOST = "__Host-";

    private static final String HALF_A_YEAR = "; Max-Age=15552000";

    /** What 32 octets make in base64url; anything else is not looked up. */
    private static final int SECRET_LENGTH = 43;

    private final Accounts accounts;
    private final boolean secure;

    /** @param secure whether the pages are reached by https, so that the cookie never travels without it */
    public Visitors(Accounts accounts, boolean secure) {
        this.accounts = accounts;
        this.secure = secure;
    }

    /** What somebody signed in does. */
    public interface SignedIn {
        void handle(Context ctx, Session session) throws Exception;
    }

    /** Who is signed in, if anybody is. */
    public Optional<Session> session(Context ctx) {
        String secret = ctx.cookie(cookie(ctx, COOKIE));
        return secret == null || secret.length() != SECRET_LENGTH
                ? Optional.empty()
                : accounts.session(new OneTimeSecret(secret));
    }

    /** Where a request comes from, with what an earlier sign-in left there. */
    Browser browser(Context ctx) {
        String secret = ctx.cookie(cookie(ctx, BROWSER_COOKIE));
        return new Browser(
                ctx.ip(),
                Optional.ofNullable(secret)
                        .filter(text -> text.matches("[0-9a-f]{64}"))
                        .map(OneTimeSecret::new));
    }

    /** A page for those with that permission; others are sent to sign in first. */
    public Handler page(Permission permission, SignedIn page) {
        return ctx -> {
            Optional<Session> session = session(ctx);
            if (session.isEmpty()) {
                ctx.redirect("/sign-in?next=" + URLEncoder.encode(ctx.path(), StandardCharsets.UTF_8));
                return;
            }
            page.handle(ctx, allowed(session.get(), permission));
        };
    }

    /** A form of those with that permission; it carries the session's token besides the cookie. */
    public Handler form(Permission permission, SignedIn form) {
        return ctx -> form.handle(ctx, allowed(ownForm(ctx), permission));
    }

    /** The session whose own form this is. */
    Session ownForm(Context ctx) {
        SameOrigin.demand(ctx);
        Session session = session(ctx)
                .orElseThrow(
                        () -> refused(RefusalCode.NOT_SIGNED_IN, "You are not signed in any more; sign in again."));
        String token = ctx.formParam("csrf");
        if (token == null
                || !MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8),
                        session.csrfToken().getBytes(StandardCharsets.UTF_8))) {
            throw refused(RefusalCode.NOT_ALLOWED, "This form is not one of your session; open the page again.");
        }
        return session;
    }

    private static Session allowed(Session session, Permission permission) {
        if (!session.role().may(permission)) {
            throw refused(RefusalCode.NOT_ALLOWED, "Your role does not allow this; ask an administrator.");
        }
        return session;
    }

    private static RefusedException refused(RefusalCode code, String detail) {
        return new RefusedException(code, detail);
    }

    /** Hands the session's secret, and the one that outlasts it, to the browser: not to scripts, not to other sites. */
    void remember(Context ctx, Session session) {
        setCookie(ctx, COOKIE, session.secret().text(), "");
        setCookie(ctx, BROWSER_COOKIE, session.browserSecret().text(), HALF_A_YEAR);
    }

    void forget(Context ctx) {
        setCookie(ctx, COOKIE, "", "; Max-Age=0");
    }

    private void setCookie(Context ctx, String name, String value, String more) {
        ctx.res()
                .addHeader(
                        "Set-Cookie",
                        cookie(ctx, name) + "=" + value + "; Path=/; HttpOnly; SameSite=Strict"
                                + (https(ctx) ? "; Secure" : "") + more);
    }

    private String cookie(Context ctx, String name) {
        return https(ctx) ? HOST + name : name;
    }

    private boolean https(Context ctx) {
        return secure || ctx.scheme().equals("https");
    }
}
