package org.signet.edge.web.signin;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import org.signet.ca.access.Accounts;
import org.signet.ca.access.Session;
import org.signet.ca.access.signin.OwnFactors;
import org.signet.ca.access.signin.Passkeys;
import org.signet.crypto.keys.Passphrase;
import org.signet.edge.http.Door;
import org.signet.edge.http.Refusals;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.web.Fields;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Visitors;
import org.signet.edge.web.passkey.Asking;
import org.signet.model.Outcome;
import org.signet.model.Refusal;

/** {@code /admin/confirm}: who is signed in shows anew who they are, and goes on to where they were. */
final class ConfirmPages implements Door {
    private static final String PATH = "/admin/confirm";

    private final Pages pages;
    private final Visitors visitors;
    private final Accounts accounts;
    private final OwnFactors factors;
    private final Passkeys passkeys;
    private final RateLimit limit;
    private final String host;

    ConfirmPages(Pages pages, Visitors visitors, SignInFront.Services services, RateLimit limit, String host) {
        this.pages = pages;
        this.visitors = visitors;
        this.accounts = services.accounts();
        this.factors = services.factors();
        this.passkeys = services.passkeys();
        this.limit = limit;
        this.host = host;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get(PATH, visitors.ownPage((ctx, session) -> form(ctx, session, "")));
        routes.post(PATH, visitors.ownForm(this::byPassword));
        routes.post(PATH + "/passkey/begin", visitors.ownForm(this::begin));
        routes.post(PATH + "/passkey", visitors.ownForm(this::byPasskey));
    }

    private void form(Context ctx, Session session, String error) {
        pages.send(
                ctx,
                "confirm",
                session,
                Map.of("owned", factors.of(session), "error", error, "next", Visitors.next(ctx)));
    }

    /** Each session has its own tries: nobody else sends its forms. */
    private void demand(Context ctx, Session session) {
        limit.demand(ctx, "confirm " + session.user());
    }

    private void byPassword(Context ctx, Session session) {
        demand(ctx, session);
        try (Passphrase password = Fields.password(ctx, "password")) {
            answer(ctx, session, accounts.confirm(session, password, Fields.typed(ctx, "code"), visitors.browser(ctx)));
        }
    }

    private void begin(Context ctx, Session session) {
        demand(ctx, session);
        ctx.contentType("application/json").result(Asking.signature(passkeys.askConfirmation(session), host));
    }

    private void byPasskey(Context ctx, Session session) {
        demand(ctx, session);
        answer(ctx, session, passkeys.confirm(session, Fields.typed(ctx, "answer"), visitors.browser(ctx)));
    }

    private void answer(Context ctx, Session session, Outcome<Session> confirmed) {
        confirmed.run(
                renewed -> {
                    visitors.remember(ctx, renewed);
                    ctx.redirect(Visitors.next(ctx), HttpStatus.SEE_OTHER);
                },
                refusal -> again(ctx, session, refusal));
    }

    private void again(Context ctx, Session session, Refusal refusal) {
        ctx.status(Refusals.status(refusal.code()));
        form(ctx, session, pages.words(ctx).refusal(refusal));
    }
}
