package org.signet.edge.web.signin;

import static org.signet.edge.web.Fields.typed;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import org.signet.ca.access.Accounts;
import org.signet.ca.access.Session;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.keys.Passphrase;
import org.signet.edge.http.Door;
import org.signet.edge.http.Refusals;
import org.signet.edge.http.SameOrigin;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.web.Fields;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Pages.Action;
import org.signet.edge.web.Pages.State;
import org.signet.edge.web.Visitors;
import org.signet.edge.web.Words;
import org.signet.model.Outcome;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;

/** The one-time link of an invited account, by which its password is set. */
final class WelcomePages implements Door {
    private final Pages pages;
    private final Visitors visitors;
    private final Accounts accounts;
    private final RateLimit limit;

    WelcomePages(Pages pages, Visitors visitors, Accounts accounts, RateLimit limit) {
        this.pages = pages;
        this.visitors = visitors;
        this.accounts = accounts;
        this.limit = limit;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/admin/welcome/{token}", this::welcome);
        routes.post("/admin/welcome/{token}", this::setPassword);
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

    private Action toSignIn(Context ctx) {
        return new Action(pages.words(ctx).t("go.sign-in"), "/sign-in", false);
    }

    private void dead(Context ctx, Refusal refusal) {
        pages.refused(ctx, refusal, toSignIn(ctx));
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
                        redeem(ctx, user);
                    }
                },
                refusal -> dead(ctx, refusal));
    }

    private void redeem(Context ctx, String user) {
        try (Passphrase password = Fields.password(ctx, "password")) {
            accounts.redeem(link(ctx), password, visitors.browser(ctx))
                    .run(session -> enter(ctx, session), refusal -> refused(ctx, user, refusal));
        }
    }

    private void enter(Context ctx, Session session) {
        visitors.remember(ctx, session);
        ctx.redirect("/admin", HttpStatus.SEE_OTHER);
    }

    private void refused(Context ctx, String user, Refusal refusal) {
        Words words = pages.words(ctx);
        if (refusal.code() == RefusalCode.WEAK_PASSWORD) {
            ctx.status(Refusals.status(refusal.code()));
            passwordForm(ctx, user, words.refusal(refusal));
        } else if (refusal.code() == RefusalCode.NOT_SIGNED_IN) {
            visitors.forget(ctx);
            pages.state(ctx, new State("done", words.t("welcome.set"), words.t("welcome.set.text"), toSignIn(ctx)));
        } else {
            dead(ctx, refusal);
        }
    }
}
