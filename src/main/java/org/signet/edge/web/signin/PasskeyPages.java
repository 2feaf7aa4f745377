package org.signet.edge.web.signin;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import org.signet.ca.access.signin.Passkeys;
import org.signet.ca.access.signin.Passkeys.Begun;
import org.signet.ca.access.signin.Passkeys.Question;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.edge.http.Door;
import org.signet.edge.http.Refusals;
import org.signet.edge.http.SameOrigin;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.web.Fields;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Visitors;
import org.signet.edge.web.passkey.Asking;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/** {@code /sign-in/passkey}: instead of a password, or after it. */
final class PasskeyPages implements Door {
    private final Pages pages;
    private final Visitors visitors;
    private final Passkeys passkeys;
    private final RateLimit limit;
    private final String host;

    /** @param host whose passkeys are asked for */
    PasskeyPages(Pages pages, Visitors visitors, Passkeys passkeys, RateLimit limit, String host) {
        this.pages = pages;
        this.visitors = visitors;
        this.passkeys = passkeys;
        this.limit = limit;
        this.host = host;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.post("/sign-in/passkey/begin", this::begin);
        routes.post("/sign-in/passkey", this::finish);
    }

    private void begin(Context ctx) {
        SameOrigin.demand(ctx);
        limit.demand(ctx);
        Question question;
        if (ctx.formParam("halfway") == null) {
            Begun begun = passkeys.askAnybody();
            visitors.rememberStep(ctx, begun.step());
            question = begun.question();
        } else {
            question = passkeys.askHalfway(step(ctx)).orThrow();
        }
        ctx.contentType("application/json").result(Asking.signature(question, host));
    }

    private OneTimeSecret step(Context ctx) {
        return visitors.step(ctx)
                .orElseThrow(() -> new RefusedException(
                        RefusalCode.STEP_EXPIRED, "This took too long, or was done already; begin again."));
    }

    private void finish(Context ctx) {
        SameOrigin.demand(ctx);
        limit.demand(ctx);
        passkeys.signIn(step(ctx), Fields.typed(ctx, "answer"), visitors.browser(ctx))
                .run(
                        session -> {
                            visitors.remember(ctx, session);
                            ctx.redirect(Visitors.next(ctx), HttpStatus.SEE_OTHER);
                        },
                        refusal -> {
                            ctx.status(Refusals.status(refusal.code()));
                            String error = pages.words(ctx).refusal(refusal);
                            pages.send(
                                    ctx,
                                    "sign-in",
                                    Map.of(
                                            "user",
                                            "",
                                            "error",
                                            error,
                                            "next",
                                            Visitors.next(ctx),
                                            "certificate",
                                            false));
                        });
    }
}
