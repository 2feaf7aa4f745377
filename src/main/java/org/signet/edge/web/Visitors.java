package org.signet.edge.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
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
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final Duration HALF_A_YEAR = Duration.ofDays(180);

    private static final String SET_UP = "/admin/set-up";
    private static final String CONFIRM = "/admin/confirm";

    private final Sessions sessions;
    private final Clock clock;
    private final SecretCookie cookie;
    private final SecretCookie browserCookie;
    private final SecretCookie stepCookie;

    /** @param secure whether the pages are reached by https, so that no cookie travels without it */
    public Visitors(Sessions sessions, Clock clock, boolean secure) {
        this.sessions = sessions;
        this.clock = clock;
        this.cookie = new SecretCookie("signet", secure);
        this.browserCookie = new SecretCookie("signet-browser", secure);
        this.stepCookie = new SecretCookie("signet-step", secure);
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
        return cookie.of(ctx).flatMap(sessions::session);
    }

    /** Where a request comes from, with what an earlier sign-in left there. */
    public Browser browser(Context ctx) {
        return new Browser(ctx.ip(), browserCookie.of(ctx));
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

    /** Where to afterwards, as whoever was sent to sign in or to confirm brings it: a page of the administration, nothing else. */
    public static String next(Context ctx) {
        String wanted = ctx.formParam("next") == null ? ctx.queryParam("next") : ctx.formParam("next");
        return wanted != null && wanted.matches("/admin(/[A-Za-z0-9_-]+)*") ? wanted : "/admin";
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
                .orElseThrow(() -> new RefusedException(
                        RefusalCode.NOT_SIGNED_IN, "You are not signed in any more; sign in again."));
        SameOrigin.demandToken(ctx, session.csrfToken());
        return session;
    }

    private static Session allowed(Session session, Permission permission) {
        if (!session.may(permission)) {
            throw new RefusedException(RefusalCode.NOT_ALLOWED, "Your role does not allow this; ask an administrator.");
        }
        return session;
    }

    /** Hands the session's secret, and the one that outlasts it, to the browser. */
    public void remember(Context ctx, Session session) {
        cookie.set(ctx, session.secret());
        browserCookie.set(ctx, session.browserSecret(), HALF_A_YEAR);
    }

    /** The secret of a first step of signing in. */
    public Optional<OneTimeSecret> step(Context ctx) {
        return stepCookie.of(ctx);
    }

    public void rememberStep(Context ctx, OneTimeSecret step) {
        stepCookie.set(ctx, step, FIVE_MINUTES);
    }

    public void forget(Context ctx) {
        cookie.forget(ctx);
    }
}
