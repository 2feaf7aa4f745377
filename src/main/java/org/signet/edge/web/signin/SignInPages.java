package org.signet.edge.web.signin;

import static org.signet.edge.web.Fields.typed;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.signet.ca.access.Accounts;
import org.signet.ca.access.Attempts;
import org.signet.ca.access.Browser;
import org.signet.ca.access.Session;
import org.signet.ca.access.Sessions;
import org.signet.ca.access.factor.Factors.Owned;
import org.signet.ca.access.signin.ClientCertificates;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.keys.Passphrase;
import org.signet.edge.http.Door;
import org.signet.edge.http.Refusals;
import org.signet.edge.http.SameOrigin;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.web.Fields;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Visitors;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;

/** {@code /sign-in} and its second step, and {@code /sign-out}. */
final class SignInPages implements Door {
    private static final String CODE = "/sign-in/code";

    private final Pages pages;
    private final Visitors visitors;
    private final Accounts accounts;
    private final Attempts attempts;
    private final Sessions sessions;
    private final ClientCertificates certificates;
    private final RateLimit limit;

    /** @param limit how often one client may try */
    SignInPages(Pages pages, Visitors visitors, SignInFront.Services services, RateLimit limit) {
        this.pages = pages;
        this.visitors = visitors;
        this.accounts = services.accounts();
        this.attempts = services.attempts();
        this.sessions = services.sessions();
        this.certificates = services.certificates();
        this.limit = limit;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/sign-in", ctx -> form(ctx, "", ""));
        routes.post("/sign-in", this::signIn);
        routes.post("/sign-in/certificate", this::byCertificate);
        routes.get(CODE, this::codeForm);
        routes.post(CODE, this::code);
        routes.post("/sign-out", this::signOut);
    }

    private void form(Context ctx, String user, String error) {
        boolean certificate = ShownCertificate.of(ctx).isOk();
        pages.send(
                ctx,
                "sign-in",
                Map.of("user", user, "error", error, "next", Visitors.next(ctx), "certificate", certificate));
    }

    private void byCertificate(Context ctx) {
        SameOrigin.demand(ctx);
        limit.demand(ctx);
        ShownCertificate.of(ctx).then(certificates::signIn).run(step -> halfway(ctx, step), refusal -> {
            ctx.status(Refusals.status(refusal.code()));
            form(ctx, "", pages.words(ctx).refusal(refusal));
        });
    }

    private void signIn(Context ctx) {
        SameOrigin.demand(ctx);
        String user = typed(ctx, "user");
        Browser browser = visitors.browser(ctx);
        // Whoever shares the owner's network cannot use up the tries of a browser that the account knows.
        limit.demand(
                ctx,
                browser.secret()
                        .filter(secret -> attempts.knows(user, browser))
                        .map(secret -> secret.digest().hex())
                        .orElse(ctx.ip()));
        try (Passphrase password = Fields.password(ctx, "password")) {
            accounts.signIn(user, password, browser)
                    .run(
                            entry -> entry.fold(
                                    session -> enter(ctx, session, Visitors.next(ctx)), step -> halfway(ctx, step)),
                            refusal -> {
                                ctx.status(Refusals.status(refusal.code()));
                                form(ctx, user, pages.words(ctx).refusal(refusal));
                            });
        }
    }

    private Context enter(Context ctx, Session session, String next) {
        visitors.remember(ctx, session);
        ctx.redirect(next, HttpStatus.SEE_OTHER);
        return ctx;
    }

    private Context halfway(Context ctx, OneTimeSecret step) {
        visitors.rememberStep(ctx, step);
        ctx.redirect(
                CODE + "?next=" + URLEncoder.encode(Visitors.next(ctx), StandardCharsets.UTF_8), HttpStatus.SEE_OTHER);
        return ctx;
    }

    private Optional<Owned> owned(Context ctx) {
        return visitors.step(ctx).flatMap(step -> accounts.halfway(step).fold(Optional::of, no -> Optional.empty()));
    }

    private void codeForm(Context ctx) {
        owned(ctx).ifPresentOrElse(owned -> codeForm(ctx, owned, ""), () -> again(ctx));
    }

    private void codeForm(Context ctx, Owned owned, String error) {
        pages.send(ctx, "sign-in-code", Map.of("owned", owned, "error", error, "next", Visitors.next(ctx)));
    }

    private static void again(Context ctx) {
        ctx.redirect(
                "/sign-in?next=" + URLEncoder.encode(Visitors.next(ctx), StandardCharsets.UTF_8), HttpStatus.SEE_OTHER);
    }

    private void code(Context ctx) {
        SameOrigin.demand(ctx);
        Optional<Owned> owned = owned(ctx);
        if (owned.isEmpty()) {
            limit.demand(ctx);
            again(ctx);
            return;
        }
        OneTimeSecret step = visitors.step(ctx).orElseThrow();
        limit.demand(ctx, step.digest().hex());
        accounts.signIn(step, typed(ctx, "code"), visitors.browser(ctx))
                .run(session -> enter(ctx, session, Visitors.next(ctx)), refusal -> wrong(ctx, owned.get(), refusal));
    }

    private void wrong(Context ctx, Owned owned, Refusal refusal) {
        if (refusal.code() == RefusalCode.STEP_EXPIRED) {
            again(ctx);
        } else {
            ctx.status(Refusals.status(refusal.code()));
            codeForm(ctx, owned, pages.words(ctx).refusal(refusal));
        }
    }

    private void signOut(Context ctx) {
        sessions.signOut(visitors.ownForm(ctx), ctx.ip());
        visitors.forget(ctx);
        ctx.redirect("/", HttpStatus.SEE_OTHER);
    }
}
