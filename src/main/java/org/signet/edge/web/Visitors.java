package org.signet.edge.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.signet.ca.access.Browser;
import org.signet.ca.access.Session;
import org.signet.ca.access.Sessions;
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

    private static final String STEP_COOKIE = "signet-step";
    private static final String FIVE_MINUTES = "; Max-Age=300";
    private static final String HALF_A_YEAR = "; Max-Age=15552000";

    private static final String SET_UP = "/admin/set-up";
    private static final String CONFIRM = "/admin/confirm";

    /** What 32 octets make in base64url; anything else is not looked up. */
    private static final int SECRET_LENGTH = 43;

    private final Sessions sessions;
    private final Clock clock;
    private final boolean secure;

    /** @param secure whether the pages are reached by https, so that the cookie never travels without it */
    public Visitors(Sessions sessions, Clock clock, boolean secure) {
        this.sessions = sessions;
        this.clock = clock;
        this.secure = secure;
    }

    /** What somebody signed in does. */
    public interface SignedIn {
        void handle(Context ctx, Session session) throws Exception;
    }

    /** Who is signed in and may do something, if anybody is. */
    public Optional<Session> session(Context ctx) {
        return anySession(ctx).filter(Session::complete);
    }

    private Optional<Session> anySession(Context ctx) {
        return secret(ctx, COOKIE).flatMap(sessions::session);
    }

    private Optional<OneTimeSecret> secret(Context ctx, String name) {
        return Optional.ofNullable(ctx.cookie(cookie(ctx, name)))
                .filter(text -> text.length() == SECRET_LENGTH)
                .map(OneTimeSecret::new);
    }

    /** Where a request comes from, with what an earlier sign-in left there. */
    public Browser browser(Context ctx) {
        String secret = ctx.cookie(cookie(ctx, BROWSER_COOKIE));
        return new Browser(
                ctx.ip(),
                Optional.ofNullable(secret)
                        .filter(text -> text.matches("[0-9a-f]{64}"))
                        .map(OneTimeSecret::new));
    }

    /** A page for those with that permission; others are sent to sign in first, or to set up what they need. */
    public Handler page(Permission permission, SignedIn page) {
        return ownPage((ctx, session) -> {
            if (session.complete()) {
                page.handle(ctx, allowed(session, permission));
            } else {
                ctx.redirect(SET_UP, HttpStatus.SEE_OTHER);
            }
        });
    }

    /** A page about what one signs in with, for whoever is signed in: also before there is a second factor. */
    public Handler ownPage(SignedIn page) {
        return ctx -> {
            Optional<Session> session = anySession(ctx);
            if (session.isEmpty()) {
                ctx.redirect("/sign-in?next=" + encoded(ctx.path()));
                return;
            }
            page.handle(ctx, session.get());
        };
    }

    private static String encoded(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8);
    }

    /** A form of those with that permission; it carries the session's token besides the cookie. */
    public Handler form(Permission permission, SignedIn form) {
        return ctx -> form.handle(ctx, allowed(ownForm(ctx), permission));
    }

    /** As {@link #ownPage}. */
    public Handler ownForm(SignedIn form) {
        return ctx -> form.handle(ctx, ownForm(ctx));
    }

    /**
     * A form that does what cannot be undone, or opens ways in: its sender must have shown within ten minutes who they are. Others
     * are asked to, and come back to the page of the form, which has the form's path.
     */
    public Handler sensitive(Permission permission, SignedIn form) {
        return form(permission, fresh(Context::path, form));
    }

    /** @param back the page of the form */
    public Handler sensitive(Permission permission, String back, SignedIn form) {
        return form(permission, fresh(ctx -> back, form));
    }

    /** The same of forms about what one signs in with. */
    public Handler ownSensitive(String back, SignedIn form) {
        return ownForm(fresh(ctx -> back, form));
    }

    /** A page that holds nothing but such a form: nobody fills it in vain. */
    public Handler sensitivePage(Permission permission, SignedIn page) {
        return page(permission, fresh(Context::path, page));
    }

    private SignedIn fresh(Function<Context, String> back, SignedIn act) {
        return (ctx, session) -> {
            if (session.isFresh(clock.instant())) {
                act.handle(ctx, session);
            } else {
                ctx.redirect(CONFIRM + "?next=" + encoded(back.apply(ctx)), HttpStatus.SEE_OTHER);
            }
        };
    }

    /** The session whose own form this is. */
    public Session ownForm(Context ctx) {
        SameOrigin.demand(ctx);
        Session session = anySession(ctx)
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
        if (!session.may(permission)) {
            throw refused(RefusalCode.NOT_ALLOWED, "Your role does not allow this; ask an administrator.");
        }
        return session;
    }

    private static RefusedException refused(RefusalCode code, String detail) {
        return new RefusedException(code, detail);
    }

    /** Hands the session's secret, and the one that outlasts it, to the browser: not to scripts, not to other sites. */
    public void remember(Context ctx, Session session) {
        setCookie(ctx, COOKIE, session.secret().text(), "");
        setCookie(ctx, BROWSER_COOKIE, session.browserSecret().text(), HALF_A_YEAR);
    }

    /** The secret of a first step of signing in. */
    public Optional<OneTimeSecret> step(Context ctx) {
        return secret(ctx, STEP_COOKIE);
    }

    public void rememberStep(Context ctx, OneTimeSecret step) {
        setCookie(ctx, STEP_COOKIE, step.text(), FIVE_MINUTES);
    }

    public void forget(Context ctx) {
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
