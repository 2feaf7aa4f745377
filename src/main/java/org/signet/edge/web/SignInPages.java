package org.signet.edge.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import org.signet.ca.access.Accounts;
import org.signet.ca.access.Browser;
import org.signet.ca.access.Session;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.keys.Passphrase;
import org.signet.edge.http.Door;
import org.signet.edge.http.RateLimit;
import org.signet.edge.http.Refusals;
import org.signet.edge.http.SameOrigin;
import org.signet.edge.web.Pages.Action;
import org.signet.model.Outcome;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;

/** {@code /sign-in}, {@code /sign-out}, and the one-time link of an invited account. */
public final class SignInPages implements Door {
    private final Pages pages;
    private final Visitors visitors;
    private final Accounts accounts;
    private final RateLimit limit;

    /** @param limit how often one client may try */
    public SignInPages(Pages pages, Visitors visitors, Accounts accounts, RateLimit limit) {
        this.pages = pages;
        this.visitors = visitors;
        this.accounts = accounts;
        this.limit = limit;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/sign-in", ctx -> form(ctx, "", ""));
        routes.post("/sign-in", this::signIn);
        routes.post("/sign-out", this::signOut);
        routes.get("/admin/welcome/{token}", this::welcome);
        routes.post("/admin/welcome/{token}", this::setPassword);
    }

    private void form(Context ctx, String user, String error) {
        pages.send(ctx, "sign-in", Map.of("user", user, "error", error, "next", next(ctx)));
    }

    private void signIn(Context ctx) {
        SameOrigin.demand(ctx);
        String user = typed(ctx, "user");
        Browser browser = visitors.browser(ctx);
        // Whoever shares the owner's network cannot use up the tries of a browser that the account knows.
        limit.demand(
                ctx,
                browser.secret()
                        .filter(secret -> accounts.knows(user, browser))
                        .map(secret -> secret.digest().hex())
                        .orElse(ctx.ip()));
        try (Passphrase password = Passphrase.of(typed(ctx, "password").toCharArray())) {
            accounts.signIn(user, password, browser).run(session -> enter(ctx, session, next(ctx)), refusal -> {
                ctx.status(Refusals.status(refusal.code()));
                form(ctx, user, pages.words(ctx).refusal(refusal));
            });
        }
    }

    private void enter(Context ctx, Session session, String next) {
        visitors.remember(ctx, session);
        ctx.redirect(next, io.javalin.http.HttpStatus.SEE_OTHER);
    }

    /** Where to after signing in: a page of the administration, nothing else. */
    private static String next(Context ctx) {
        String wanted = ctx.formParam("next") == null ? ctx.queryParam("next") : ctx.formParam("next");
        return wanted != null && wanted.matches("/admin(/[A-Za-z0-9_-]+)*") ? wanted : "/admin";
    }

    private static String typed(Context ctx, String field) {
        String value = ctx.formParam(field);
        return value == null ? "" : value;
    }

    private void signOut(Context ctx) {
        accounts.signOut(visitors.ownForm(ctx), ctx.ip());
        visitors.forget(ctx);
        ctx.redirect("/", io.javalin.http.HttpStatus.SEE_OTHER);
    }

    private void welcome(Context ctx) {
        accounts.look(link(ctx)).run(user -> passwordForm(ctx, user, ""), refusal -> dead(ctx, refusal));
    }

    private static OneTimeSecret link(Context ctx) {
        return new OneTimeSecret(ctx.pathParam("token"));
    }

    private void passwordForm(Context ctx, String user, String error) {
        pages.send(ctx, "welcome", Map.of("user", user, "error", error));
    }

    private void dead(Context ctx, Refusal refusal) {
        pages.refused(ctx, refusal, new Action(pages.words(ctx).t("go.sign-in"), "/sign-in", false));
    }

    private void setPassword(Context ctx) {
        SameOrigin.demand(ctx);
        Outcome<String> holder = accounts.look(link(ctx));
        limit.demand(ctx, holder.isOk() ? link(ctx).digest().hex() : ctx.ip());
        String typed = typed(ctx, "password");
        Words words = pages.words(ctx);
        holder.run(
                user -> {
                    if (!typed.equals(typed(ctx, "again"))) {
                        ctx.status(422);
                        passwordForm(ctx, user, words.t("welcome.differ"));
                    } else {
                        redeem(ctx, user, typed);
                    }
                },
                refusal -> dead(ctx, refusal));
    }

    private void redeem(Context ctx, String user, String typed) {
        try (Passphrase password = Passphrase.of(typed.toCharArray())) {
            accounts.redeem(link(ctx), password, visitors.browser(ctx))
                    .run(session -> enter(ctx, session, "/admin"), refusal -> {
                        if (refusal.code() == RefusalCode.WEAK_PASSWORD) {
                            ctx.status(Refusals.status(refusal.code()));
                            passwordForm(ctx, user, pages.words(ctx).refusal(refusal));
                        } else {
                            dead(ctx, refusal);
                        }
                    });
        }
    }
}
